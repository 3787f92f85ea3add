"""The one finalizer: whatever the provider says of a payment is brought home, once."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend import db
from backend.shop.capacity import selectors as ledger
from backend.shop.capacity import services as capacity
from backend.shop.capacity.services import Demand, HoldChange, HoldState
from backend.shop.cart import services as cart
from backend.shop.checkout.rules import Verdict, decide
from backend.shop.kit.news import OrderConfirmed, RefundRequested, announce
from backend.shop.orders import selectors as order_reads
from backend.shop.orders import services as orders
from backend.shop.orders.rules import OrderStatus
from backend.shop.orders.services import Step
from backend.shop.payments import services as payments
from backend.shop.payments.provider import Session as ProviderSession
from backend.shop.payments.provider import SessionState
from backend.shop.payments.rules import PaymentState

if TYPE_CHECKING:
    from backend.shop.orders.models import Order
    from backend.shop.payments.models import Payment

log = logging.getLogger("posy.checkout")


def finalize(*, payment_id: UUID, found: ProviderSession, now: datetime, why: str) -> Verdict:
    """Applies the provider's word under locks on order and payment; safe to repeat, in any order."""
    with db.transaction() as session:
        order, payment = _locked(session, payment_id)
        verdict = decide(
            order=OrderStatus(order.status),
            payment=PaymentState(payment.state),
            said=found.state,
            matches=(found.amount, found.currency) == (payment.amount, payment.currency),
            held=_held(session, order),
        )
        if verdict is Verdict.ALERT:
            log.error("payment %s: asked %s, provider says %s", payment.id, payment.amount, found)
        elif verdict is Verdict.CLOSE:
            closed = PaymentState.EXPIRED if found.state is SessionState.EXPIRED else PaymentState.FAILED
            payments.move(session, payment=payment, to=closed, at=now, why=why)
        elif verdict is Verdict.REFUND:
            _give_back(session, payment=payment, found=found, now=now)
        elif verdict is Verdict.CONFIRM:
            payments.succeed(session, payment=payment, found=found, at=now, why=why)
            confirm(session, order=order, step=Step(now, "shop", why))
    return verdict


def confirm(session: Session, *, order: Order, step: Step) -> None:
    """Confirms a locked, pending order: cart emptied of what was ordered, letters deferred, holds last."""
    moved = orders.move(session, order=order, to=OrderStatus.CONFIRMED, step=step)
    if order.cart_id is not None:
        ordered = [line.variant_id for parcel in order.deliveries for line in parcel.lines]
        cart.empty(session, cart_id=order.cart_id, variant_ids=ordered)
    announce(session, OrderConfirmed(order_id=order.id, move_id=moved.id))
    capacity.change(session, changes=_hold_changes(session, order))


def _locked(session: Session, payment_id: UUID) -> tuple[Order, Payment]:
    """Order first, then payment: the house's one lock order."""
    order_id = payments.order_of(session, payment_id=payment_id)
    orders.lock(session, order_ids=[order_id])
    payment = payments.lock(session, payment_ids=[payment_id])[payment_id]
    return order_reads.whole(session, order_id), payment


def _held(session: Session, order: Order) -> bool:
    holds = [ledger.hold(session, parcel.id) for parcel in order.deliveries]
    return all(hold is not None and hold.live for hold in holds)


def _hold_changes(session: Session, order: Order) -> list[HoldChange]:
    changes = []
    for parcel in order.deliveries:
        hold = ledger.hold(session, parcel.id)
        if hold is not None:
            demand = tuple(Demand(line.bucket_id, line.quantity, line.use_on) for line in hold.live)
            changes.append(HoldChange(parcel.id, hold.version, demand, HoldState.CONFIRMED))
    return changes


def _give_back(session: Session, *, payment: Payment, found: ProviderSession, now: datetime) -> None:
    payments.succeed(session, payment=payment, found=found, at=now, why="money for an order that has ended")
    refund = payments.request_refund(
        session, payment=payment, amount=payment.captured, reason="the order could not be kept", at=now
    )
    announce(session, RefundRequested(refund_id=refund.id))
