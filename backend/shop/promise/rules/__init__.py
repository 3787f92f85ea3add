"""What can be had when, and why not: one pure function for the picker, the cart and the checkout.

Guarantee: what `evaluate` allows and `demand` asks for, the ledger accepts, unless somebody was faster.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from backend.shop.delivery.rules import SlotFacts
from backend.shop.delivery.rules.calendar import Good
from backend.shop.promise.rules import destination, lead
from backend.shop.promise.rules.making import Bench, Making, is_in_time, makings
from backend.shop.promise.rules.supply import Supply


class Code(StrEnum):
    """Why a slot cannot be had."""

    ZONE = "zone"
    CLOSED = "closed"
    BLACKOUT = "blackout"
    DESTINATION = "destination"
    CUTOFF = "cutoff"
    LEAD = "lead"
    TOO_LATE_FOR_SERVICE = "too_late_for_service"
    SLOT_FULL = "slot_full"
    VAN_FULL = "van_full"
    WORKROOM_FULL = "workroom_full"
    STEMS_SHORT = "stems_short"


_WORDS = {
    Code.ZONE: "We do not bring flowers to this postcode at this time.",
    Code.CLOSED: "We are closed at this time.",
    Code.CUTOFF: "Orders for this time have closed.",
    Code.LEAD: "It is too late to make this in time.",
    Code.TOO_LATE_FOR_SERVICE: "This time ends after the service begins.",
    Code.SLOT_FULL: "This time is fully booked.",
    Code.VAN_FULL: "Our vans are fully booked on this day.",
    Code.WORKROOM_FULL: "Our florists are fully booked on this day.",
    Code.DESTINATION: "This cannot be brought to such a place.",
    Code.BLACKOUT: "Not to be had on this day: {names}.",
    Code.STEMS_SHORT: "Too few left for this day: {names}.",
}
_CLOSED_BECAUSE = "We are closed at this time: {why}."


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a person (`message`) and for a program (`code`).

    `names` are those of the stems that are short, or of the products that are barred or too late.
    """

    code: Code
    message: str
    names: tuple[str, ...] = ()

    @property
    def stems(self) -> tuple[str, ...]:
        return self.names if self.code is Code.STEMS_SHORT else ()

    def as_json(self) -> dict[str, str | list[str]]:
        return {"code": self.code.value, "message": self.message, "stems": list(self.stems)}


def reason(code: Code, names: Sequence[str] = ()) -> Reason:
    return Reason(code, _WORDS[code].format(names=", ".join(names)), tuple(names))


@dataclass(frozen=True, slots=True)
class StemNeed:
    stem_id: int
    name: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Need:
    """What one parcel takes besides its place: minutes of the workroom and of a van, stems (each named once).

    `van_minutes` are those of one stop in the parcel's zone; what is collected takes none. `goods` are what
    the calendar may bar on a day.
    """

    minutes: int
    stems: tuple[StemNeed, ...]
    van_minutes: int = 0
    goods: tuple[Good, ...] = ()

    @property
    def is_place_alone(self) -> bool:
        """Whether nothing is to be made, or packed: what it brings is ready."""
        return not (self.minutes or self.stems or self.goods)


@dataclass(frozen=True, slots=True)
class Situation:
    """All that decides about one slot.

    `zone_id` is that of the postcode, `benches` are the workroom's windows that end before the van leaves,
    the latest first; `free_stems` are those that serve a making day, by day and stem. `due_at` is when the
    flowers have to be there at the latest, if a service waits for them. What the calendar says is
    `closed_because`, and `barred`: the names of what cannot be had on the day. `place` is where it goes, if
    that kind of place has rules.
    """

    slot: SlotFacts
    places: Supply
    benches: tuple[Bench, ...]
    vans: Supply | None
    need: Need
    free_stems: Mapping[date, Mapping[int, int]]
    zone_id: int | None
    now: datetime
    due_at: datetime | None = None
    closed_because: str | None = None
    barred: tuple[str, ...] = ()
    place: destination.Asked | None = None


def making(situation: Situation) -> Making | None:
    """How the parcel would be made: the latest way for which there are stems; None where there is none."""
    if situation.need.is_place_alone:
        return Making(situation.slot.date, ())
    return next((each for each in _ways(situation) if not _short_on(situation, each.day)), None)


def making_days(situation: Situation) -> tuple[date, ...]:
    """The days on which there is time and room to make it, whatever stems there are, the latest first."""
    return tuple(dict.fromkeys(way.day for way in _ways(situation)))


def evaluate(situation: Situation) -> tuple[Reason, ...]:
    """Every reason why the slot cannot be had, the weightiest first; none: it can."""
    reasons = [each for each in (_zone(situation), _closed(situation), _blackout(situation)) if each]
    reasons += _destination(situation)
    reasons += (notice := _notice(situation))
    tests = (
        (Code.CUTOFF, _is_cut_off(situation)),
        (Code.LEAD, not notice and not _is_in_time(situation)),
        (Code.TOO_LATE_FOR_SERVICE, _is_too_late_for_service(situation)),
        (Code.SLOT_FULL, situation.places.free < 1),
        (Code.VAN_FULL, _is_van_full(situation)),
        (Code.WORKROOM_FULL, _is_workroom_full(situation)),
    )
    reasons += [reason(code) for code, holds in tests if holds]
    if short := _short_stems(situation):
        reasons.append(reason(Code.STEMS_SHORT, short))
    return tuple(reasons)


def _zone(situation: Situation) -> Reason | None:
    elsewhere = situation.slot.method == "van" and situation.slot.zone_id != situation.zone_id
    return reason(Code.ZONE) if elsewhere else None


def _closed(situation: Situation) -> Reason | None:
    """The calendar's own word, where it has one; what a person has closed needs no reason for customers."""
    if situation.closed_because is not None:
        return Reason(Code.CLOSED, _CLOSED_BECAUSE.format(why=situation.closed_because))
    return reason(Code.CLOSED) if _is_closed(situation) else None


def _blackout(situation: Situation) -> Reason | None:
    return reason(Code.BLACKOUT, situation.barred) if situation.barred else None


def _destination(situation: Situation) -> list[Reason]:
    found = destination.against(
        situation.place, slot=situation.slot, goods=situation.need.goods, due_at=situation.due_at
    )
    return [Reason(Code.DESTINATION, each.message, each.names) for each in found]


def _notice(situation: Situation) -> list[Reason]:
    late = lead.too_short(situation.need.goods, now=situation.now, starts_at=situation.slot.starts_at)
    return [Reason(Code.LEAD, *lead.words(late))] if late else []


def _is_closed(situation: Situation) -> bool:
    # A day without a workroom is closed even for a box of chocolates: nobody is there to pack it.
    slot, vans = situation.slot, situation.vans
    return not (
        situation.places.is_open_on(slot.date)
        and _benches(situation)
        and (slot.method != "van" or (vans is not None and vans.is_open_on(slot.date)))
    )


def _is_cut_off(situation: Situation) -> bool:
    # The ledger tests the bucket's cut-off, the customer reads the slot's: the earlier counts.
    return situation.now >= situation.slot.cutoff_at or situation.places.is_past(situation.now)


def _is_in_time(situation: Situation) -> bool:
    benches, need = _benches(situation), situation.need
    return not benches or need.is_place_alone or is_in_time(benches, need.minutes, situation.now)


def _is_too_late_for_service(situation: Situation) -> bool:
    # Within its slot the van may come at any minute, the last one included.
    return situation.due_at is not None and situation.slot.ends_at > situation.due_at


def _is_van_full(situation: Situation) -> bool:
    needed = situation.need.van_minutes
    return situation.vans is not None and needed > 0 and needed > situation.vans.free


def _is_workroom_full(situation: Situation) -> bool:
    benches, need = _benches(situation), situation.need
    if not benches or need.is_place_alone:
        return False
    if sum(max(0, bench.supply.free) for bench in benches) < need.minutes:
        return True
    return _is_in_time(situation) and next(_ways(situation), None) is None


def _short_stems(situation: Situation) -> list[str]:
    """Of the days on which it could be made, what is short on the one that lacks least, the latest first."""
    days = [way.day for way in _ways(situation)] or [bench.window.day for bench in situation.benches]
    short = [_short_on(situation, day) for day in dict.fromkeys(days)]
    return min(short, key=len, default=[])


def _short_on(situation: Situation, day: date) -> list[str]:
    free = situation.free_stems.get(day, {})
    return [stem.name for stem in situation.need.stems if stem.quantity > free.get(stem.stem_id, 0)]


def _ways(situation: Situation) -> Iterator[Making]:
    return makings(_benches(situation), situation.need.minutes, situation.now)


def _benches(situation: Situation) -> list[Bench]:
    return [bench for bench in situation.benches if bench.is_open]
