"""Until when one may order for a slot: a wall time some days or working days before, or minutes before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from backend.shop.delivery.rules import instant

# So far back one looks for a working day. A shop that is closed for longer takes its orders before that.
LOOK_BACK = timedelta(days=31)
_DAY = timedelta(days=1)


class CutoffKind(StrEnum):
    DAYS_BEFORE = "days_before"
    WORKING_DAYS_BEFORE = "working_days_before"
    MINUTES_BEFORE = "minutes_before"


@dataclass(frozen=True, slots=True)
class CutoffRule:
    """`wall` on the day that lies `days` before, or `minutes` before the slot starts."""

    kind: CutoffKind
    days: int = 0
    wall: time | None = None
    minutes: int | None = None


def cutoff_at(
    rule: CutoffRule, *, day: date, starts_at: datetime, time_zone: str, works: Callable[[date], bool]
) -> datetime:
    """The instant from which on nobody can order for a slot of `day`; `works`: whether the shop is open.

    Days are counted on the shop's calendar, minutes in UTC: the night when the clock moves changes neither.
    """
    if rule.wall is None:
        return starts_at - timedelta(minutes=rule.minutes or 0)
    is_open = works if rule.kind is CutoffKind.WORKING_DAYS_BEFORE else _every_day
    return instant(_before(day, rule.days, is_open), rule.wall, time_zone)


def _before(day: date, count: int, is_open: Callable[[date], bool]) -> date:
    """The day from which on there are `count` open ones before `day`, at most `LOOK_BACK` before it."""
    end, found = day - LOOK_BACK, day
    while count and found > end:
        found -= _DAY
        count -= is_open(found)
    return found


def _every_day(_: date) -> bool:
    return True
