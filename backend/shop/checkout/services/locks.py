"""The rows of an order under lock, in the house's one order: cart, order, payments."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.cart import services as cart
from backend.shop.orders import selectors as order_reads
from backend.shop.orders import services as orders
from backend.shop.payments import selectors as payment_reads
from backend.shop.payments import services as payments

if TYPE_CHECKING:
    from backend.shop.orders.models import Order
    from backend.shop.payments.models import Payment


def order(session: Session, *, order_id: UUID) -> Order:
    """The whole order, its cart locked before it. Raises OrderNotFound."""
    cart_id = order_reads.whole(session, order_id).cart_id
    if cart_id is not None:
        cart.lock(session, cart_id=cart_id)
    orders.lock(session, order_ids=[order_id])
    return order_reads.whole(session, order_id)


def payment(session: Session, *, payment_id: UUID) -> tuple[Order, Payment]:
    """A payment with its whole order, cart and order locked before it."""
    locked = order(session, order_id=payments.order_of(session, payment_id=payment_id))
    return locked, payments.lock(session, payment_ids=[payment_id])[payment_id]


def order_and_payments(session: Session, *, order_id: UUID) -> tuple[Order, list[Payment]]:
    """An order with all its payments, by id."""
    locked = order(session, order_id=order_id)
    known = [each.id for each in payment_reads.of_order(session, order_id)]
    return locked, list(payments.lock(session, payment_ids=known).values())
