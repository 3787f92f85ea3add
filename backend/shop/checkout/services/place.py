"""Placing: one short transaction from the idempotency key to the holds, then the payment page.

Whatever refuses rolls the whole placing back, the key included.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend import db
from backend.shop.capacity import selectors as ledger
from backend.shop.capacity import services as capacity
from backend.shop.capacity.errors import CapacityShort
from backend.shop.capacity.services import Demand, HoldChange, HoldState
from backend.shop.cart import selectors as cart_reads
from backend.shop.cart import services as carts
from backend.shop.cart.errors import CartEmpty
from backend.shop.checkout.services import keys, pay
from backend.shop.checkout.services.draft import Draft, draft, parcels
from backend.shop.checkout.services.finalize import confirm
from backend.shop.kit import ids
from backend.shop.kit.errors import Busy, Refusal
from backend.shop.kit.money import Money
from backend.shop.orders import selectors as order_reads
from backend.shop.orders import services as orders
from backend.shop.orders.rules import OrderStatus
from backend.shop.orders.services import Buyer, Step
from backend.shop.payments import selectors as payment_reads
from backend.shop.payments import services as payments
from backend.shop.promise import services as promise
from backend.shop.settings import services as settings
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.orders.models import Order

Clock = Callable[[], datetime]

HOLD_AFTER_SESSION = timedelta(minutes=5)
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Placement:
    """What the customer sent: the key, a hash of the body, the cart, and the total she saw."""

    key: str
    body_hash: str
    cart_id: UUID
    buyer: Buyer
    expected_total: Money
    base_url: str


@dataclass(frozen=True, slots=True)
class _Placed:
    """An order, and the payment that still has to be made for it (None: there is nothing to pay)."""

    order_id: UUID
    payment_id: UUID | None


class _OldOrderLives(Exception):
    def __init__(self, order_id: UUID, payment_ids: list[UUID]) -> None:
        self.order_id, self.payment_ids = order_id, payment_ids


def place(*, placement: Placement, clock: Clock) -> UUID:
    """Places the cart's order, or finds the one that this key has placed, and sees to its payment page."""
    placed = _placed(placement, clock)
    if placed.payment_id is not None:
        pay.ensure_session(payment_id=placed.payment_id, clock=clock)
    return placed.order_id


def _placed(placement: Placement, clock: Clock) -> _Placed:
    for _ in range(_TRIES):
        try:
            return _place_once(placement, clock())
        except _OldOrderLives as old:
            if _is_paid_after_all(old, clock):
                return _Placed(old.order_id, None)
        except CapacityShort as short:
            why = _why(placement, short, clock())
            if not isinstance(why, Busy):  # busy: another lot can give the stems, so plan once more
                raise why from short
    raise Busy("Many people are buying right now. Please try again.", retry_after=1)


def _is_paid_after_all(old: _OldOrderLives, clock: Clock) -> bool:
    """Ends the old order's payments with their provider; its word may be that the money is there."""
    for payment_id in old.payment_ids:
        pay.resolve(payment_id=payment_id, clock=clock)
    with db.transaction() as session:
        status = order_reads.whole(session, old.order_id).status
    return status not in (OrderStatus.PENDING_PAYMENT, OrderStatus.REPLACED, OrderStatus.EXPIRED)


def _place_once(placement: Placement, now: datetime) -> _Placed:
    scope = str(placement.cart_id)
    with db.transaction() as session:
        known = keys.claim(session, scope=scope, key=placement.key, body_hash=placement.body_hash, now=now)
        if known is not None:
            return _replayed(session, known)
        cart = carts.lock(session, cart_id=placement.cart_id)
        if cart is None:
            raise CartEmpty
        old = _old_order(session, placement.cart_id)
        releases, returning = _releases(session, old)
        new = draft(
            session,
            cart=cart,
            shop=shop(session),
            expected_total=placement.expected_total,
            returning=returning,
            now=now,
        )
        placed = _write(session, new=new, placement=placement, old=old, now=now)
        keys.note(session, scope=scope, key=placement.key, order_id=placed.order_id)
        settings.check_rules(session, seen=new.rules_version)
        holds = _holds(new, expires_at=now + payments.SESSION_LIFE + HOLD_AFTER_SESSION)
        capacity.change(session, changes=[*releases, *holds])  # last: hot locks live for one commit
        if placed.payment_id is None:
            step = Step(now, "customer", "nothing to pay")
            confirm(session, order=order_reads.whole(session, placed.order_id), step=step)
        return placed


def _replayed(session: Session, order_id: UUID) -> _Placed:
    """The order of a repeated key; only one that still waits for money is taken to its payment page."""
    order = order_reads.whole(session, order_id)
    payment = payment_reads.latest_of_order(session, order_id)
    waiting = order.status == OrderStatus.PENDING_PAYMENT
    return _Placed(order_id, payment.id if payment and waiting else None)


def _old_order(session: Session, cart_id: UUID) -> Order | None:
    """The cart's pending order under its lock, once no money can come for it any more."""
    known = order_reads.pending_of_cart(session, cart_id)
    if known is None:
        return None
    old = orders.lock(session, order_ids=[known.id])[known.id]
    if old.status != OrderStatus.PENDING_PAYMENT:
        return None
    if live := payment_reads.live_of_order(session, old.id):
        raise _OldOrderLives(old.id, [payment.id for payment in live])
    return old


def _releases(session: Session, old: Order | None) -> tuple[list[HoldChange], list[Demand]]:
    """The old order's holds let go, and what they give back: one call releases and reserves."""
    changes, returning = [], []
    for parcel in old.deliveries if old else ():
        hold = ledger.hold(session, parcel.id)
        if hold is not None and hold.live:
            changes.append(HoldChange(parcel.id, hold.version, (), HoldState.RELEASED))
            returning += [Demand(line.bucket_id, line.quantity, line.use_on) for line in hold.live]
    return changes, returning


def _write(
    session: Session, *, new: Draft, placement: Placement, old: Order | None, now: datetime
) -> _Placed:
    step = Step(now, "customer", "placed")
    if old is not None:
        orders.move(session, order=old, to=OrderStatus.REPLACED, step=Step(now, "customer", "ordered again"))
    order = orders.create(
        session,
        cart_id=placement.cart_id,
        buyer=placement.buyer,
        currency=new.total.currency,
        deliveries=new.deliveries,
        step=step,
    )
    if old is not None:
        old.replaced_by = order.id
    if new.total.amount == 0:
        return _Placed(order.id, None)
    payment_id = ids.new_id()
    expires_at = now + payments.SESSION_LIFE
    payments.open_attempt(
        session,
        payment_id=payment_id,
        order_id=order.id,
        amount=new.total,
        request=pay.request_body(
            order=order, payment_id=payment_id, base_url=placement.base_url, expires_at=expires_at
        ),
        now=now,
    )
    return _Placed(order.id, payment_id)


def _holds(new: Draft, *, expires_at: datetime) -> list[HoldChange]:
    return [
        HoldChange(parcel.id, None, plan.demand, HoldState.HELD, expires_at)
        for parcel, plan in zip(new.deliveries, new.plans, strict=True)
    ]


def _why(placement: Placement, short: CapacityShort, now: datetime) -> Refusal:
    """Somebody was faster between planning and reserving: the same words as the plan would have had."""
    with db.transaction() as session:
        cart = cart_reads.by_id(session, placement.cart_id)
        if cart is None:
            return CartEmpty()
        _, returning = _releases(session, order_reads.pending_of_cart(session, placement.cart_id))
        return promise.refusal(
            session, shortages=short.shortages, parcels=parcels(cart), returning=returning, now=now
        )
