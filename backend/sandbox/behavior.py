"""What the stand-in does wrong on purpose: each behavior with its usual value, and rules for others.

None of it is the provider's rule; each is something that its text says may happen, or that networks do.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from backend.sandbox import checks
from backend.sandbox.refusal import Refusal
from backend.sandbox.store import Db, Json

OPERATIONS = (
    "any", "create_session", "get_session", "expire_session", "create_refund", "get_object", "list_objects",
    "pay", "paypal_verify", "paypal_create_order", "paypal_get_order", "paypal_capture", "paypal_get_capture",
    "paypal_refund", "paypal_get_refund",
)  # fmt: skip


@dataclass(frozen=True)
class Behavior:
    """One switch: `choices` are what the page offers, the usual one first; `valid` judges any other value."""

    name: str
    title: str
    about: str
    valid: Callable[[Any], bool]
    choices: tuple[tuple[str, Any], ...]

    @property
    def usual(self) -> Any:
        return self.choices[0][1]


ALL = (
    Behavior(
        "webhook_copies",
        "How often each event is sent",
        "The provider says that an endpoint may hear the same event more than once.",
        checks.whole(0, 20),
        (("Twice", 2), ("Once", 1), ("Never: it gets lost", 0), ("Twenty times", 20)),
    ),
    Behavior(
        "webhook_delay",
        "When the first copy leaves",
        "A random moment between two, so events overtake each other: their order is not promised.",
        checks.span(3600),
        (
            ("Within half a second", [0, 0.5]),
            ("At once", [0, 0]),
            ("After 5 to 20 seconds", [5, 20]),
            ("After two minutes", [120, 120]),
        ),
    ),
    Behavior(
        "webhook_repeat_delay",
        "When its other copies follow",
        "Counted from the first copy, each for itself.",
        checks.span(3600),
        (("Within 3 seconds", [0.2, 3]), ("Together with it", [0, 0]), ("After a minute", [60, 60])),
    ),
    Behavior(
        "hang",
        "Slow answers",
        "The request waits before its work is done, or after it: the money has moved and nobody says so.",
        checks.fault(OPERATIONS, ("before", "after"), seconds=600),
        (
            ("None", None),
            ("5 seconds, before the work", {"when": "before", "seconds": 5}),
            ("30 seconds, before the work", {"when": "before", "seconds": 30}),
            ("30 seconds, after the work", {"when": "after", "seconds": 30}),
            ("No answer at all, before the work", {"when": "before", "seconds": None}),
            ("No answer at all, after the work", {"when": "after", "seconds": None}),
        ),
    ),
    Behavior(
        "error",
        "Answers that say 500",
        "Before the work nothing has happened. After it, the charge is made; asked again with the same key,"
        " the provider repeats the 500, unless only the answer got lost on its way.",
        checks.fault(OPERATIONS, ("before", "after", "lost")),
        (
            ("None", None),
            ("500 before the work", {"when": "before"}),
            ("500 after the work, kept for its key", {"when": "after"}),
            ("500 after the work, once, only on its way", {"when": "lost", "times": 1}),
        ),
    ),
    Behavior(
        "lie",
        "Payments that are not what was asked",
        "Holds for payments made while it is on; session, intent, charge and event all tell the same.",
        checks.lie,
        (
            ("None", None),
            ("Complete, but unpaid", {"payment_status": "unpaid"}),
            ("A dollar too little", {"amount_by": -100}),
            ("A dollar too much", {"amount_by": 100}),
            ("Euros", {"currency": "eur"}),
        ),
    ),
)
NAMED = {each.name: each for each in ALL}


def read(db: Db, name: str) -> Any:
    row = db.execute("SELECT value FROM behavior WHERE name = ?", (name,)).fetchone()
    return NAMED[name].usual if row is None else json.loads(row["value"])


def every(db: Db) -> Json:
    """All behaviors as they are now, by name."""
    return {name: read(db, name) for name in NAMED}


def choose(db: Db, *, name: Any, value: Any) -> None:
    """Sets one behavior until it is set again or all are reset. Raises Refusal and then changes nothing."""
    known = NAMED.get(name) if isinstance(name, str) else None
    if known is None:
        raise Refusal(f"There is no behavior {name!r}; there are {', '.join(NAMED)}.", param="name")
    if value != known.usual and not known.valid(value):
        example = json.dumps(known.choices[-1][1])
        raise Refusal(f"{known.name} cannot be {json.dumps(value)}; it can be {example}.", param="value")
    db.execute(
        "INSERT INTO behavior (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, json.dumps(value)),
    )


def reset(db: Db) -> None:
    db.execute("DELETE FROM behavior")


def spend(db: Db, name: str, *, operation: str) -> Json | None:
    """The fault that meets this operation now, or None; one with `times` goes away when they are used up."""
    fault: Json | None = read(db, name)
    if fault is None or fault.get("operation", "any") not in ("any", operation):
        return None
    if fault.get("times") is not None:
        left = fault["times"] - 1
        choose(db, name=name, value=fault | {"times": left} if left else None)
    return fault
