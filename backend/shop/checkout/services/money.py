"""Money going back: written under the locks of its payments, sent by a job, told to the buyer once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.checkout import rules
from backend.shop.kit.news import MoneyGoesBack, RefundRequested, announce
from backend.shop.payments import services as payments
from backend.shop.payments.errors import OverRefund
from backend.shop.payments.rules import Purpose

if TYPE_CHECKING:
    from backend.shop.orders.models import Order
    from backend.shop.payments.models import Payment


def received(of: Iterable[Payment]) -> int:
    """What has come and not gone back, minor units."""
    return sum(payment.captured - payment.refunded for payment in of)


def balance(order: Order, of: Iterable[Payment]) -> int:
    """The order's balance due."""
    return rules.balance_due(total=order.total, credit=order.credit, received=received(of))


def give_back(
    session: Session, *, of: Sequence[Payment], amount: int, purpose: Purpose, at: datetime
) -> list[UUID]:
    """Writes refunds of an order's locked payments, the oldest first; a job sends each after this commit.

    Raises OverRefund, before anything is written, when less than `amount` is left.
    """
    left = received(of)
    if not 0 < amount <= left:
        raise OverRefund("So much of what was paid is not left any more.", left=left)
    written = []
    for payment in of:
        share = min(amount, payment.captured - payment.refunded)
        if share > 0:
            refund = payments.request_refund(session, payment=payment, amount=share, purpose=purpose, at=at)
            announce(session, RefundRequested(refund_id=refund.id))
            written.append(refund.id)
            amount -= share
    return written


def tell(session: Session, order: Order, refund_ids: Iterable[UUID]) -> None:
    """Defers the buyer's letter on refunds of which no other letter tells."""
    for refund_id in refund_ids:
        announce(session, MoneyGoesBack(order_id=order.id, refund_id=refund_id))
