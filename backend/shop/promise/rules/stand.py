"""How things stand at one moment, and what a parcel takes of them: its demand on the ledger."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from backend.shop.capacity.rules import Demand
from backend.shop.delivery.rules import SlotFacts, instant
from backend.shop.delivery.rules.calendar import EVERY_DAY, Calendar
from backend.shop.delivery.rules.destination import Destination
from backend.shop.delivery.rules.windows import Hours, making_windows
from backend.shop.promise.rules import Need, Situation, StemNeed
from backend.shop.promise.rules.destination import Asked
from backend.shop.promise.rules.making import Bench, Making
from backend.shop.promise.rules.supply import Lot, Supply


@dataclass(frozen=True, slots=True)
class Stand:
    """The buckets of slots and of working days at `now`, the lots, first expired first, and the calendar.

    The workroom's buckets are by their names, since a day has one for each half.
    """

    now: datetime
    hours: Hours
    places: Mapping[int, Supply]
    workroom: Mapping[str, Supply]
    vans: Mapping[date, Supply]
    lots: tuple[Lot, ...]
    calendar: Calendar = EVERY_DAY
    destinations: Mapping[str, Destination] = field(default_factory=dict)

    def serving(self, day: date) -> list[Lot]:
        """The lots for a bouquet made on `day`: there when work starts, and fresh for the days promised."""
        # A lot that comes later in the morning may come after the bouquet is due.
        start = self.hours.windows(day)[0].starts_at
        return [lot for lot in self.lots if lot.available_from <= start and day <= lot.last_day]

    def situations(
        self,
        slots: Iterable[SlotFacts],
        *,
        zone_id: int | None,
        need: Need,
        service: time | None = None,
        place: str | None = None,
    ) -> list[Situation]:
        """Each slot as `evaluate` wants it; the stems of a making day are counted once."""
        free: dict[date, Counter[int]] = {}
        situations = []
        for slot in slots:
            benches = self._benches(slot)
            for day in {bench.window.day for bench in benches} - free.keys():
                free[day] = _free_stems(self.serving(day))
            situations.append(
                Situation(
                    slot=slot,
                    places=self.places[slot.bucket_id],
                    benches=benches,
                    vans=self.vans.get(slot.date),
                    need=need,
                    free_stems=free,
                    zone_id=zone_id,
                    now=self.now,
                    due_at=None if service is None else instant(slot.date, service, self.hours.time_zone),
                    closed_because=self.calendar.closed_because(slot.date, slot.zone_id),
                    barred=self.calendar.barred(slot.date, need.goods),
                    place=self._asked(place),
                )
            )
        return situations

    def _asked(self, place: str | None) -> Asked | None:
        rule = self.destinations.get(place or "")
        return Asked(rule, self.hours.time_zone) if rule else None

    def _benches(self, slot: SlotFacts) -> tuple[Bench, ...]:
        windows = making_windows(slot, self.hours)
        return tuple(
            Bench(window, self.workroom[window.ref]) for window in windows if window.ref in self.workroom
        )

    def demand(self, situation: Situation, way: Making) -> tuple[Demand, ...]:
        """What a parcel that is made in this way takes: a place, minutes, and stems, first expired first."""
        slot, need = situation.slot, situation.need
        lines = [Demand(slot.bucket_id, 1, slot.date)]
        if situation.vans is not None and need.van_minutes:
            lines.append(Demand(situation.vans.bucket_id, need.van_minutes, slot.date))
        lines += [Demand(part.bucket_id, part.minutes, part.day) for part in way.parts]
        return (*lines, *self.stems(need.stems, way.day))

    def stems(self, needed: Iterable[StemNeed], day: date) -> tuple[Demand, ...]:
        """What is taken of the lots for a bouquet made on `day`; less than needed where they give less."""
        lots = self.serving(day)
        return tuple(line for stem in needed for line in _taken(stem, lots, day))

    def after(self, taken: Mapping[int, int]) -> "Stand":
        """How things stand once so many units of each bucket are taken (below 0: given back)."""
        return replace(
            self,
            places={key: _less(supply, taken) for key, supply in self.places.items()},
            workroom={key: _less(supply, taken) for key, supply in self.workroom.items()},
            vans={key: _less(supply, taken) for key, supply in self.vans.items()},
            lots=tuple(replace(lot, free=lot.free - taken.get(lot.bucket_id, 0)) for lot in self.lots),
        )


def units(demand: Iterable[Demand]) -> Counter[int]:
    """The units of each bucket."""
    taken: Counter[int] = Counter()
    for line in demand:
        taken[line.bucket_id] += line.quantity
    return taken


def _less(supply: Supply, taken: Mapping[int, int]) -> Supply:
    return replace(supply, free=supply.free - taken.get(supply.bucket_id, 0))


def _free_stems(lots: Iterable[Lot]) -> Counter[int]:
    free: Counter[int] = Counter()
    for lot in lots:
        free[lot.stem_id] += max(0, lot.free)
    return free


def _taken(stem: StemNeed, lots: Iterable[Lot], day: date) -> Iterator[Demand]:
    missing = stem.quantity
    for lot in lots:
        if lot.stem_id == stem.stem_id and missing and lot.free > 0:
            taken = min(missing, lot.free)
            missing -= taken
            yield Demand(lot.bucket_id, taken, day)
