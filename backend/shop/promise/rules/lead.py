"""Notice that a product needs: so long before its slot begins it has to be ordered, counted in UTC."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from backend.shop.delivery.rules.calendar import Good

_UNITS = ((24 * 60, "day"), (60, "hour"), (1, "minute"))


def too_short(goods: Iterable[Good], *, now: datetime, starts_at: datetime) -> tuple[Good, ...]:
    """Those of the goods that need more notice than there is left."""
    wanted = (good for good in goods if good.lead_minutes)
    return tuple(good for good in wanted if now + timedelta(minutes=good.lead_minutes) > starts_at)


def words(late: Iterable[Good]) -> tuple[str, tuple[str, ...]]:
    """What to say of goods that are too late, and their names, each once: "Needs 2 days' notice: Wreath."."""
    goods = tuple(late)
    names = tuple(dict.fromkeys(good.name for good in goods))
    notice = in_words(max(good.lead_minutes for good in goods))
    return f"Needs {notice} notice: {', '.join(names)}.", names


def in_words(minutes: int) -> str:
    """In the largest unit that says it exactly: "1 day's", "36 hours'"."""
    size, unit = next((size, unit) for size, unit in _UNITS if minutes % size == 0)
    count = minutes // size
    return f"{count} {unit}'s" if count == 1 else f"{count} {unit}s'"
