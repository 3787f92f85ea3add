"""Attempts to be paid for an order: its first, and the next with a new key while its holds are renewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.capacity import services as capacity
from backend.shop.capacity.services import HoldState
from backend.shop.checkout import rules, selectors
from backend.shop.checkout.errors import NotPayable
from backend.shop.checkout.services import holding, payable
from backend.shop.kit import ids
from backend.shop.orders.rules import OrderStatus
from backend.shop.payments import services as payments
from backend.shop.payments.providers import provider

if TYPE_CHECKING:
    from backend.shop.orders.models import Order


def first(session: Session, *, order: Order, method: str, base_url: str, now: datetime) -> UUID:
    """The payment's row, with the body that its provider will be sent and a key of its own."""
    return _open(session, order=order, amount=order.total, way=_Way(method, base_url), now=now)


def following(session: Session, *, order: Order, method: str, base_url: str, now: datetime) -> UUID:
    """One more attempt for a locked order that awaits money, and without a live payment.

    One that is pending has its holds renewed, last; one that is sold keeps its places, and pays its balance.
    Raises HoldLimit, and NotPayable if the order has let its places go.
    """
    way = _Way(method, base_url)
    if order.status == OrderStatus.PENDING_PAYMENT:
        return _renewed(session, order=order, way=way, now=now)
    return _open(session, order=order, amount=selectors.balance(session, order), way=way, now=now)


@dataclass(frozen=True, slots=True)
class _Way:
    """With which provider it is paid, and where the shop is that it leads back to."""

    method: str
    base_url: str


def _open(session: Session, *, order: Order, amount: int, way: _Way, now: datetime) -> UUID:
    payment_id, expires_at = ids.new_id(), now + rules.SESSION_LIFE
    ask = payable.ask(
        order, amount=amount, payment_id=payment_id, base_url=way.base_url, expires_at=expires_at
    )
    payments.open_attempt(
        session,
        payment_id=payment_id,
        order_id=order.id,
        provider=way.method,
        amount=ask.total,
        request=provider(way.method).request(ask),
        expires_at=expires_at,
        now=now,
    )
    return payment_id


def _renewed(session: Session, *, order: Order, way: _Way, now: datetime) -> UUID:
    holding.check(order, now=now)
    holds = holding.of(session, order)
    if len(holds) < len(order.deliveries):
        raise NotPayable("The places of this order are no longer held.", order_status=order.status)
    payment_id = _open(session, order=order, amount=order.total, way=way, now=now)
    renewed = holding.kept(holding.whole(session, order), HoldState.HELD, rules.hold_until(now=now))
    capacity.change(session, changes=renewed)
    return payment_id
