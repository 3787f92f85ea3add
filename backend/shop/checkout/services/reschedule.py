"""Another try for a delivery that nobody took: in another slot or in its own, as it is or made anew.

The place moves in one change of the ledger. Minutes and stems of the first bouquet were used and stay so; one
that is made anew takes minutes and stems of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from backend import db
from backend.shop.capacity import selectors as ledger
from backend.shop.capacity import services as capacity
from backend.shop.capacity.errors import CapacityShort
from backend.shop.capacity.services import Demand, HoldChange, HoldState, Shortage
from backend.shop.checkout.errors import SlotOver
from backend.shop.checkout.services import door, holding, parcels, stems
from backend.shop.checkout.services.change_slot import hour_of
from backend.shop.checkout.services.parcels import Seen
from backend.shop.delivery import runs
from backend.shop.kit.clock import local_day
from backend.shop.kit.errors import Refusal
from backend.shop.kit.news import DeliveryMoved, announce
from backend.shop.orders import desk, making
from backend.shop.orders.rules import DeliveryStatus
from backend.shop.orders.services import Step
from backend.shop.promise import services as promise
from backend.shop.promise.rules import Code
from backend.shop.promise.services import Parcel
from backend.shop.settings import services as settings
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery

_D = DeliveryStatus


@dataclass(frozen=True, slots=True)
class Again:
    """When it is tried again, and whether the bouquet is made anew."""

    slot_id: int
    remake: bool


def reschedule(*, seen: Seen, again: Again, step: Step) -> None:
    """Raises what `parcels.opened` and `promise.plan` raise, IllegalMove and SlotOver; nothing moves then."""
    try:
        with db.transaction() as session:
            _reschedule(session, seen, again, step)
    except CapacityShort as short:  # somebody was a moment faster
        raise _refusal(seen, again, step, short.shortages) from short


def place_of(session: Session, parcel: Delivery) -> tuple[Demand, ...]:
    """What a delivery holds of its slot and its day's vans: what it gives back for another time."""
    hold = ledger.hold(session, parcel.id)
    return stems.of_kind(session, hold, stems.WAYS) if hold else ()


def wish(parcel: Delivery, again: Again) -> Parcel:
    """The delivery as the promise takes it: one that is not made anew takes a place and nothing else."""
    return Parcel(
        delivery_id=parcel.id,
        postcode=parcel.recipient.get("postcode"),
        method=parcel.method,
        slot_id=again.slot_id,
        items=making.items(parcel) if again.remake else (),
    )


def _reschedule(session: Session, seen: Seen, again: Again, step: Step) -> None:
    order, parcel = parcels.opened(session, seen)
    rules_version = shop(session).rules_version
    why = replace(step, why="made anew" if again.remake else "as it is")
    moved, *_ = door.move_deliveries(session, order=order, parcels=[parcel], to=_D.RESCHEDULED, step=why)
    changes = _another_time(session, parcel, again, step)
    if again.remake:
        making.forget_swaps(session, parcel=parcel, step=why)
    runs.take_off(session, delivery_ids=[parcel.id])
    to = _D.SCHEDULED if again.remake else _D.READY
    door.move_deliveries(session, order=order, parcels=[parcel], to=to, step=why)
    announce(session, DeliveryMoved(order_id=order.id, move_id=moved.id))
    if changes:
        settings.check_rules(session, seen=rules_version)
        capacity.change(session, changes=changes)


def _another_time(session: Session, parcel: Delivery, again: Again, step: Step) -> list[HoldChange]:
    """Puts the delivery into its slot; the change of its hold, none for its own slot as it is."""
    stays = again.slot_id == parcel.slot_id
    if stays and parcel.date < local_day(step.at, shop(session).time_zone):
        raise SlotOver("That day is over. Please choose another time.")
    if stays and not again.remake:
        return []
    place = place_of(session, parcel)
    [plan] = promise.plan(
        session,
        parcels=[wish(parcel, again)],
        now=step.at,
        returning=place,
        excused={Code.CUTOFF} if stays else (),
    )
    hold = ledger.hold(session, parcel.id)
    live = holding.demand(hold) if hold else ()
    kept = [each for each in live if each not in place]
    desk.put_at(parcel, hour_of(plan, parcel, remade=again.remake))
    version = hold.version if hold and live else None
    return [HoldChange(parcel.id, version, (*kept, *plan.demand), HoldState.CONFIRMED)]


def _refusal(seen: Seen, again: Again, step: Step, shortages: Sequence[Shortage]) -> Refusal:
    with db.transaction() as session:
        _, parcel = parcels.opened(session, seen)
        return promise.refusal(
            session,
            shortages=shortages,
            parcels=[wish(parcel, again)],
            now=step.at,
            returning=place_of(session, parcel),
        )
