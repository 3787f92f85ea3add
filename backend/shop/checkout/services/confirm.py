"""Confirming: the order is sold; its cart loses what was ordered, the letters are deferred, holds last."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from backend.shop.accounts import people
from backend.shop.capacity import services as capacity
from backend.shop.capacity.services import HoldState
from backend.shop.cart import services as cart
from backend.shop.checkout.services import holding
from backend.shop.kit.news import OrderConfirmed, announce
from backend.shop.orders import services as orders
from backend.shop.orders.rules import OrderStatus
from backend.shop.orders.services import Step

if TYPE_CHECKING:
    from backend.shop.orders.models import Order


def confirm(session: Session, *, order: Order, step: Step) -> None:
    """Confirms a locked, pending order whose deliveries are all held."""
    record_confirmation(session, order=order, step=step)
    holds = holding.whole(session, order)
    capacity.change(session, changes=holding.kept(holds, HoldState.CONFIRMED))


def record_confirmation(session: Session, *, order: Order, step: Step) -> None:
    """Everything of a confirmation but the ledger, which the caller changes last."""
    moved = orders.move(session, order=order, to=OrderStatus.CONFIRMED, step=step)
    if order.cart_id is not None:
        ordered: Counter[int] = Counter()
        for line in (line for parcel in order.deliveries for line in parcel.lines):
            ordered[line.variant_id] += line.quantity
        cart.empty(session, cart_id=order.cart_id, ordered=ordered)
    if order.account_id is not None:
        people.note_first_order(session, account_id=order.account_id, at=step.at)
    announce(session, OrderConfirmed(order_id=order.id, move_id=moved.id))
