"""What can be had when, and why not: one pure function for the picker, the cart and the checkout.

Guarantee: what `evaluate` allows and `demand` asks for, the ledger accepts, unless somebody was faster.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from backend.shop.delivery.rules import SlotFacts
from backend.shop.delivery.rules.calendar import Good
from backend.shop.promise.rules import destination, lead
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


@dataclass(frozen=True, slots=True)
class Situation:
    """All that decides about one slot.

    `zone_id` is that of the postcode, `free_stems` are those that serve the making day, by stem; `due_at` is
    when the flowers have to be there at the latest, if a service waits for them. What the calendar says is
    `closed_because`, and `barred`: the names of what cannot be had on the day. `place` is where it goes, if
    that kind of place has rules.
    """

    slot: SlotFacts
    places: Supply
    workroom: Supply | None
    vans: Supply | None
    need: Need
    free_stems: Mapping[int, int]
    zone_id: int | None
    now: datetime
    due_at: datetime | None = None
    closed_because: str | None = None
    barred: tuple[str, ...] = ()
    place: destination.Asked | None = None


def making_day(slot: SlotFacts) -> date:
    """A bouquet is made on the day it goes out; the half days before come with the making windows."""
    return slot.date


def evaluate(situation: Situation) -> tuple[Reason, ...]:
    """Every reason why the slot cannot be had, the weightiest first; none: it can."""
    reasons = [each for each in (_zone(situation), _closed(situation), _blackout(situation)) if each]
    reasons += _destination(situation)
    reasons += (notice := _notice(situation))
    tests = (
        (Code.CUTOFF, _is_cut_off(situation)),
        (Code.LEAD, not notice and _is_too_late(situation)),
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
    slot, workroom, vans = situation.slot, situation.workroom, situation.vans
    return not (
        situation.places.is_open_on(slot.date)
        and workroom is not None
        and workroom.is_open_on(making_day(slot))
        and (slot.method != "van" or (vans is not None and vans.is_open_on(slot.date)))
    )


def _is_cut_off(situation: Situation) -> bool:
    # The ledger tests the bucket's cut-off, the customer reads the slot's: the earlier counts.
    return situation.now >= situation.slot.cutoff_at or situation.places.is_past(situation.now)


def _is_too_late(situation: Situation) -> bool:
    made_at = situation.now + timedelta(minutes=situation.need.minutes)
    workroom = situation.workroom
    return made_at > situation.slot.ends_at or (workroom is not None and workroom.is_past(situation.now))


def _is_too_late_for_service(situation: Situation) -> bool:
    # Within its slot the van may come at any minute, the last one included.
    return situation.due_at is not None and situation.slot.ends_at > situation.due_at


def _is_van_full(situation: Situation) -> bool:
    needed = situation.need.van_minutes
    return situation.vans is not None and needed > 0 and needed > situation.vans.free


def _is_workroom_full(situation: Situation) -> bool:
    return situation.workroom is not None and situation.need.minutes > situation.workroom.free


def _short_stems(situation: Situation) -> list[str]:
    free = situation.free_stems
    return [stem.name for stem in situation.need.stems if stem.quantity > free.get(stem.stem_id, 0)]
