"""Taking money for a balance at the counter: never more than is due, once per key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from backend import db
from backend.shop.checkout import rules
from backend.shop.checkout.errors import NotSold, OverBalance
from backend.shop.checkout.services import balances, desk, keys, locks, money
from backend.shop.checkout.services.desk import Deed
from backend.shop.kit.errors import Malformed
from backend.shop.kit.money import Money
from backend.shop.orders import desk as orders
from backend.shop.orders.rules import OrderStatus
from backend.shop.payments import services as payments
from backend.shop.payments.services import Taken

if TYPE_CHECKING:
    from backend.shop.orders.models import Order
    from backend.shop.payments.models import Payment

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Key:
    """What makes the deed safe to repeat: the key, and a hash of what was sent with it."""

    key: str
    body_hash: str


def take_payment(*, order_id: UUID, taken: Taken, key: Key, deed: Deed, clock: Clock) -> None:
    """Writes the payment. A page that is open for the balance is ended before; one opened meanwhile, after.

    Raises VersionConflict, NotSold, OverBalance, Malformed for what is no such sum, and as `keys.claim`: what
    is refused ends no page.
    """
    with db.transaction() as session:
        if keys.made(session, scope=deed.who, key=key.key, body_hash=key.body_hash) is not None:
            return
        order, paid = locks.order_and_payments(session, order_id=order_id)
        _check(order, paid, taken.amount, deed)
    balances.end_pages(order_id=order_id, clock=clock)
    with db.transaction() as session:
        known = keys.claim(session, scope=deed.who, key=key.key, body_hash=key.body_hash, now=deed.at)
        if known is not None:
            return
        order, paid = locks.order_and_payments(session, order_id=order_id)
        _check(order, paid, taken.amount, deed)
        payments.take(session, order_id=order.id, taken=taken, at=deed.at)
        orders.touch(order)
        amount = taken.amount.amount
        change = {"amount": amount, "currency": order.currency, "method": taken.method}
        subject = f"order:{order.id}"
        desk.record(session, deed=deed, action="order.paid_here", subject=subject, change=change)
        keys.note(session, scope=deed.who, key=key.key, order_id=order.id)
    balances.end_outgrown(order_id=order_id, clock=clock)


def _check(order: Order, paid: list[Payment], amount: Money, deed: Deed) -> None:
    deed.check(order)
    if not rules.is_sold(OrderStatus(order.status)):
        raise NotSold("Only an order that is sold has something to be paid here.")
    if amount.currency != order.currency or amount.amount <= 0:
        path = {"path": "amount", "message": f"Please say how much was paid, in {order.currency}."}
        raise Malformed("Please check: amount", errors=[path])
    due = Money(max(0, money.balance(order, paid)), order.currency)
    if amount.amount > due.amount:
        raise OverBalance("Less is still to be paid. Please look again.", due=due.as_json())
