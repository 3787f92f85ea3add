"""Giving a delivery another hour: planned anew by the promise, moved by one change, at the price it had."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend import db
from backend.shop.capacity import selectors as ledger
from backend.shop.capacity import services as capacity
from backend.shop.capacity.errors import CapacityShort
from backend.shop.capacity.selectors import HoldFacts
from backend.shop.capacity.services import Demand, HoldChange, HoldState
from backend.shop.checkout import rules
from backend.shop.checkout.errors import NotSold
from backend.shop.checkout.services import desk, holding, late, stems
from backend.shop.checkout.services.desk import Deed
from backend.shop.delivery import runs
from backend.shop.delivery import selectors as delivery_reads
from backend.shop.delivery.rules import WORKROOM, SlotFacts
from backend.shop.delivery.rules.windows import making_windows
from backend.shop.kit.errors import Refusal
from backend.shop.orders import desk as orders
from backend.shop.orders import making
from backend.shop.orders.desk import Hour
from backend.shop.orders.errors import IllegalMove
from backend.shop.orders.rules import DELIVERY_LABELS, DeliveryStatus, OrderStatus
from backend.shop.orders.services import Step
from backend.shop.promise import services as promise
from backend.shop.promise.services import Parcel, Plan
from backend.shop.settings import services as settings
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, Order

_TRIES = 3


@dataclass(frozen=True, slots=True)
class Remaking:
    """What the promise is asked for another hour: the `parcel`, what it gives back, and what it keeps.

    A bouquet that is made, or that will be when the other van leaves, needs another place and nothing else.
    """

    parcel: Parcel
    returning: tuple[Demand, ...]
    kept: tuple[Demand, ...]
    version: int
    remade: bool


def change_slot(*, delivery_id: UUID, slot_id: int, deed: Deed) -> None:
    """Moves a sold delivery to another slot. The price stays: what was paid was frozen.

    Raises DeliveryNotFound, VersionConflict, NotSold, IllegalMove, and the promise's reasons.
    """
    for _ in range(_TRIES):
        try:
            with db.transaction() as session:
                _change(session, delivery_id, slot_id, deed)
        except CapacityShort as short:  # somebody was faster; another lot or minute may do
            refused = short
        else:
            return
    with db.transaction() as session:
        raise _why(session, delivery_id, slot_id, deed, refused)


def _change(session: Session, delivery_id: UUID, slot_id: int, deed: Deed) -> None:
    order, parcel = desk.delivery(session, delivery_id=delivery_id, deed=deed)
    check(order, parcel)
    if parcel.slot_id == slot_id:
        return
    seen = shop(session).rules_version
    asked = _asked(session, order, parcel, slot_id)
    [plan] = promise.plan(session, parcels=[asked.parcel], now=deed.at, returning=asked.returning)
    change = {"from": [str(parcel.date), parcel.slot_id], "to": [str(plan.slot.date), plan.slot.id]}
    if plan.slot.date != parcel.date:
        runs.take_off(session, delivery_ids=[parcel.id])
    if asked.remade:  # of its own recipe: the day has the stems
        making.forget_swaps(session, parcel=parcel, step=Step(deed.at, deed.who, "another day"))
    orders.put_at(parcel, hour_of(plan, parcel, remade=asked.remade))
    orders.touch(order, parcel)
    desk.record(session, deed=deed, action="delivery.moved", subject=f"delivery:{parcel.id}", change=change)
    settings.check_rules(session, seen=seen)
    demand = (*asked.kept, *plan.demand)
    capacity.change(session, changes=[HoldChange(parcel.id, asked.version, demand, HoldState.CONFIRMED)])


def remaking(session: Session, order: Order, parcel: Delivery, *, remade: bool) -> Remaking:
    """What another slot asks of the promise and of the ledger, made anew or as it is planned.

    Raises IllegalMove without a live hold.
    """
    hold = _hold(session, parcel)
    asked = next((each for each in late.parcels(order) if each.delivery_id == parcel.id), None)
    if asked is None:
        raise IllegalMove("This delivery holds no place that could be moved.")
    if not remade:
        ways = stems.of_kind(session, hold, stems.WAYS)
        kept = tuple(each for each in holding.demand(hold) if each not in ways)
        return Remaking(replace(asked, items=()), ways, kept, hold.version, remade=False)
    return Remaking(
        replace(asked, items=making.items(parcel)), holding.demand(hold), (), hold.version, remade=True
    )


def is_made(parcel: Delivery) -> bool:
    return DeliveryStatus(parcel.status) in rules.MADE


def made_for(session: Session, parcel: Delivery, slots: Iterable[SlotFacts]) -> set[int]:
    """For which of the slots, by id, it is made, or will be when the van leaves; not on another day.

    Raises IllegalMove without a live hold.
    """
    hold = _hold(session, parcel)
    if is_made(parcel):
        return {slot.id for slot in slots}
    planned = {each.bucket_id for each in stems.of_kind(session, hold, {WORKROOM})}
    refs = {bucket.ref for bucket in ledger.buckets(session, planned).values()}
    hours = delivery_reads.workroom_hours(session)
    windows = {slot.id: making_windows(slot, hours) for slot in slots if slot.date == parcel.date}
    return {slot_id for slot_id, usable in windows.items() if refs <= {each.ref for each in usable}}


def _hold(session: Session, parcel: Delivery) -> HoldFacts:
    hold = ledger.hold(session, parcel.id)
    if hold is None or not hold.live:
        raise IllegalMove("This delivery holds no place that could be moved.")
    return hold


def _asked(session: Session, order: Order, parcel: Delivery, slot_id: int) -> Remaking:
    slots = delivery_reads.slots_by_id(session, [slot_id]).values()
    remade = slot_id not in made_for(session, parcel, slots)
    found = remaking(session, order, parcel, remade=remade)
    return replace(found, parcel=replace(found.parcel, slot_id=slot_id))


def check(order: Order, parcel: Delivery) -> None:
    """Raises NotSold, IllegalMove."""
    status = OrderStatus(order.status)
    if status is OrderStatus.PENDING_PAYMENT:
        raise NotSold("This order is not paid yet; the buyer can still choose another time.")
    if not rules.may_move(status, DeliveryStatus(parcel.status)):
        label = DELIVERY_LABELS[DeliveryStatus(parcel.status)]
        raise IllegalMove(f"A delivery cannot be moved to another time once it is: {label}.")


def hour_of(plan: Plan, parcel: Delivery, *, remade: bool) -> Hour:
    """The hour that a plan gives a delivery; one that is not made anew keeps its making day."""
    return Hour(
        slot_id=plan.slot.id,
        zone_id=plan.zone.id if plan.zone else None,
        date=plan.slot.date,
        starts_at=plan.slot.starts_at,
        ends_at=plan.slot.ends_at,
        whole_day=plan.slot.whole_day,
        making_day=plan.making_day if remade else parcel.making_day,
    )


def _why(session: Session, delivery_id: UUID, slot_id: int, deed: Deed, refused: CapacityShort) -> Refusal:
    """The promise's words, from a look of now."""
    order, parcel = desk.delivery(session, delivery_id=delivery_id, deed=deed)
    asked = _asked(session, order, parcel, slot_id)
    return promise.refusal(
        session,
        shortages=refused.shortages,
        parcels=[asked.parcel],
        now=deed.at,
        returning=asked.returning,
    )
