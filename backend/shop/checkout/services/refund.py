"""Sending refunds: written before, sent with the row's id as key, asked after until the provider has said."""

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from backend import db
from backend.shop.kit.errors import Refusal
from backend.shop.kit.failpoints import failpoint
from backend.shop.kit.money import Money
from backend.shop.payments import selectors as payment_reads
from backend.shop.payments import services as payments
from backend.shop.payments.errors import ProviderRefused, ProviderUnavailable
from backend.shop.payments.provider import Provider, RefundSaid
from backend.shop.payments.providers import provider
from backend.shop.payments.rules import RefundState

log = logging.getLogger("posy.checkout")

Clock = Callable[[], datetime]


def send(*, refund_id: UUID, clock: Clock) -> None:
    """Sends a written refund, or asks after one that was sent. Raises ProviderUnavailable: ask again."""
    with db.transaction() as session:
        refund, payment = payments.lock_refund(session, refund_id=refund_id)
        if refund.state in (RefundState.SUCCEEDED, RefundState.FAILED):
            return
        money, asks = payment.provider_payment_id, provider(payment.provider)
        amount = Money(refund.amount, payment.currency)
        fresh = refund.state == RefundState.REQUESTED
        if fresh:
            payments.move_refund(session, refund=refund, to=RefundState.SENT, at=clock(), why="sent")
    failpoint("refund_marked")
    if money is None:
        raise ValueError(f"refund {refund_id}: the payment has no money at its provider")
    try:
        said = _said(asks, money=money, amount=amount, key=str(refund_id), fresh=fresh)
    except ProviderUnavailable:
        _note(
            refund_id, RefundSaid("", RefundState.UNKNOWN, amount.amount, str(refund_id), "no answer"), clock
        )
        raise
    _note(refund_id, said, clock)


def send_open(*, clock: Clock) -> int:
    """Sends or asks after what an interrupted job has left behind; answers how many there were."""
    with db.transaction() as session:
        waiting = [refund.id for refund in payment_reads.open_refunds(session)]
    for refund_id in waiting:
        try:
            send(refund_id=refund_id, clock=clock)
        except Refusal as refusal:
            log.warning("refund %s is not settled: %s", refund_id, refusal.detail)
    return len(waiting)


def _said(asks: Provider, *, money: str, amount: Money, key: str, fresh: bool) -> RefundSaid:
    """The provider's word. It forgets keys after a day, so one that was sent before is looked up first."""
    if not fresh:
        failpoint("refund_looking")
        known = asks.find_refund(payment=money, key=key)
        failpoint("refund_looked")
        if known is not None:
            return known
    failpoint("refund_sending")
    try:
        said = asks.refund(payment=money, amount=amount, key=key)
    except ProviderRefused as refusal:
        said = RefundSaid("", RefundState.FAILED, amount.amount, key, refusal.detail)
    failpoint("refund_sent")
    return said


def _note(refund_id: UUID, said: RefundSaid, clock: Clock) -> None:
    with db.transaction() as session:
        refund, payment = payments.lock_refund(session, refund_id=refund_id)
        payments.note_refund(session, refund=refund, payment=payment, said=said, at=clock())
        if said.state is RefundState.FAILED:
            facts = {"amount": refund.amount, "reason": refund.reason, "provider": said.why}
            lost = payments.Difference("refund_failed", str(refund_id), payment.id, facts)
            payments.write_difference(session, found=lost, at=clock())
    failpoint("refund_noted")
