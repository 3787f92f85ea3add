"""Writes of payments: the row before the provider is called, the claim, the one door, refunds, the inbox."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.shop.kit import ids
from backend.shop.kit.money import Money
from backend.shop.kit.news import WebhookStored, announce
from backend.shop.payments.errors import IllegalPaymentMove
from backend.shop.payments.models import Payment, PaymentMove, Refund, WebhookInbox
from backend.shop.payments.provider import Event
from backend.shop.payments.provider import Session as ProviderSession
from backend.shop.payments.rules import PAYMENT_PATHS, REFUND_PATHS, PaymentState, RefundState

LEASE = timedelta(seconds=20)
SESSION_LIFE = timedelta(minutes=35)


def open_attempt(
    session: Session,
    *,
    payment_id: UUID,
    order_id: UUID,
    amount: Money,
    request: dict[str, Any],
    now: datetime,
) -> Payment:
    """The payment's row, with the whole body that the provider will be sent, again and again if need be."""
    attempts = session.scalars(select(Payment.attempt).where(Payment.order_id == order_id)).all()
    payment = Payment(
        id=payment_id,
        order_id=order_id,
        attempt=max(attempts, default=0) + 1,
        provider="stripe",
        state=PaymentState.CREATED,
        amount=amount.amount,
        currency=amount.currency,
        captured=0,
        refunded=0,
        created_at=now,
        expires_at=now + SESSION_LIFE,
        request=request,
    )
    session.add(payment)
    session.flush()
    _write_move(session, payment, before=None, at=now, why="placed")
    return payment


def order_of(session: Session, *, payment_id: UUID) -> UUID:
    """The order that a payment is for, read without a lock: it never changes."""
    return session.scalars(select(Payment.order_id).where(Payment.id == payment_id)).one()


def lock(session: Session, *, payment_ids: list[UUID]) -> dict[UUID, Payment]:
    """Payments under their row locks, in the order of their ids, as they are now."""
    rows = session.scalars(
        select(Payment)
        .where(Payment.id.in_(payment_ids))
        .order_by(Payment.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {payment.id: payment for payment in rows}


def claim(session: Session, *, payment: Payment, now: datetime) -> bool:
    """Whether the caller may ask the provider for this locked payment's session now; others wait for it."""
    if payment.state != PaymentState.CREATED or (payment.claimed_until and payment.claimed_until > now):
        return False
    payment.claimed_until = now + LEASE
    return True


def move(session: Session, *, payment: Payment, to: PaymentState, at: datetime, why: str) -> None:
    """The one door: moves a locked payment along `PAYMENT_PATHS` and writes its history."""
    if to not in PAYMENT_PATHS[PaymentState(payment.state)]:
        raise IllegalPaymentMove(f"A payment that is {payment.state} cannot become {to}.")
    before, payment.state = payment.state, to
    _write_move(session, payment, before=before, at=at, why=why)


def note_session(session: Session, *, payment: Payment, found: ProviderSession, at: datetime) -> None:
    """The provider's session is there: the customer can be sent to it."""
    payment.session_id, payment.redirect_url = found.id, found.redirect_url
    payment.claimed_until = None
    if payment.state == PaymentState.CREATED:
        move(session, payment=payment, to=PaymentState.OPEN, at=at, why="session opened")


def succeed(session: Session, *, payment: Payment, found: ProviderSession, at: datetime, why: str) -> None:
    """The money is there, whole and in the right currency; the caller has compared."""
    payment.captured = found.amount
    payment.session_id = found.id
    payment.provider_payment_id = found.payment
    move(session, payment=payment, to=PaymentState.SUCCEEDED, at=at, why=why)


def request_refund(session: Session, *, payment: Payment, amount: int, reason: str, at: datetime) -> Refund:
    """Writes a refund under the payment's lock; it is sent after this commit with its id as key."""
    refund = Refund(
        id=ids.new_id(),
        payment_id=payment.id,
        state=RefundState.REQUESTED,
        amount=amount,
        reason=reason,
        created_at=at,
    )
    payment.refunded += amount  # the CHECK refuses more than was captured
    session.add(refund)
    whole = payment.refunded == payment.captured
    to = PaymentState.REFUNDED if whole else PaymentState.PARTLY_REFUNDED
    if payment.state != to:
        move(session, payment=payment, to=to, at=at, why=reason)
    session.flush()
    return refund


def lock_refund(session: Session, *, refund_id: UUID) -> tuple[Refund, Payment]:
    """A refund with its payment, the payment locked first."""
    payment_id = session.scalars(select(Refund.payment_id).where(Refund.id == refund_id)).one()
    payment = lock(session, payment_ids=[payment_id])[payment_id]
    refund = session.scalars(select(Refund).where(Refund.id == refund_id).with_for_update()).one()
    return refund, payment


def move_refund(session: Session, *, refund: Refund, to: RefundState, at: datetime, why: str) -> None:
    """The one door of refunds; a failed one leaves the payment's sum."""
    if to not in REFUND_PATHS[RefundState(refund.state)]:
        raise IllegalPaymentMove(f"A refund that is {refund.state} cannot become {to}.")
    before, refund.state = refund.state, to
    _write_move(session, refund, before=before, at=at, why=why)


def store_event(session: Session, *, source: str, event: Event, now: datetime) -> bool:
    """Puts an event into the inbox once and announces it; False when it was there already."""
    inbox_id = session.scalar(
        insert(WebhookInbox)
        .values(source=source, event_id=event.id, kind=event.kind, body=event.body, received_at=now)
        .on_conflict_do_nothing()
        .returning(WebhookInbox.id)
    )
    if inbox_id is None:
        return False
    announce(session, WebhookStored(inbox_id=inbox_id))
    return True


def _write_move(
    session: Session, moved: Payment | Refund, *, before: str | None, at: datetime, why: str
) -> None:
    refund = moved if isinstance(moved, Refund) else None
    session.add(
        PaymentMove(
            payment_id=refund.payment_id if refund else moved.id,
            refund_id=refund.id if refund else None,
            from_state=before,
            to_state=moved.state,
            at=at,
            who="shop",
            why=why,
        )
    )
