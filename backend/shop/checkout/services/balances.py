"""What is still to be paid of a sold order, and the pages on which it can be.

A page is for exactly the balance: one that is open for another sum is ended with its provider. One that
cannot be ended now is ended by the sweep; what comes over it meanwhile is above the balance and goes back.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend import db
from backend.shop.checkout import selectors
from backend.shop.checkout.services import holding, resolve
from backend.shop.kit.errors import Refusal
from backend.shop.orders import selectors as order_reads
from backend.shop.orders.rules import OrderStatus
from backend.shop.payments import selectors as payment_reads

if TYPE_CHECKING:
    from backend.shop.orders.models import Order
    from backend.shop.payments.models import Payment

log = logging.getLogger("posy.checkout")

Clock = Callable[[], datetime]


def awaits_money(session: Session, order: Order) -> bool:
    """Whether a page may be open for it: it waits for its payment, or is sold with a balance."""
    if order.status == OrderStatus.PENDING_PAYMENT:
        return True
    return selectors.still_due(session, order) > 0


def fits(session: Session, order: Order, payment: Payment) -> bool:
    """Whether an attempt is for what its order awaits."""
    return awaits_money(session, order) and payment.amount == selectors.balance(session, order)


def may_try_again(session: Session, order: Order, *, now: datetime) -> bool:
    """Whether one more attempt is allowed: what is sold keeps its places without it."""
    if order.status == OrderStatus.PENDING_PAYMENT:
        return holding.may_hold(order, now=now)
    return awaits_money(session, order)


def end_pages(*, order_id: UUID, clock: Clock) -> None:
    """Ends every open page of an order, as far as its provider answers, and brings home what it says."""
    with db.transaction() as session:
        live = [each.id for each in payment_reads.live_of_order(session, order_id)]
    _end(live, clock)


def end_outgrown(*, order_id: UUID, clock: Clock) -> None:
    """The same for those that are for another sum than the order awaits."""
    with db.transaction() as session:
        outgrown = _outgrown(session, order_id)
    _end(outgrown, clock)


def sweep_outgrown(*, clock: Clock) -> int:
    """Ends the open pages that have outgrown their sold orders; answers how many there were."""
    with db.transaction() as session:
        orders = order_reads.sold_among(session, set(payment_reads.live(session).values()))
        outgrown = [each for order_id in sorted(orders) for each in _outgrown(session, order_id)]
    _end(outgrown, clock)
    return len(outgrown)


def _outgrown(session: Session, order_id: UUID) -> list[UUID]:
    order, live = order_reads.whole(session, order_id), payment_reads.live_of_order(session, order_id)
    return [each.id for each in live if not fits(session, order, each)]


def _end(payment_ids: Sequence[UUID], clock: Clock) -> None:
    for payment_id in payment_ids:
        try:
            resolve.resolve(payment_id=payment_id, clock=clock)
        except Refusal as refusal:
            log.warning("the page of payment %s was left as it is: %s", payment_id, refusal.detail)
