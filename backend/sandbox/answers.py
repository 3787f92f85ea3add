"""What the API shows of the objects it keeps: public fields, pages of a list, expanded references."""

from collections.abc import Mapping
from typing import Any

from backend.sandbox import store
from backend.sandbox.parameters import Parameters
from backend.sandbox.refusal import Refusal, missing
from backend.sandbox.shapes import refuse_unmodeled
from backend.sandbox.store import Db, Json

PAGE, LARGEST_PAGE = 10, 100  # (docs)
COMPARISONS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
PAGING = ("limit", "starting_after", "ending_before", "created", "expand")


def public(value: Any) -> Any:
    """The same value without the keys that only the sandbox reads."""
    if isinstance(value, dict):
        return {name: public(inner) for name, inner in value.items() if not name.startswith("_")}
    return [public(inner) for inner in value] if isinstance(value, list) else value


def shown(db: Db, body: Json, *, expand: list[str]) -> Json:
    """The public object with the references named in `expand` replaced by what they name."""
    answer: Json = public(body)
    for path in expand:
        _expand(db, answer, path.split("."), whole=path)
    return answer


def _expand(db: Db, node: Any, steps: list[str], *, whole: str) -> None:
    if isinstance(node, list):
        for inner in node:
            _expand(db, inner, steps, whole=whole)
        return
    head, rest = steps[0], steps[1:]
    if head == "line_items" and node.get("object") == "checkout.session":
        node[head] = line_items(store.get(db, node["id"]) or {})
    elif head not in node:
        raise Refusal(f"This property cannot be expanded ({whole}).", param="expand")
    elif isinstance(node[head], str):
        found = store.get(db, node[head])
        if found is None:
            raise Refusal(f"This property cannot be expanded ({whole}).", param="expand")
        node[head] = public(found)
    if rest and node[head] is not None:
        _expand(db, node[head], rest, whole=whole)


def line_items(session: Json) -> Json:
    return envelope(public(session["_lines"]), url=f"/v1/checkout/sessions/{session['id']}/line_items")


def envelope(data: list[Json], *, url: str, has_more: bool = False) -> Json:
    return {"object": "list", "url": url, "has_more": has_more, "data": data}


def page(db: Db, *, kind: str, params: Parameters, filters: Mapping[str, str], url: str) -> Json:
    """One page of a kind, newest first; `filters` maps a parameter to the JSON path it must equal."""
    refuse_unmodeled(params.values, dict.fromkeys((*PAGING, *filters)))
    conditions, values = ["kind = ?"], [kind]
    for name, path in filters.items():
        wanted = params.text(name)
        if wanted is not None:
            conditions.append("json_extract(body, ?) = ?")
            values += [path, wanted]
    for condition, value in [*_created(params), *_cursor(db, params)]:
        conditions.append(condition)
        values.append(value)
    limit = min(params.integer("limit", minimum=1) or PAGE, LARGEST_PAGE)
    # Walking back from a newer object takes the nearest first, then turns the page around.
    backward = "ending_before" in params
    rows = db.execute(
        f"SELECT body FROM objects WHERE {' AND '.join(conditions)}"
        f" ORDER BY sequence {'ASC' if backward else 'DESC'} LIMIT ?",
        [*values, limit + 1],
    ).fetchall()
    data = [store.load(row["body"]) for row in rows[:limit]]
    expand = params.texts("expand")
    answer = envelope(data[::-1] if backward else data, url=url, has_more=len(rows) > limit)
    return shown(db, answer, expand=expand)


def _created(params: Parameters) -> list[tuple[str, Any]]:
    if "created" not in params:
        return []
    if not params.nested("created"):
        return [("created = ?", params.integer("created"))]
    bounds = params.child("created")
    asked = [name for name in COMPARISONS if name in bounds]
    return [(f"created {COMPARISONS[name]} ?", bounds.integer(name)) for name in asked]


def _cursor(db: Db, params: Parameters) -> list[tuple[str, Any]]:
    found = []
    for name, sign in (("starting_after", "<"), ("ending_before", ">")):
        object_id = params.text(name)
        if object_id is not None:
            row = db.execute("SELECT sequence FROM objects WHERE id = ?", (object_id,)).fetchone()
            if row is None:
                raise missing("object", object_id, param=name)
            found.append((f"sequence {sign} ?", row["sequence"]))
    return found
