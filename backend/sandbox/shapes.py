"""Which parameters a request may carry, read at import from the provider SDK's own typed dictionaries."""

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any, Optional, get_args, get_type_hints

from stripe import RequestOptions
from typing_extensions import is_typeddict  # the SDK makes its dictionaries with this one

from backend.sandbox.refusal import Refusal
from backend.sandbox.store import Json

# A name that leads to None takes a plain value, or names of the caller's own choosing, as metadata does.
Shape = Mapping[str, Optional["Shape"]]


_OPTIONS = frozenset(RequestOptions.__annotations__)


@cache
def shape_of(params: type) -> Shape:
    """The names that a typed dictionary of parameters knows, at every level."""
    # The SDK lets parameters and options (idempotency_key, ...) share a dictionary; the wire does not.
    own = {name: hint for name, hint in params.__annotations__.items() if name not in _OPTIONS}
    hints = get_type_hints(SimpleNamespace(__annotations__=own), vars(sys.modules[params.__module__]))
    return {name: _inner(hint) for name, hint in hints.items()}


def _inner(hint: Any) -> Shape | None:
    """The shape in a hint such as `list[Line]` or `Created | int`, or None when it holds a plain value."""
    if is_typeddict(hint):
        return shape_of(hint)
    return next((found for part in get_args(hint) if (found := _inner(part)) is not None), None)


def outside(values: Any, shape: Shape, *, path: str = "") -> Iterator[str]:
    """The path of each parameter that the shape lacks, as `line_items[0][price_data][colour]`."""
    for name, value in values.items():
        place = f"{path}[{name}]" if path else name
        if name not in shape:
            yield place
            continue
        inner = shape[name]
        if inner is None:
            continue
        many = {f"{place}[{at}]": each for at, each in enumerate(value)} if isinstance(value, list) else {}
        for deeper, each in (many or {place: value}).items():
            if isinstance(each, dict):
                yield from outside(each, inner, path=deeper)


def refuse_unknown(values: Json, params: type) -> None:
    """(docs) The code is the provider's; (guess) that only the first of several unknown ones is named."""
    for place in outside(values, shape_of(params)):
        raise Refusal(f"Received unknown parameter: {place}", code="parameter_unknown", param=place)


def refuse_unmodeled(values: Json, modeled: Shape) -> None:
    """(ours) What the provider knows and the sandbox does not is refused, never quietly left out."""
    for place in outside(values, modeled):
        raise Refusal(f"The sandbox does not model this parameter: {place}", param=place)
