"""When a supplier brings a stem: the lots that can be counted on, days ahead of their order. Plain Python."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

# How far ahead lots are planned: as far as there are slots to sell.
DAYS_AHEAD = 90
# When an order without a standing day is expected: at dawn.
DAWN = time(5)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a supplier can bring of one stem: `quantity` on each of these weekdays (1 is Monday), from the
    first to the last of `months` (both included, over the year's end if need be), when it is ordered
    `order_days_before` or earlier.
    """

    weekdays: Collection[int]
    quantity: int
    order_days_before: int
    months: tuple[int, int] = (1, 12)
    active: bool = True

    def brings_on(self, day: date) -> int:
        return self.quantity if self.active and self._comes_on(day) else 0

    def _comes_on(self, day: date) -> bool:
        return day.isoweekday() in self.weekdays and in_season(day, self.months)


def in_season(day: date, months: tuple[int, int]) -> bool:
    """Whether a day is in these months; November to May runs over the end of the year."""
    first, last = months
    return first <= day.month <= last if first <= last else day.month >= first or day.month <= last


def order_by(planned_for: date, order_days_before: int) -> date:
    """The last day on which it can be ordered."""
    return planned_for - timedelta(days=order_days_before)


def planned_days(standing: Standing, *, today: date, days: int = DAYS_AHEAD) -> Iterator[date]:
    """The days on which something can still be ordered to come, within `days` from today on."""
    for ahead in range(standing.order_days_before, days):
        day = today + timedelta(days=ahead)
        if standing.brings_on(day):
            yield day
