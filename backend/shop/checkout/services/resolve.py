"""Asking the provider what became of a payment, and bringing home what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from backend import db
from backend.shop.checkout.errors import PaymentInQuestion
from backend.shop.checkout.rules import Verdict
from backend.shop.checkout.services import locks
from backend.shop.checkout.services.capture import capture
from backend.shop.checkout.services.finalize import finalize
from backend.shop.kit.failpoints import failpoint
from backend.shop.orders import selectors as order_reads
from backend.shop.payments import selectors as payment_reads
from backend.shop.payments import services as payments
from backend.shop.payments.errors import ProviderRefused
from backend.shop.payments.provider import Provider, SessionState
from backend.shop.payments.provider import Session as ProviderSession
from backend.shop.payments.providers import provider
from backend.shop.payments.rules import LIVE, PaymentState

Clock = Callable[[], datetime]

_CHECKING = "We are checking your payment. Please give us a call if you are in a hurry."
_ASKED_FOR = frozenset({PaymentState.CAPTURING, PaymentState.UNKNOWN})
EXPIRY = "expires_at"  # the parameter that a provider refuses when a session is asked for too late


@dataclass(frozen=True, slots=True)
class _Asked:
    """A payment as it was when it was read."""

    order_id: UUID
    provider: str
    state: PaymentState
    session_id: str | None
    body: dict[str, Any]


def resolve(*, payment_id: UUID, clock: Clock, absent: bool = False) -> None:
    """Ends a live payment with its provider and brings home what it says: paid, or never to be paid.

    `absent`: its buyer may have approved it and believe that she has paid; so it is looked at first.
    """
    asked = _read(payment_id)
    if asked is None or asked.state not in LIVE:
        return
    if provider(asked.provider).captures:
        if absent and asked.session_id is not None:
            ask(payment_id=payment_id, clock=clock, why="overdue")
        _end_ours(payment_id, clock)
        return
    session_id = asked.session_id or _unnoted(payment_id, asked, clock)
    if session_id is not None:
        failpoint("ending_session")
        ended = _told(payment_id, asked, clock, lambda: provider(asked.provider).expire(session_id))
        failpoint("session_ended")
        finalize(payment_id=payment_id, found=ended, now=clock(), why="session ended")


def _end_ours(payment_id: UUID, clock: Clock) -> None:
    """Nobody can end the page: ours is over, never to be captured. What is being captured is driven on."""
    with db.transaction() as session:
        _, payment = locks.payment(session, payment_id=payment_id)
        ended = payments.end_page(session, payment=payment, at=clock(), why="ended by us")
    failpoint("page_given_up")
    if not ended:
        ask(payment_id=payment_id, clock=clock, why="driven on")


def hear(*, payment_id: UUID, clock: Clock, why: str) -> UUID | None:
    """Asks the provider what became of a payment and finalizes; answers its order, None if there is none."""
    asked = _read(payment_id)
    if asked is None:
        return None
    ask(payment_id=payment_id, clock=clock, why=why)
    return asked.order_id


def ask(*, payment_id: UUID, clock: Clock, why: str) -> ProviderSession | None:
    """What the provider says of the payment's session now, brought home; None when there is no session."""
    asked = _read(payment_id)
    if asked is None:
        return None
    session_id = asked.session_id or _unnoted(payment_id, asked, clock)
    if session_id is None:
        return None
    failpoint("asking")
    found = _told(payment_id, asked, clock, lambda: provider(asked.provider).look(session_id))
    failpoint("asked")
    if found.state is SessionState.OPEN and asked.state in _ASKED_FOR and provider(asked.provider).captures:
        # What became of the capture was not heard: asked for once more, its key says so.
        found = replace(found, state=SessionState.APPROVED)
    if finalize(payment_id=payment_id, found=found, now=clock(), why=why) is Verdict.CAPTURE:
        return capture(payment_id=payment_id, found=found, clock=clock, why=why)
    return found


def refuse_questioned(*, payment_id: UUID) -> None:
    """Raises PaymentInQuestion for a payment whose money nobody can say yet."""
    asked = _read(payment_id)
    if asked is not None and asked.state is PaymentState.UNKNOWN:
        raise _questioned(asked.order_id)


def order_of(*, payment_id: UUID) -> UUID | None:
    """The order of a payment, None if there is no such payment."""
    asked = _read(payment_id)
    return asked.order_id if asked else None


def _read(payment_id: UUID) -> _Asked | None:
    with db.transaction() as session:
        payment = payment_reads.payment(session, payment_id)
        if payment is None:
            return None
        state = PaymentState(payment.state)
        return _Asked(payment.order_id, payment.provider, state, payment.session_id, payment.request)


def _told(
    payment_id: UUID, asked: _Asked, clock: Clock, question: Callable[[], ProviderSession]
) -> ProviderSession:
    """The provider's word. One that does not know a session of ours says nothing of its money."""
    try:
        return question()
    except ProviderRefused as refusal:
        facts = {"session": asked.session_id, "provider": refusal.detail}
        with db.transaction() as session:
            lost = payments.Difference("lost_session", str(payment_id), payment_id, facts)
            payments.write_difference(session, found=lost, at=clock())
        failpoint("lost_session_written")
        raise _questioned(asked.order_id) from refusal


def _questioned(order_id: UUID) -> PaymentInQuestion:
    with db.transaction() as session:
        return PaymentInQuestion(_CHECKING, number=order_reads.whole(session, order_id).number)


def _unnoted(payment_id: UUID, asked: _Asked, clock: Clock) -> str | None:
    """The session that was never noted: the stored body with the same key gives the same one.

    If the provider refuses it, there is none, and the payment has failed.
    """
    if asked.state not in LIVE:
        return None
    asks: Provider = provider(asked.provider)
    failpoint("reopening")
    try:
        session_id = asks.open_session(request=asked.body, key=str(payment_id)).id
    except ProviderRefused as refusal:
        with db.transaction() as session:
            _, payment = locks.payment(session, payment_id=payment_id)
            if payment.session_id is None:
                payments.fail(session, payment=payment, at=clock(), why=refusal.detail)
        failpoint("unnoted_failed")
        return None
    failpoint("reopened")
    return session_id
