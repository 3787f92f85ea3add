"""The half days in which the workroom makes: which of them end before the van leaves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from backend.shop.delivery.rules import SlotFacts, instant

# Within a whole day the van goes out more than once; the last tour has to come round before the day ends.
LAST_TOUR = timedelta(hours=2)


class Half(StrEnum):
    MORNING = "am"
    AFTERNOON = "pm"


@dataclass(frozen=True, slots=True)
class Hours:
    """When the workroom works, by the shop's clock: the morning ends at `noon`, the afternoon `closes`."""

    opens: time
    noon: time
    closes: time
    time_zone: str

    def windows(self, day: date) -> tuple["Window", "Window"]:
        """The morning and the afternoon of a local day."""
        return _windows(self, day)


@dataclass(frozen=True, slots=True)
class Window:
    """Half a local day in the workroom; its minutes are the bucket that `ref` names."""

    day: date
    half: Half
    starts_at: datetime
    ends_at: datetime

    @property
    def ref(self) -> str:
        return ref(self.day, self.half)


# A question for days asks for the same ones once per slot.
@lru_cache(maxsize=512)
def _windows(hours: Hours, day: date) -> tuple[Window, Window]:
    opens, noon, closes = (
        instant(day, wall, hours.time_zone) for wall in (hours.opens, hours.noon, hours.closes)
    )
    return Window(day, Half.MORNING, opens, noon), Window(day, Half.AFTERNOON, noon, closes)


def ref(day: date, half: Half) -> str:
    return f"{day.isoformat()}:{half}"


def refs(days: Iterable[date]) -> dict[str, date]:
    """The windows of these days by their buckets' names."""
    return {ref(day, half): day for day in days for half in Half}


def leaves_at(slot: SlotFacts) -> datetime:
    """When everything for a slot has to be made: as it starts, for a whole day as the last van leaves."""
    if slot.whole_day and slot.method == "van":
        return max(slot.starts_at, slot.ends_at - LAST_TOUR)
    return slot.starts_at


def making_days(slot: SlotFacts) -> tuple[date, date]:
    """The first and the last day on which something for the slot can be made."""
    return slot.date - timedelta(days=1), slot.date


def making_windows(slot: SlotFacts, hours: Hours) -> tuple[Window, ...]:
    """The windows that end before the van leaves, the latest first, down to the afternoon before."""
    before, day = (hours.windows(each) for each in making_days(slot))
    leaves = leaves_at(slot)
    return tuple(window for window in (day[1], day[0], before[1]) if window.ends_at <= leaves)
