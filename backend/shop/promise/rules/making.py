"""When a parcel could be made: in one half day if one has room, the latest first, else over several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from backend.shop.delivery.rules.windows import Window
from backend.shop.promise.rules.supply import Supply


@dataclass(frozen=True, slots=True)
class Bench:
    """A window of the workroom and its bucket."""

    window: Window
    supply: Supply

    @property
    def is_open(self) -> bool:
        return self.supply.is_open_on(self.window.day)

    def left(self, now: datetime) -> int | None:
        """The free minutes for which there is still time; None once it is over."""
        if self.supply.is_past(now) or now > self.window.ends_at:
            return None
        return max(0, min(self.supply.free, int((self.window.ends_at - now).total_seconds() // 60)))

    def holds(self, minutes: int, now: datetime) -> bool:
        left = self.left(now)
        return left is not None and minutes <= left


@dataclass(frozen=True, slots=True)
class Part:
    """Minutes of a window."""

    bucket_id: int
    minutes: int
    day: date


@dataclass(frozen=True, slots=True)
class Making:
    """One way to make a parcel. Its stems are taken on `day`, the first on which it is worked at."""

    day: date
    parts: tuple[Part, ...]


def makings(benches: Sequence[Bench], minutes: int, now: datetime) -> Iterator[Making]:
    """Every way that is worth asking for stems: `benches` are the open windows, the latest first.

    A window that holds all of it comes before several that hold it together, a later day before an
    earlier one: what is made last lives longest.
    """
    for day in sorted({bench.window.day for bench in benches}, reverse=True):
        own = [bench for bench in benches if bench.window.day == day]
        alone = [bench for bench in own if bench.holds(minutes, now)]
        if alone:
            yield from (Making(day, _part(bench, minutes)) for bench in alone)
            continue
        later = [bench for bench in benches if bench.window.day > day]
        together = _spread([*own, *later], minutes, now)
        if together and together[0].day == day:
            yield Making(day, together)


def is_in_time(benches: Sequence[Bench], minutes: int, now: datetime) -> bool:
    """Whether there is time to make it, had the workroom nothing else to do."""
    empty = [replace(bench, supply=replace(bench.supply, free=minutes)) for bench in benches]
    return next(makings(empty, minutes, now), None) is not None


def room(benches: Sequence[Bench], now: datetime) -> dict[date, int]:
    """The minutes in which one thing could be made, by making day, the latest first; as `makings` has it."""
    known = ((bench.window.day, bench.left(now)) for bench in benches)
    left = [(day, minutes) for day, minutes in known if minutes is not None]
    found = {}
    for day in sorted({day for day, _ in left}, reverse=True):
        own = sum(minutes for each, minutes in left if each == day)
        found[day] = own and sum(minutes for each, minutes in left if each >= day)
    return found


def _part(bench: Bench, minutes: int) -> tuple[Part, ...]:
    return (Part(bench.supply.bucket_id, minutes, bench.window.day),) if minutes else ()


def _spread(benches: Sequence[Bench], minutes: int, now: datetime) -> tuple[Part, ...]:
    """Each window in turn as far as it has room and time; nothing if they do not do."""
    parts: list[Part] = []
    missing = minutes
    for bench in benches:
        taken = min(missing, bench.left(now) or 0)
        parts += _part(bench, taken)
        missing -= taken
    return () if missing else tuple(parts)
