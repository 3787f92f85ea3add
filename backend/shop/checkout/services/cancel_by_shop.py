"""Cancelling by the shop: a whole order or one delivery, at any time before it is under way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from backend import db
from backend.shop.checkout import rules
from backend.shop.checkout.errors import NotSold, SumChanged
from backend.shop.checkout.services import desk, locks
from backend.shop.checkout.services.cancel import cancel_unpaid
from backend.shop.checkout.services.cancelling import cancel_deliveries, comes_back
from backend.shop.checkout.services.desk import Deed
from backend.shop.kit.money import Money
from backend.shop.orders import selectors as order_reads
from backend.shop.orders.errors import IllegalMove
from backend.shop.orders.rules import DELIVERY_LABELS, ORDER_LABELS, DeliveryStatus, OrderStatus

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, Order

Clock = Callable[[], datetime]


def cancel_order(*, order_id: UUID, deed: Deed, bound: bool, expected: Money | None, clock: Clock) -> None:
    """Cancels an order with everything that was paid for it; the page of one that waits is ended first.

    `bound`: the stems are cut already and stay used. `expected` is the sum that she was told goes back.
    Raises VersionConflict, SumChanged, IllegalMove, and for one that waits as `cancel.cancel`.
    """
    with db.transaction() as session:
        order, payments = locks.order_and_payments(session, order_id=order_id)
        deed.check(order)
        waits = order.status == OrderStatus.PENDING_PAYMENT
        if not waits:
            parcels = [each for each in order.deliveries if each.status != DeliveryStatus.CANCELLED]
            _check_sold(order, parcels)
            _check_sum(expected, order, comes_back(order, payments))
            cancel_deliveries(
                session, order=order, payments=payments, parcels=parcels, bound=bound, step=deed.step
            )
    if waits:
        cancel_unpaid(order_id=order_id, step=deed.step, clock=clock)


def cancel_delivery(*, delivery_id: UUID, deed: Deed, bound: bool, expected: Money | None) -> None:
    """Cancels one delivery with what it cost; the last one that is left cancels its order.

    Raises DeliveryNotFound, VersionConflict, NotSold, SumChanged, IllegalMove.
    """
    with db.transaction() as session:
        order_id = order_reads.of_delivery(session, delivery_id)
        order, payments = locks.order_and_payments(session, order_id=order_id)
        parcel = desk.find(order, delivery_id)
        deed.check(parcel)
        _check_sold(order, [parcel])
        _check_sum(expected, order, comes_back(order, payments, parcel))
        cancel_deliveries(
            session, order=order, payments=payments, parcels=[parcel], bound=bound, step=deed.step
        )


def _check_sold(order: Order, parcels: Sequence[Delivery]) -> None:
    status = OrderStatus(order.status)
    if status is OrderStatus.PENDING_PAYMENT:
        raise NotSold("An order that waits for its payment can only be cancelled as a whole.")
    if not rules.is_sold(status):
        raise IllegalMove(f"This order has ended: {ORDER_LABELS[status]}.")
    for each in parcels:
        if not rules.may_cancel(status, DeliveryStatus(each.status)):
            label = DELIVERY_LABELS[DeliveryStatus(each.status)]
            raise IllegalMove(f"A delivery cannot be cancelled once it is: {label}.")


def _check_sum(expected: Money | None, order: Order, back: int) -> None:
    actual = Money(back, order.currency)
    if expected is not None and expected != actual:
        raise SumChanged("Please look again: another sum would go back now.", actual=actual.as_json())
