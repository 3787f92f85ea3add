"""When each wished delivery can be had, asked as of yesterday afternoon: before today's cut-offs, always.

What cannot be had as wished (a stem out of season, a day without that slot) gives way to what can; what
cannot be had at all is left out, so that a shop opens on any day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.demo.wishes import Wish, sku
from backend.shop.catalog.models import Variant
from backend.shop.delivery import selectors as delivery
from backend.shop.delivery.rules import instant
from backend.shop.delivery.selectors import SlotFacts
from backend.shop.kit import ids
from backend.shop.kit.errors import Refusal
from backend.shop.promise import services as promise
from backend.shop.promise.errors import StemsShort
from backend.shop.promise.rules import Code
from backend.shop.promise.services import Parcel, Plan

_STAND_INS = (sku("saturday-market", "deluxe"), sku("rose-city-dozen", "standard"))
_SLOTS_TRIED = 3


@dataclass(frozen=True, slots=True)
class Planned:
    wish: Wish
    parcel: Parcel
    plan: Plan


def plan(
    session: Session, wishes: Sequence[Wish], *, today: date, now: datetime, time_zone: str
) -> dict[Wish, Planned]:
    """All that can be had together, in the order wished."""
    named = {ids.new_id(): wish for wish in wishes}
    variants = dict(session.execute(select(Variant.sku, Variant.id)).all())
    choices = {
        delivery_id: _choices(delivery_id, wish, variants, _slots(session, wish, today, time_zone))
        for delivery_id, wish in named.items()
    }
    chosen = {key: parcel for key, each in choices.items() if (parcel := next(each, None))}
    shut: set[int] = set()
    while True:
        try:
            # Who gets something today has ordered it in time.
            plans = promise.plan(
                session, parcels=list(chosen.values()), now=now, excused={Code.LEAD, Code.DESTINATION}
            )
        except Refusal as refusal:
            _give_way(chosen, choices, refusal, shut)
            continue
        return {
            named[key]: Planned(named[key], parcel, made)
            for (key, parcel), made in zip(chosen.items(), plans, strict=True)
        }


def _give_way(
    chosen: dict[UUID, Parcel], choices: Mapping[UUID, Iterator[Parcel]], refusal: Refusal, shut: set[int]
) -> None:
    """The refused parcel takes its next choice; a slot that nobody can have is left by all at once."""
    refused = UUID(refusal.extra["delivery_id"])
    if not isinstance(refusal, StemsShort):
        shut.add(chosen[refused].slot_id)
    for key in [key for key, parcel in chosen.items() if key == refused or parcel.slot_id in shut]:
        other = next((each for each in choices[key] if each.slot_id not in shut), None)
        if other is None:
            del chosen[key]
        else:
            chosen[key] = other


def _slots(session: Session, wish: Wish, today: date, time_zone: str) -> list[SlotFacts]:
    """The day's slots, nearest to the wished hour first; what is for later may also be had a day after."""
    zone = delivery.zone_for(session, wish.postcode) if wish.postcode else None
    day = today + timedelta(days=wish.days_ahead)
    until = day + timedelta(days=wish.days_ahead > 1)
    found = delivery.slots(
        session, zone_id=zone.id if zone else None, method=wish.method, first=day, last=until
    )
    return sorted(
        found,
        key=lambda slot: (slot.date, abs(slot.starts_at - instant(slot.date, wish.hour, time_zone)), slot.id),
    )


def _choices(
    delivery_id: UUID, wish: Wish, variants: Mapping[str, int], slots: Sequence[SlotFacts]
) -> Iterator[Parcel]:
    baskets = [wish.items, *(((each, 1),) for each in _STAND_INS)]
    for items in baskets:
        for slot in islice(slots, _SLOTS_TRIED):
            yield Parcel(
                delivery_id=delivery_id,
                postcode=wish.postcode,
                method=wish.method,
                slot_id=slot.id,
                items=tuple((variants[each], quantity) for each, quantity in items),
            )
