"""What may be set through /behavior: each check says whether a value out of JSON is one."""

from collections.abc import Callable, Collection
from typing import Any

from babel.numbers import list_currencies

LARGEST_LIE = 100_000_000


def number(value: Any, least: float, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def whole(least: int, most: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and number(value, least, most)


def span(longest: float) -> Callable[[Any], bool]:
    """[from, to] in seconds."""

    def check(value: Any) -> bool:
        if not (isinstance(value, list) and len(value) == 2):  # noqa: PLR2004
            return False
        return number(value[0], 0, longest) and number(value[1], value[0], longest)

    return check


def fault(
    operations: Collection[str], moments: Collection[str], *, seconds: float | None = None
) -> Callable[[Any], bool]:
    """{"when", "operation"?, "times"?}, and "seconds" (null: no answer at all) where a longest is given."""
    needed = {"when"} if seconds is None else {"when", "seconds"}

    def check(value: Any) -> bool:
        if not (isinstance(value, dict) and needed <= set(value) <= needed | {"operation", "times"}):
            return False
        times, wait = value.get("times"), value.get("seconds")
        return (
            value["when"] in moments
            and value.get("operation", "any") in operations
            and (times is None or whole(1, 1000)(times))
            and (wait is None or number(wait, 0, seconds or 0))
        )

    return check


def lie(value: Any) -> bool:
    if not isinstance(value, dict) or len(value) != 1:
        return False
    [(name, told)] = value.items()
    if name == "amount_by":
        return told != 0 and whole(-LARGEST_LIE, LARGEST_LIE)(told)
    if name == "currency":
        return isinstance(told, str) and told.islower() and told.upper() in list_currencies()
    return bool(name == "payment_status" and told == "unpaid")
