"""Cancelling: an order that waits ends its page first; a paid one goes back whole, until the limit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend import db
from backend.shop.checkout import selectors
from backend.shop.checkout.errors import NotCancellable
from backend.shop.checkout.services import locks, resolve
from backend.shop.checkout.services.cancelling import cancel_deliveries
from backend.shop.kit.errors import Busy
from backend.shop.kit.failpoints import failpoint
from backend.shop.orders import selectors as order_reads
from backend.shop.orders.rules import DeliveryStatus, OrderStatus
from backend.shop.orders.services import Step
from backend.shop.payments import selectors as payment_reads
from backend.shop.payments.rules import LIVE

if TYPE_CHECKING:
    from backend.shop.orders.models import Order
    from backend.shop.payments.models import Payment

Clock = Callable[[], datetime]

_TRIES = 3


def cancel(*, order_id: UUID, clock: Clock) -> None:
    """Cancels an order, once; one that turns out to be paid meanwhile is confirmed instead.

    Raises NotCancellable, PaymentInQuestion, and ProviderUnavailable while its page cannot be ended.
    """
    with db.transaction() as session:
        waits = order_reads.whole(session, order_id).status == OrderStatus.PENDING_PAYMENT
    if not waits:
        _cancel_sold(order_id, clock())
        return
    cancel_unpaid(order_id=order_id, step=_step(clock()), clock=clock)


def cancel_unpaid(*, order_id: UUID, step: Step, clock: Clock) -> None:
    """Cancels an order that waits, its pages ended first. Raises as `cancel`, and Busy."""
    for _ in range(_TRIES):
        _end_payments(order_id, clock)
        if _cancel_waiting(order_id, step):
            return
    raise Busy("This order is just being paid in another window. Please try again.", retry_after=2)


def let_go(*, payment_id: UUID, clock: Clock) -> UUID | None:
    """The customer left the payment page by its back link: the order is cancelled, unless it is paid.

    An order that another attempt is open for is left to it. Answers the order, None if there is none.
    """
    order_id = resolve.order_of(payment_id=payment_id)
    if order_id is None:
        return None
    resolve.resolve(payment_id=payment_id, clock=clock)
    _cancel_waiting(order_id, _step(clock()))
    return order_id


def _end_payments(order_id: UUID, clock: Clock) -> None:
    with db.transaction() as session:
        live = [payment.id for payment in payment_reads.live_of_order(session, order_id)]
    for payment_id in live:
        resolve.resolve(payment_id=payment_id, clock=clock)
        resolve.refuse_questioned(payment_id=payment_id)


def _cancel_waiting(order_id: UUID, step: Step) -> bool:
    """Whether the order has stopped waiting; while money may still come it is left as it is."""
    with db.transaction() as session:
        order, payments = locks.order_and_payments(session, order_id=order_id)
        if order.status != OrderStatus.PENDING_PAYMENT:
            return True
        if any(payment.state in LIVE for payment in payments):
            return False
        _cancel(session, order, payments, step)
    failpoint("waiting_cancelled")
    return True


def _cancel_sold(order_id: UUID, now: datetime) -> None:
    with db.transaction() as session:
        order, payments = locks.order_and_payments(session, order_id=order_id)
        if order.status == OrderStatus.CANCELLED:
            return
        rights = selectors.rights(session, order, now=now)
        if not rights.can_cancel:
            raise _refusal(rights.cancel_until)
        _cancel(session, order, payments, _step(now))
    failpoint("sold_cancelled")


def _cancel(session: Session, order: Order, payments: list[Payment], step: Step) -> None:
    living = [each for each in order.deliveries if each.status != DeliveryStatus.CANCELLED]
    cancel_deliveries(session, order=order, payments=payments, parcels=living, bound=False, step=step)


def _step(now: datetime) -> Step:
    return Step(now, "customer", "the order was cancelled")


def _refusal(limit: datetime | None) -> NotCancellable:
    return NotCancellable(
        "This order can no longer be cancelled here. Please call us, and we will see what we can do.",
        cancel_until=limit.isoformat() if limit else None,
    )
