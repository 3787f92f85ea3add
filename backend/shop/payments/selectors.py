"""Reads of payments."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from backend.shop.payments.models import Payment, PaymentMove, Refund, WebhookInbox
from backend.shop.payments.rules import DESK, LATE_MONEY, LIVE, PaymentState


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
    """Attempts whose page is open now and was so then, or whose money is asked for and not heard of.

    If there are more than `most`, any of them.
    """
    asked_for = Payment.state.in_((PaymentState.CAPTURING, PaymentState.UNKNOWN))
    query = select(Payment.id).where(
        or_(
            and_(Payment.state == PaymentState.OPEN, Payment.expires_at > now),
            and_(asked_for, Payment.expires_at > now - LATE_MONEY),
        ),
        Payment.created_at <= since,
    )
    return list(session.scalars(query.order_by(func.random()).limit(most)))


def live_of_order(session: Session, order_id: UUID) -> list[Payment]:
    """The attempts of an order for which money may still come."""
    query = select(Payment).where(Payment.order_id == order_id, Payment.state.in_(LIVE))
    return list(session.scalars(query.order_by(Payment.id)))


def was_declined(session: Session, order_id: UUID) -> bool:
    """Whether the order's page is open because what its buyer chose there was declined."""
    last = latest_of_order(session, order_id)
    return last is not None and last.state == PaymentState.OPEN and last.declined > 0


def of_order(session: Session, order_id: UUID) -> list[Payment]:
    """Every attempt of an order, by id."""
    return list(session.scalars(select(Payment).where(Payment.order_id == order_id).order_by(Payment.id)))


def received(session: Session, order_id: UUID) -> int:
    """What has come for an order and has not gone back, minor units."""
    kept = func.coalesce(func.sum(Payment.captured - Payment.refunded), 0)
    return session.scalars(select(kept).where(Payment.order_id == order_id)).one()


def made_since(session: Session, since: datetime, *, provider: str) -> list[Payment]:
    """Attempts at a provider since then, oldest first."""
    query = select(Payment).where(Payment.created_at >= since, Payment.provider == provider)
    return list(session.scalars(query.order_by(Payment.created_at, Payment.id)))


def refunds_since(session: Session, since: datetime, *, provider: str) -> list[Refund]:
    """Refunds of a provider's payments that were written since then, oldest first."""
    query = select(Refund).join(Payment, Payment.id == Refund.payment_id)
    query = query.where(Refund.created_at >= since, Payment.provider == provider)
    return list(session.scalars(query.order_by(Refund.created_at, Refund.id)))


def money_since(session: Session, since: datetime, *, provider: str) -> list[str]:
    """The provider's ids of money that came or went back since then, in their order."""
    refunded = select(Refund.payment_id).where(Refund.created_at >= since)
    query = select(Payment.provider_payment_id).where(
        Payment.provider == provider,
        Payment.provider_payment_id.is_not(None),
        or_(Payment.created_at >= since, Payment.id.in_(refunded)),
    )
    return [each for each in session.scalars(query.order_by(Payment.provider_payment_id)) if each]


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
    found = _of_paypal(event.body) if event.source == "paypal" else _of_stripe(event.body)
    try:
        return UUID(str(found))
    except ValueError:
        return None


def _of_stripe(body: dict[str, Any]) -> object:
    subject = body.get("data", {}).get("object", {})
    return subject.get("client_reference_id") or (subject.get("metadata") or {}).get("payment_id")


def _of_paypal(body: dict[str, Any]) -> object:
    """An order carries our id in its only unit; its capture and a refund of it have it themselves."""
    subject = body.get("resource") or {}
    units = subject.get("purchase_units") or [{}]
    return subject.get("custom_id") or units[0].get("custom_id")


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
