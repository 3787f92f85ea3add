"""What may still be done with an order, and what can be had instead of one that was lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.capacity import selectors as capacity
from backend.shop.checkout.rules import balance_due, is_sold, may_hold
from backend.shop.delivery import selectors as delivery
from backend.shop.kit.errors import Refusal
from backend.shop.orders.rules import DeliveryStatus, OrderStatus
from backend.shop.payments import selectors as payments
from backend.shop.payments.rules import LIVE
from backend.shop.promise import selectors as promise
from backend.shop.promise.rules.service import place_of, service_time
from backend.shop.promise.selectors import Question, SlotAnswer
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, Order

_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Rights:
    """`cancel_until` is None for an order that nobody can cancel any more, or without a limit.

    `held_until`: while the order waits for its payment, its places and stems are nobody else's until then.
    `balance_due`: what is still to be paid of one that is sold, minor units.
    """

    can_pay: bool
    can_cancel: bool
    cancel_until: datetime | None
    held_until: datetime | None = None
    balance_due: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """The next slots for a delivery whose order could not be kept."""

    delivery_id: UUID
    slots: tuple[SlotAnswer, ...]


def rights(session: Session, order: Order, *, now: datetime) -> Rights:
    """What the customer may do with the order now."""
    if order.status == OrderStatus.PENDING_PAYMENT:
        return Rights(
            can_pay=_can_pay(session, order, now),
            can_cancel=True,
            cancel_until=None,
            held_until=capacity.held_until(session, [each.id for each in order.deliveries]),
        )
    due = still_due(session, order)
    if order.status != OrderStatus.CONFIRMED:
        return Rights(can_pay=due > 0, can_cancel=False, cancel_until=None, balance_due=due)
    limit = cancel_until(session, order)
    can_cancel = limit is None or now < limit
    return Rights(can_pay=due > 0, can_cancel=can_cancel, cancel_until=limit, balance_due=due)


def balance(session: Session, order: Order) -> int:
    """The order's balance due as it is now, minor units; below 0 it is the shop that owes."""
    received = payments.received(session, order.id)
    return balance_due(total=order.total, credit=order.credit, received=received)


def still_due(session: Session, order: Order) -> int:
    """What is still to be paid of an order that is sold; 0 for any other, and where the shop owes."""
    return max(0, balance(session, order)) if is_sold(OrderStatus(order.status)) else 0


def cancel_until(session: Session, order: Order) -> datetime | None:
    """The shop's limit: the earliest cut-off of the order's slots, less the shop's minutes."""
    living = [each for each in order.deliveries if each.status != DeliveryStatus.CANCELLED]
    slots = delivery.slots_by_id(session, [each.slot_id for each in living if each.slot_id is not None])
    if not slots:
        return None
    before = timedelta(minutes=shop(session).cancel_minutes_before_cutoff)
    return min(slot.cutoff_at for slot in slots.values()) - before


def offers(session: Session, order: Order, *, now: datetime) -> list[Offer]:
    """For an order whose money came late and went back: the next slots of each delivery; else nothing."""
    if order.status != OrderStatus.EXPIRED:
        return []
    if not any(payment.captured for payment in payments.of_order(session, order.id)):
        return []
    return [Offer(each.id, _next_slots(session, each, now)) for each in order.deliveries]


def _can_pay(session: Session, order: Order, now: datetime) -> bool:
    live = payments.live_of_order(session, order.id)
    if any(payment.state in LIVE and payment.expires_at > now for payment in live):
        return True
    return may_hold(since=order.held_since or order.placed_at, now=now)


def _next_slots(session: Session, parcel: Delivery, now: datetime) -> tuple[SlotAnswer, ...]:
    question = Question(
        postcode=parcel.recipient.get("postcode"),
        method=parcel.method,
        items=tuple((line.variant_id, line.quantity) for line in parcel.lines),
        service=service_time(parcel.method, parcel.recipient),
        place=place_of(parcel.method, parcel.recipient),
    )
    try:
        return promise.next_slots(session, question=question, first=parcel.date, now=now)[:_OFFERED]
    except Refusal:  # we no longer deliver there
        return ()
