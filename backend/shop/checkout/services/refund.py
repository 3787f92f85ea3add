"""Sending refunds: written before, sent with the row's id as key, so a repeat sends nothing twice."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from backend import db
from backend.shop.payments import selectors as payment_reads
from backend.shop.payments import services as payments
from backend.shop.payments.rules import RefundState
from backend.shop.payments.stripe_provider import provider

Clock = Callable[[], datetime]


def send(*, refund_id: UUID, clock: Clock) -> None:
    """Sends a written refund to its provider; a provider that does not answer is asked again by the job."""
    with db.transaction() as session:
        refund, payment = payments.lock_refund(session, refund_id=refund_id)
        if refund.state in (RefundState.SUCCEEDED, RefundState.FAILED):
            return
        money, amount = payment.provider_payment_id, refund.amount
        if refund.state == RefundState.REQUESTED:
            payments.move_refund(session, refund=refund, to=RefundState.SENT, at=clock(), why="sent")
    if money is None:
        raise ValueError(f"refund {refund_id}: the payment has no money at its provider")
    sent = provider().refund(payment=money, amount=amount, key=str(refund_id))
    with db.transaction() as session:
        refund, _ = payments.lock_refund(session, refund_id=refund_id)
        refund.provider_refund_id = sent
        if refund.state == RefundState.SENT:
            payments.move_refund(session, refund=refund, to=RefundState.SUCCEEDED, at=clock(), why="provider")


def send_open(*, clock: Clock) -> int:
    """Sends what an interrupted job has left behind."""
    with db.transaction() as session:
        waiting = [refund.id for refund in payment_reads.open_refunds(session)]
    for refund_id in waiting:
        send(refund_id=refund_id, clock=clock)
    return len(waiting)
