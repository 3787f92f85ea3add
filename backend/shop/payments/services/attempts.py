"""Attempts to be paid: the row before the provider is called, the claim, and the one door."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.kit.money import Money
from backend.shop.payments.errors import IllegalPaymentMove
from backend.shop.payments.models import Payment
from backend.shop.payments.provider import Session as ProviderSession
from backend.shop.payments.provider import SessionState
from backend.shop.payments.rules import LIVE, PAYMENT_PATHS, PaymentState
from backend.shop.payments.services.differences import Difference, write_difference
from backend.shop.payments.services.moves import write_move

LEASE = timedelta(seconds=20)


def open_attempt(  # noqa: PLR0913  # a row's facts, all by keyword
    session: Session,
    *,
    payment_id: UUID,
    order_id: UUID,
    provider: str,
    amount: Money,
    request: dict[str, Any],
    expires_at: datetime,
    now: datetime,
) -> Payment:
    """The payment's row, with the whole body that the provider will be sent, again and again if need be."""
    attempts = session.scalars(select(Payment.attempt).where(Payment.order_id == order_id)).all()
    payment = Payment(
        id=payment_id,
        order_id=order_id,
        attempt=max(attempts, default=0) + 1,
        provider=provider,
        state=PaymentState.CREATED,
        amount=amount.amount,
        currency=amount.currency,
        captured=0,
        declined=0,
        refunded=0,
        created_at=now,
        expires_at=expires_at,
        request=request,
    )
    session.add(payment)
    session.flush()
    write_move(session, payment, before=None, at=now, why="placed")
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


def unclaim(session: Session, *, payment: Payment) -> None:
    """The claimant's call has ended without an answer: whoever comes next may ask at once."""
    payment.claimed_until = None


def fail(session: Session, *, payment: Payment, at: datetime, why: str) -> None:
    """The provider has said no: there is no session. A payment that is no longer live stays as it is."""
    payment.claimed_until = None
    if payment.state in LIVE:
        move(session, payment=payment, to=PaymentState.FAILED, at=at, why=why)


def question(session: Session, *, payment: Payment, found: ProviderSession, at: datetime, kind: str) -> None:
    """Money that is held back or is not the sum that was asked for: kept in sight, never taken as paid."""
    facts = {
        "asked": [payment.amount, payment.currency],
        "came": [found.amount, found.currency],
        "session": found.id,
    }
    write_difference(session, found=Difference(kind, str(payment.id), payment.id, facts), at=at)
    if payment.state in LIVE and payment.state != PaymentState.UNKNOWN:
        move(
            session,
            payment=payment,
            to=PaymentState.UNKNOWN,
            at=at,
            why=kind if kind == "pending" else f"other {kind}",
        )


def move(session: Session, *, payment: Payment, to: PaymentState, at: datetime, why: str) -> None:
    """The one door: moves a locked payment along `PAYMENT_PATHS` and writes its history."""
    if to not in PAYMENT_PATHS[PaymentState(payment.state)]:
        raise IllegalPaymentMove(f"A payment that is {payment.state} cannot become {to}.")
    before, payment.state = payment.state, to
    write_move(session, payment, before=before, at=at, why=why)


def note_session(session: Session, *, payment: Payment, found: ProviderSession, at: datetime) -> None:
    """The provider's session is there: the customer can be sent to it."""
    payment.session_id = found.id
    payment.redirect_url = found.redirect_url or payment.redirect_url
    payment.claimed_until = None
    if payment.state == PaymentState.CREATED:
        move(session, payment=payment, to=PaymentState.OPEN, at=at, why="session opened")


def succeed(session: Session, *, payment: Payment, found: ProviderSession, at: datetime, why: str) -> None:
    """The money is there, whole and in the right currency; the caller has compared."""
    payment.captured = found.amount
    payment.provider_payment_id = found.payment
    move(session, payment=payment, to=PaymentState.SUCCEEDED, at=at, why=why)


def close(session: Session, *, payment: Payment, said: SessionState, at: datetime, why: str) -> None:
    """No money comes for a live payment: its page is over, or was ended by us before it was used."""
    over = said in (SessionState.EXPIRED, SessionState.APPROVED) and payment.state != PaymentState.CAPTURING
    move(session, payment=payment, to=PaymentState.EXPIRED if over else PaymentState.FAILED, at=at, why=why)


def begin_capture(session: Session, *, payment: Payment, at: datetime, why: str) -> None:
    """From this commit on the provider may be asked for the money, again and again under one key."""
    if payment.state != PaymentState.CAPTURING:
        move(session, payment=payment, to=PaymentState.CAPTURING, at=at, why=why)


def unanswered(session: Session, *, payment: Payment, at: datetime) -> None:
    """The provider was asked for the money and did not answer: whoever comes next asks again."""
    if payment.state == PaymentState.CAPTURING:
        move(session, payment=payment, to=PaymentState.UNKNOWN, at=at, why="no answer to the capture")


def reopen(session: Session, *, payment: Payment, at: datetime) -> None:
    """What the buyer chose was declined: her page is open again for something else."""
    if payment.state == PaymentState.CAPTURING:
        move(session, payment=payment, to=PaymentState.UNKNOWN, at=at, why="declined")
    if payment.state == PaymentState.UNKNOWN:
        payment.declined += 1
        move(session, payment=payment, to=PaymentState.OPEN, at=at, why="declined: she may choose again")


def end_page(session: Session, *, payment: Payment, at: datetime, why: str) -> bool:
    """Ends a locked payment whose page nobody can end: it is never captured after this commit.

    False when its money is already asked for, and its word has to be awaited.
    """
    payment.claimed_until = None
    if payment.state in (PaymentState.CAPTURING, PaymentState.UNKNOWN):
        return False
    if payment.state in LIVE:
        to = PaymentState.FAILED if payment.state == PaymentState.CREATED else PaymentState.EXPIRED
        move(session, payment=payment, to=to, at=at, why=why)
    return True
