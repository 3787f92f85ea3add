"""Late money: the places of an order that had let them go are reserved again, all or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from backend.shop.capacity import selectors as ledger
from backend.shop.capacity import services as capacity
from backend.shop.capacity.errors import CapacityShort
from backend.shop.capacity.services import Demand, HoldChange, HoldState
from backend.shop.checkout.services import holding
from backend.shop.checkout.services.confirm import record_confirmation
from backend.shop.kit.errors import Busy, Refusal
from backend.shop.orders.services import Step
from backend.shop.promise import services as promise
from backend.shop.promise.rules.service import place_of, service_time
from backend.shop.promise.services import Parcel, Plan
from backend.shop.settings import services as settings
from backend.shop.settings.selectors import shop
from backend.shop.settings.services import RulesChanged

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, Order

_TRIES = 3


def revive(session: Session, *, order: Order, step: Step) -> bool:
    """Confirms a locked order on what the promise gives now; False, and nothing written, if it gives less.

    A refusal that says nothing of the places (a rule just changed, a hold just moved) is raised.
    """
    for _ in range(_TRIES):
        try:
            with session.begin_nested():
                _reserve_again(session, order, step)
            return True
        except CapacityShort:  # somebody was faster; another lot or minute may do
            continue
        except Refusal as refusal:
            if isinstance(refusal, (Busy, RulesChanged)):
                raise
            return False
    return False


def parcels(order: Order) -> list[Parcel]:
    """The order's deliveries as the promise takes them."""
    return [parcel_of(each) for each in order.deliveries if each.slot_id is not None]


def parcel_of(parcel: Delivery) -> Parcel:
    """A delivery with a slot as the promise takes it."""
    if parcel.slot_id is None:
        raise ValueError("a delivery without a slot has no place to be judged")
    return Parcel(
        delivery_id=parcel.id,
        postcode=parcel.recipient.get("postcode"),
        method=parcel.method,
        slot_id=parcel.slot_id,
        items=tuple((line.variant_id, line.quantity) for line in parcel.lines),
        service=service_time(parcel.method, parcel.recipient),
        place=place_of(parcel.method, parcel.recipient),
    )


def _reserve_again(session: Session, order: Order, step: Step) -> None:
    rules = shop(session).rules_version
    live = {hold.delivery_id: hold for hold in holding.of(session, order)}
    returning = [each for hold in live.values() for each in holding.demand(hold)]
    plans = promise.plan(session, parcels=parcels(order), now=step.at, returning=returning)
    making_days = {plan.delivery_id: plan.making_day for plan in plans}
    for parcel in order.deliveries:
        parcel.making_day = making_days.get(parcel.id, parcel.making_day)
    record_confirmation(session, order=order, step=step)
    settings.check_rules(session, seen=rules)
    versions = {delivery_id: hold.version for delivery_id, hold in live.items()}
    places = [_confirmed(plan, versions.get(plan.delivery_id)) for plan in plans]
    capacity.change(session, changes=[*places, *_uses_again(session, order)])


def _uses_again(session: Session, order: Order) -> list[HoldChange]:
    """The uses of promotions that the order had, whether it has let them go or not."""
    hold = ledger.hold(session, order.id)
    if hold is None:
        return []
    if hold.live:
        return holding.kept([hold], HoldState.CONFIRMED)
    uses = {(line.bucket_id, line.use_on): line.quantity for line in hold.lines}
    again = tuple(Demand(bucket_id, quantity, day) for (bucket_id, day), quantity in uses.items())
    return [HoldChange(order.id, None, again, HoldState.CONFIRMED)]


def _confirmed(plan: Plan, version: int | None) -> HoldChange:
    return HoldChange(plan.delivery_id, version, plan.demand, HoldState.CONFIRMED)
