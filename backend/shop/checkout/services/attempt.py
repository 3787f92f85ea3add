"""Attempts to be paid for an order: its first, and the next with a new key while its holds are renewed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.capacity import services as capacity
from backend.shop.capacity.services import HoldState
from backend.shop.checkout import rules
from backend.shop.checkout.errors import NotPayable
from backend.shop.checkout.services import holding, payable
from backend.shop.kit import ids
from backend.shop.payments import services as payments
from backend.shop.payments.providers import provider

if TYPE_CHECKING:
    from backend.shop.orders.models import Order


def first(session: Session, *, order: Order, method: str, base_url: str, now: datetime) -> UUID:
    """The payment's row, with the body that its provider will be sent and a key of its own."""
    payment_id, expires_at = ids.new_id(), now + rules.SESSION_LIFE
    ask = payable.ask(order, payment_id=payment_id, base_url=base_url, expires_at=expires_at)
    payments.open_attempt(
        session,
        payment_id=payment_id,
        order_id=order.id,
        provider=method,
        amount=ask.total,
        request=provider(method).request(ask),
        expires_at=expires_at,
        now=now,
    )
    return payment_id


def following(session: Session, *, order: Order, method: str, base_url: str, now: datetime) -> UUID:
    """One more attempt for a locked, pending order without a live payment; its holds are renewed, last.

    Raises HoldLimit, and NotPayable if the order has let its places go.
    """
    holding.check(order, now=now)
    holds = holding.of(session, order)
    if len(holds) < len(order.deliveries):
        raise NotPayable("The places of this order are no longer held.", order_status=order.status)
    payment_id = first(session, order=order, method=method, base_url=base_url, now=now)
    renewed = holding.kept(holds, HoldState.HELD, rules.hold_until(now=now))
    capacity.change(session, changes=renewed)
    return payment_id
