"""Reads of payments."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.shop.payments.models import Payment, PaymentMove, Refund, WebhookInbox
from backend.shop.payments.rules import DESK, LIVE, PaymentState


def payment(session: Session, payment_id: UUID) -> Payment | None:
    return session.get(Payment, payment_id)


def latest_of_order(session: Session, order_id: UUID) -> Payment | None:
    """The order's last attempt; a total of 0 has none."""
    query = select(Payment).where(Payment.order_id == order_id).order_by(Payment.attempt.desc()).limit(1)
    return session.scalar(query)


def live(session: Session) -> dict[UUID, UUID]:
    """Every attempt for which money may still come, with its order."""
    query = select(Payment.id, Payment.order_id).where(Payment.state.in_(LIVE)).order_by(Payment.id)
    return {row.id: row.order_id for row in session.execute(query)}


def open_at(session: Session, now: datetime, *, since: datetime, most: int) -> list[UUID]:
    """Attempts whose page is open now and was so then; if there are more than `most`, any of them."""
    query = select(Payment.id).where(
        Payment.state.in_((PaymentState.OPEN, PaymentState.CAPTURING)),
        Payment.created_at <= since,
        Payment.expires_at > now,
    )
    return list(session.scalars(query.order_by(func.random()).limit(most)))


def live_of_order(session: Session, order_id: UUID) -> list[Payment]:
    """The attempts of an order for which money may still come."""
    query = select(Payment).where(Payment.order_id == order_id, Payment.state.in_(LIVE))
    return list(session.scalars(query.order_by(Payment.id)))


def of_order(session: Session, order_id: UUID) -> list[Payment]:
    """Every attempt of an order, by id."""
    return list(session.scalars(select(Payment).where(Payment.order_id == order_id).order_by(Payment.id)))


def received(session: Session, order_id: UUID) -> int:
    """What has come for an order and has not gone back, minor units."""
    kept = func.coalesce(func.sum(Payment.captured - Payment.refunded), 0)
    return session.scalars(select(kept).where(Payment.order_id == order_id)).one()


def made_since(session: Session, since: datetime) -> list[Payment]:
    """Attempts since then at a provider with books of its own, oldest first."""
    query = (
        select(Payment)
        .where(Payment.created_at >= since, Payment.provider != DESK)
        .order_by(Payment.created_at, Payment.id)
    )
    return list(session.scalars(query))


def refunds_since(session: Session, since: datetime) -> list[Refund]:
    """Refunds of such attempts written since then, oldest first."""
    query = select(Refund).join(Payment, Payment.id == Refund.payment_id)
    query = query.where(Refund.created_at >= since, Payment.provider != DESK).order_by(
        Refund.created_at, Refund.id
    )
    return list(session.scalars(query))


def unhandled(session: Session, *, before: datetime) -> list[int]:
    """Events that came before then and that no job has worked to the end."""
    query = select(WebhookInbox.id).where(
        WebhookInbox.handled_at.is_(None), WebhookInbox.received_at < before
    )
    return list(session.scalars(query.order_by(WebhookInbox.id)))


def inbox(session: Session, inbox_id: int) -> WebhookInbox | None:
    return session.get(WebhookInbox, inbox_id)


def reference(event: WebhookInbox) -> UUID | None:
    """Our payment's id as it travelled with the event, if the event is about one of ours."""
    subject = event.body.get("data", {}).get("object", {})
    found = subject.get("client_reference_id") or (subject.get("metadata") or {}).get("payment_id")
    try:
        return UUID(str(found))
    except ValueError:
        return None


def open_refunds(session: Session, *, payment_id: UUID | None = None) -> list[Refund]:
    """Refunds that still have to be sent or asked after."""
    query = select(Refund).where(Refund.state.in_(("requested", "sent", "unknown")))
    if payment_id is not None:
        query = query.where(Refund.payment_id == payment_id)
    return list(session.scalars(query.order_by(Refund.id)))


def refunds_of_order(session: Session, order_id: UUID) -> list[Refund]:
    """Every refund of an order's payments, oldest first."""
    query = select(Refund).join(Payment, Payment.id == Refund.payment_id).where(Payment.order_id == order_id)
    return list(session.scalars(query.order_by(Refund.created_at, Refund.id)))


def takers(session: Session, order_id: UUID) -> dict[UUID, str]:
    """Who took the money of an order's payments at the counter, by payment."""
    query = (
        select(PaymentMove.payment_id, PaymentMove.who)
        .join(Payment, Payment.id == PaymentMove.payment_id)
        .where(Payment.order_id == order_id, Payment.provider == DESK, PaymentMove.from_state.is_(None))
        .where(PaymentMove.refund_id.is_(None))
    )
    return dict(session.execute(query).all())


def refund(session: Session, refund_id: UUID) -> Refund:
    return session.get_one(Refund, refund_id)
