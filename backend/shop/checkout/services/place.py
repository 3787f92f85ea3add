"""Placing: one short transaction, then the payment page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from backend import db
from backend.shop.checkout.errors import NotPayable
from backend.shop.checkout.services import pay, reserve, resolve
from backend.shop.checkout.services.remedies import LookAgain, persevere
from backend.shop.checkout.services.reserve import OldOrderLives, Placed, Placement
from backend.shop.kit.failpoints import failpoint
from backend.shop.orders import selectors as order_reads
from backend.shop.orders.rules import ENDED, OrderStatus

__all__ = ["Placement", "place"]

Clock = Callable[[], datetime]

_NOT_PAID = ENDED | {OrderStatus.PENDING_PAYMENT}


def place(*, placement: Placement, clock: Clock) -> UUID:
    """Places the cart's order, or finds the one that this key has placed, and sees to its payment page."""
    placed = _placed(placement, clock)
    failpoint("placed")
    if placed.waits and placed.payment_id is None:  # its last attempt is over
        _pay_again(placed.order_id, placement, clock)
    elif placed.payment_id is not None:
        pay.ensure_session(payment_id=placed.payment_id, base_url=placement.base_url, clock=clock)
    return placed.order_id


def _pay_again(order_id: UUID, placement: Placement, clock: Clock) -> None:
    try:
        pay.again(order_id=order_id, base_url=placement.base_url, clock=clock)
    except NotPayable:  # it has just been paid or ended: the order says so
        return


def _placed(placement: Placement, clock: Clock) -> Placed:
    def once() -> Placed:
        try:
            return reserve.place_once(placement, clock())
        except OldOrderLives as old:
            if _is_paid_after_all(old, clock):
                return reserve.answer_with(placement, old.order_id, clock())
            raise LookAgain from old

    return persevere(once, cart_id=placement.cart_id, email=placement.buyer.email, clock=clock)


def _is_paid_after_all(old: OldOrderLives, clock: Clock) -> bool:
    """Ends the old order's payments with their provider; its word may be that the money is there."""
    for payment_id in old.payment_ids:
        resolve.resolve(payment_id=payment_id, clock=clock)
        resolve.refuse_questioned(payment_id=payment_id)
    with db.transaction() as session:
        return order_reads.whole(session, old.order_id).status not in _NOT_PAID
