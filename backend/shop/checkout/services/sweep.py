"""The sweeper: overdue holds and their orders, each first asked after at the payment provider."""

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from backend import db
from backend.shop.capacity import selectors as ledger
from backend.shop.capacity import services as capacity
from backend.shop.capacity.services import HoldChange, HoldState
from backend.shop.checkout.services import pay
from backend.shop.orders import selectors as order_reads
from backend.shop.orders import services as orders
from backend.shop.orders.rules import OrderStatus
from backend.shop.orders.services import Step
from backend.shop.payments import selectors as payment_reads
from backend.shop.payments.errors import ProviderRefused, ProviderUnavailable

log = logging.getLogger("posy.checkout")

Clock = Callable[[], datetime]


def sweep(*, clock: Clock) -> int:
    """Expires what is overdue and will never be paid; answers how many orders that was."""
    with db.transaction() as session:
        late = ledger.overdue(session, at=clock())
        order_ids = order_reads.of_deliveries(session, late)
    return sum(_expire(order_id, clock) for order_id in order_ids)


def _expire(order_id: UUID, clock: Clock) -> bool:
    try:
        _ask_provider(order_id, clock)
    except (ProviderUnavailable, ProviderRefused) as error:
        log.warning("order %s is overdue and its payment is not known: %s", order_id, error.detail)
        return False
    return _expire_unpaid(order_id, clock())


def _ask_provider(order_id: UUID, clock: Clock) -> None:
    with db.transaction() as session:
        live = [payment.id for payment in payment_reads.live_of_order(session, order_id)]
    for payment_id in live:
        pay.resolve(payment_id=payment_id, clock=clock)


def _expire_unpaid(order_id: UUID, now: datetime) -> bool:
    with db.transaction() as session:
        order = orders.lock_free(session, order_id=order_id)
        if order is None or order.status != OrderStatus.PENDING_PAYMENT:
            return False
        if payment_reads.live_of_order(session, order_id):
            return False
        holds = [ledger.hold(session, parcel.id) for parcel in order.deliveries]
        if any(hold and hold.expires_at and hold.expires_at > now for hold in holds):
            return False
        orders.move(session, order=order, to=OrderStatus.EXPIRED, step=Step(now, "shop", "not paid in time"))
        ended = [
            HoldChange(hold.delivery_id, hold.version, (), HoldState.EXPIRED)
            for hold in holds
            if hold is not None and hold.live
        ]
        if ended:
            capacity.change(session, changes=ended)
    return True
