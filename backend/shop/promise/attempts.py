"""How parcels fare against the promise in turn: what those made earlier take, the later cannot have."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.capacity.services import Demand
from backend.shop.delivery import selectors as delivery
from backend.shop.delivery.selectors import SlotFacts, ZoneFacts
from backend.shop.promise import readings
from backend.shop.promise.rules import Code, Need, Reason, Situation, evaluate, making, reason
from backend.shop.promise.rules.stand import Stand, units
from backend.shop.promise.selectors import Question
from backend.shop.settings import selectors as settings


@dataclass(frozen=True, slots=True)
class Parcel:
    """One delivery as somebody wants it; `items` are (variant id, quantity), the rest is as in `Question`."""

    delivery_id: UUID
    postcode: str | None
    method: str
    slot_id: int
    items: tuple[tuple[int, int], ...]
    service: time | None = None
    place: str | None = None

    @property
    def question(self) -> Question:
        return Question(self.postcode, self.method, self.items, self.service, self.place)


@dataclass(frozen=True, slots=True)
class Attempt:
    """How a parcel fared: either `reasons` against it, or its `demand` and the day on which it is made.

    There is no `slot`, and no `situation` to judge, for what is not offered there at all.
    """

    parcel: Parcel
    slot: SlotFacts | None
    zone: ZoneFacts | None
    reasons: tuple[Reason, ...]
    situation: Situation | None = None
    making_day: date | None = None
    demand: tuple[Demand, ...] = ()


def attempts_at(
    session: Session,
    *,
    parcels: Sequence[Parcel],
    now: datetime,
    returning: Sequence[Demand],
    excused: Collection[Code] = (),
) -> list[Attempt]:
    """Every parcel in the order given, each judged on what those made before it leave.

    Earlier days choose first, each the lot that dies first: so a lot is wasted on a later day only if
    no earlier one of the order needs it.
    """
    shop = settings.shop(session)
    zones = {place: delivery.zone_for(session, place) for place in _places(parcels)}
    slots = delivery.slots_by_id(session, [parcel.slot_id for parcel in parcels])
    baskets = readings.baskets(session, [parcel.items for parcel in parcels], currency=shop.currency)
    stand = readings.stand(session, slots=list(slots.values()), baskets=baskets, now=now)
    stand = stand.after({bucket: -quantity for bucket, quantity in units(returning).items()})
    found: dict[int, Attempt] = {}
    for index in sorted(range(len(parcels)), key=lambda each: _due(slots.get(parcels[each].slot_id))):
        parcel = parcels[index]
        zone = zones[parcel.postcode or ""] if parcel.method == "van" else None
        slot = slots.get(parcel.slot_id)
        need = baskets[index].brought_to(zone)
        found[index] = _attempt(stand, parcel=parcel, slot=slot, zone=zone, need=need, excused=excused)
        stand = stand.after(units(found[index].demand))
    return [found[index] for index in range(len(parcels))]


def _places(parcels: Sequence[Parcel]) -> set[str]:
    return {parcel.postcode or "" for parcel in parcels if parcel.method == "van"}


def _due(slot: SlotFacts | None) -> date:
    return date.max if slot is None else slot.date


def _attempt(
    stand: Stand,
    *,
    parcel: Parcel,
    slot: SlotFacts | None,
    zone: ZoneFacts | None,
    need: Need,
    excused: Collection[Code],
) -> Attempt:
    if slot is None or slot.method != parcel.method:
        return Attempt(parcel, None, zone, (reason(Code.ZONE),))
    zone_id = zone.id if zone else None
    [situation] = stand.situations(
        [slot], zone_id=zone_id, need=need, service=parcel.service, place=parcel.place
    )
    reasons = tuple(each for each in evaluate(situation) if each.code not in excused)
    way = None if reasons else making(situation)
    if way is None:
        return Attempt(parcel, slot, zone, reasons, situation)
    return Attempt(parcel, slot, zone, (), situation, way.day, stand.demand(situation, way))
