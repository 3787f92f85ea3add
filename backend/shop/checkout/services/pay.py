"""Getting a payment page: claim, ask the provider with no transaction open, note what came back."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from backend import db
from backend.shop.checkout.errors import InProgress, NotPayable, OrderReplaced
from backend.shop.checkout.services.finalize import finalize
from backend.shop.orders import selectors as order_reads
from backend.shop.orders import services as orders
from backend.shop.orders.rules import OrderStatus
from backend.shop.payments import selectors as payment_reads
from backend.shop.payments import services as payments
from backend.shop.payments.errors import ProviderRefused
from backend.shop.payments.provider import Session as ProviderSession
from backend.shop.payments.rules import LIVE, PaymentState
from backend.shop.payments.stripe_provider import provider

if TYPE_CHECKING:
    from backend.shop.orders.models import Order

Clock = Callable[[], datetime]

_WAIT = 5.0  # seconds for another request that holds the claim
_PAUSE = 0.1


def request_body(*, order: Order, payment_id: UUID, base_url: str, expires_at: datetime) -> dict[str, Any]:
    """The whole body of the payment session, stored before it is sent and sent unchanged ever after."""
    back = f"{base_url}/api/payments/return?payment={payment_id}"
    facts = {"payment_id": str(payment_id), "order_number": order.number}
    return {
        "mode": "payment",
        "client_reference_id": str(payment_id),
        "metadata": facts,
        "payment_intent_data": {"metadata": facts, "description": f"Order {order.number}"},
        "customer_email": order.buyer_email,
        "line_items": _line_items(order),
        "success_url": back,
        "cancel_url": f"{back}&cancelled=1",
        "expires_at": int(expires_at.timestamp()),
    }


def _line_items(order: Order) -> list[dict[str, Any]]:
    rows = [
        (f"{line.product_name}, {line.variant_label}", line.unit_price, line.quantity)
        for parcel in order.deliveries
        for line in parcel.lines
    ]
    rows += [
        (name, amount, 1) for name, amount in (("Delivery", order.delivery_fee), ("Tax", order.tax)) if amount
    ]
    return [
        {
            "quantity": quantity,
            "price_data": {
                "currency": order.currency.lower(),
                "unit_amount": amount,
                "product_data": {"name": name},
            },
        }
        for name, amount, quantity in rows
    ]


def ensure_session(*, payment_id: UUID, clock: Clock) -> str:
    """The address of the payment page; asked of the provider by one request, awaited by the others."""
    deadline = time.monotonic() + _WAIT
    while True:
        with db.transaction() as session:
            payment = payments.lock(session, payment_ids=[payment_id])[payment_id]
            if payment.state == PaymentState.OPEN and payment.redirect_url:
                return payment.redirect_url
            if payment.state not in LIVE:
                raise NotPayable(f"Payment is {payment.state}.")
            claimed = payments.claim(session, payment=payment, now=clock())
            body = payment.request
        if claimed:
            return _open(payment_id=payment_id, body=body, clock=clock)
        if time.monotonic() > deadline:
            raise InProgress("Your order is being placed in another window.", retry_after=2)
        time.sleep(_PAUSE)


def _open(*, payment_id: UUID, body: dict[str, Any], clock: Clock) -> str:
    try:
        found = provider().open_session(request=body, key=str(payment_id))
    except ProviderRefused as refusal:
        _fail(payment_id, why=refusal.detail, clock=clock)
        raise
    with db.transaction() as session:
        order_id = payments.order_of(session, payment_id=payment_id)
        order = orders.lock(session, order_ids=[order_id])[order_id]
        payment = payments.lock(session, payment_ids=[payment_id])[payment_id]
        payments.note_session(session, payment=payment, found=found, at=clock())
        pending = order.status == OrderStatus.PENDING_PAYMENT
    if not pending:
        resolve(payment_id=payment_id, clock=clock)
        _say_replaced(order_id)
    return found.redirect_url or ""


def _fail(payment_id: UUID, *, why: str, clock: Clock) -> None:
    with db.transaction() as session:
        payment = payments.lock(session, payment_ids=[payment_id])[payment_id]
        payments.move(session, payment=payment, to=PaymentState.FAILED, at=clock(), why=why)


def _say_replaced(order_id: UUID) -> None:
    with db.transaction() as session:
        order = order_reads.successor(session, order_reads.whole(session, order_id))
        raise OrderReplaced(f"Order {order.number} is the one that counts now.", number=order.number)


def resolve(*, payment_id: UUID, clock: Clock) -> None:
    """Ends a live payment with its provider and brings home what it says: paid, or never to be paid.

    A session that was never noted is asked for once more with the stored body and the same key first.
    """
    with db.transaction() as session:
        payment = payment_reads.payment(session, payment_id)
        if payment is None or payment.state not in LIVE:
            return
        session_id, body = payment.session_id, payment.request
    finalize(
        payment_id=payment_id, found=_ended(session_id, body, payment_id), now=clock(), why="session ended"
    )


def _ended(session_id: str | None, body: dict[str, Any], payment_id: UUID) -> ProviderSession:
    known = session_id or provider().open_session(request=body, key=str(payment_id)).id
    return provider().expire(known)


def hear(*, payment_id: UUID, clock: Clock, why: str) -> UUID | None:
    """Asks the provider what became of a payment and finalizes; answers its order, None if there is none."""
    with db.transaction() as session:
        payment = payment_reads.payment(session, payment_id)
        if payment is None:
            return None
        order_id, session_id = payment.order_id, payment.session_id
    if session_id is not None:
        finalize(payment_id=payment_id, found=provider().look(session_id), now=clock(), why=why)
    return order_id


def order_of(*, payment_id: UUID) -> UUID | None:
    """The order of a payment, None if there is no such payment."""
    with db.transaction() as session:
        payment = payment_reads.payment(session, payment_id)
        return payment.order_id if payment else None
