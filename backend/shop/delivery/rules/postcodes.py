"""The postcodes of a zone as a person writes them: one, a beginning, or from one to another."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backend.shop.delivery.errors import BadPostcodes

_WHOLE = re.compile(r"[0-9]{5}")
_BEGINNING = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Span:
    """`exact`: `low` itself; `prefix`: what begins with `low`; `range`: `low` to `high`, both included."""

    kind: str
    low: str
    high: str | None = None


def check(spans: Sequence[Span]) -> None:
    """Raises BadPostcodes, with a sentence for each that matches nothing or stands there twice."""
    found: dict[int, str] = {}
    seen: set[tuple[str, str]] = set()
    for index, span in enumerate(spans):
        trouble = _trouble(span) or (
            "" if (span.kind, span.low) not in seen else f"{span.low} is there twice."
        )
        seen.add((span.kind, span.low))
        if trouble:
            found[index] = trouble
    if found:
        raise BadPostcodes(found)


def shared(spans: Iterable[Span], others: Iterable[Span]) -> list[str]:
    """What two zones would both claim with the very same rule, so that neither says more."""
    taken = {(each.kind, each.low, each.high) for each in others}
    return [each.low for each in spans if (each.kind, each.low, each.high) in taken]


def _trouble(span: Span) -> str:
    if span.kind == "prefix":
        return (
            "" if _BEGINNING.fullmatch(span.low) and span.high is None else _said(span.low, "1 to 4 digits")
        )
    if not _WHOLE.fullmatch(span.low):
        return _said(span.low, "5 digits")
    if span.kind == "exact":
        return "" if span.high is None else "One postcode has no end."
    if span.high is None or not _WHOLE.fullmatch(span.high):
        return _said(span.high or "", "5 digits")
    return "" if span.low <= span.high else f"{span.low} comes after {span.high}."


def _said(given: str, wanted: str) -> str:
    return f"{given or 'Nothing'} is not {wanted}."
