"""What payments say of people: what providers were asked and told us. States, sums and ids are the books."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import TEXT, Select, cast, func, or_, select, update
from sqlalchemy.orm import Session

from backend.shop.payments import selectors
from backend.shop.payments.models import Payment, PaymentMove, Refund, WebhookInbox
from backend.shop.payments.rules import ERASED_REQUEST, LATE_MONEY, LIVE, PAID


def is_settled(session: Session, *, order_id: UUID, now: datetime) -> bool:
    """Whether nothing more can come of an order's payments: no money, no refund, no event to be heard."""
    payments = selectors.of_order(session, order_id)
    refunds = any(selectors.open_refunds(session, payment_id=each.id) for each in payments)
    unpaid = (each for each in payments if each.state not in PAID)
    waits = any(each.state in LIVE or each.expires_at + LATE_MONEY > now for each in unpaid)
    if waits or refunds:
        return False
    unheard = _events_of(payments).where(WebhookInbox.handled_at.is_(None))
    return not payments or session.scalar(unheard.limit(1)) is None


def erase_person(session: Session, *, order_id: UUID) -> None:
    """Requests, pages and events of the order's payments are emptied, and so are words that were typed."""
    payments = selectors.of_order(session, order_id)
    if not payments:
        return
    payment_ids = [each.id for each in payments]
    event_ids = list(session.scalars(_events_of(payments)))
    session.execute(update(WebhookInbox).where(WebhookInbox.id.in_(event_ids)).values(body={}))
    mine = update(Payment).where(Payment.id.in_(payment_ids))
    session.execute(mine.values(request=dict(ERASED_REQUEST), redirect_url=None))
    session.execute(update(Refund).where(Refund.payment_id.in_(payment_ids)).values(reason=""))
    session.execute(update(PaymentMove).where(PaymentMove.payment_id.in_(payment_ids)).values(why=""))


def export_person(session: Session, *, order_id: UUID) -> list[dict[str, Any]]:
    """The attempts to be paid for an order and what went back of them, minor units."""
    refunds = selectors.refunds_of_order(session, order_id)
    return [
        {
            "provider": payment.provider,
            "state": payment.state,
            "amount": payment.amount,
            "captured": payment.captured,
            "refunded": payment.refunded,
            "currency": payment.currency,
            "created_at": payment.created_at,
            "refunds": [
                {"amount": each.amount, "state": each.state, "reason": each.reason, "at": each.created_at}
                for each in refunds
                if each.payment_id == payment.id
            ],
        }
        for payment in selectors.of_order(session, order_id)
    ]


def _events_of(payments: list[Payment]) -> Select[int]:
    """Events that name one of the payments by our id or the provider's, wherever in their body."""
    ids = ((str(each.id), each.session_id, each.provider_payment_id) for each in payments)
    body = cast(WebhookInbox.body, TEXT)
    named = or_(*(func.strpos(body, name) > 0 for three in ids for name in three if name))
    since = min((each.created_at for each in payments), default=None)
    return select(WebhookInbox.id).where(WebhookInbox.received_at >= since, named)
