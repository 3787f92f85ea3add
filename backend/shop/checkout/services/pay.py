"""Getting a payment page: claim, ask the provider with no transaction open, note what came back."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from backend import db
from backend.shop.checkout.errors import InProgress, NotPayable, OrderReplaced
from backend.shop.checkout.services import attempt, balances, locks, resolve
from backend.shop.checkout.services.finalize import finalize
from backend.shop.kit.failpoints import failpoint
from backend.shop.orders import selectors as order_reads
from backend.shop.orders.rules import OrderStatus
from backend.shop.payments import selectors as payment_reads
from backend.shop.payments import services as payments
from backend.shop.payments.errors import ProviderRefused, ProviderUnavailable
from backend.shop.payments.provider import Session as ProviderSession
from backend.shop.payments.provider import SessionState
from backend.shop.payments.providers import provider
from backend.shop.payments.rules import LIVE, PaymentState

Clock = Callable[[], datetime]

_WAIT = 5.0  # seconds for another request that holds the claim
_PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class _Claim:
    """What the provider is to be asked, and where."""

    provider: str
    body: dict[str, Any]


class _NextAttempt(Exception):
    def __init__(self, payment_id: UUID) -> None:
        self.payment_id = payment_id


def ensure_session(*, payment_id: UUID, base_url: str, clock: Clock) -> str | None:
    """The address of the payment page, asked of the provider by one request and awaited by the others.

    None when there is nothing to pay any more. A provider that will not take up an old `expires_at` has
    no session for it: the next attempt is asked for once.
    """
    try:
        return _session(payment_id, base_url, clock)
    except _NextAttempt as following:
        payment_id = following.payment_id
    try:
        return _session(payment_id, base_url, clock)
    except _NextAttempt as refused:  # our clock and the provider's are apart: the attempt is left to a repeat
        raise ProviderUnavailable("The payment page could not be opened. Please try again.") from refused


def again(*, order_id: UUID, base_url: str, clock: Clock) -> str:
    """The payment page of an order that awaits money: the one that is open, or that of a new attempt.

    Raises NotPayable, OrderReplaced, PaymentInQuestion and HoldLimit.
    """
    balances.end_outgrown(order_id=order_id, clock=clock)
    with db.transaction() as session:
        live = payment_reads.live_of_order(session, order_id)
    for payment in live:
        if address := _open_already(payment.id, payment.state, base_url, clock):
            return address
    with db.transaction() as session:
        order = locks.order(session, order_id=order_id)
        if not balances.awaits_money(session, order):
            raise _no_longer(order_id)
        live = payment_reads.live_of_order(session, order_id)
        payment_id = (
            live[0].id
            if live  # another tab was faster
            else attempt.following(session, order=order, base_url=base_url, now=clock())
        )
    failpoint("attempt_renewed")
    address = ensure_session(payment_id=payment_id, base_url=base_url, clock=clock)
    if address is None:
        raise _no_longer(order_id)
    return address


def _open_already(payment_id: UUID, state: str, base_url: str, clock: Clock) -> str | None:
    """The page of a live payment, as its provider sees it now; None when it is over."""
    if state == PaymentState.CREATED:
        return ensure_session(payment_id=payment_id, base_url=base_url, clock=clock)
    found = resolve.ask(payment_id=payment_id, clock=clock, why="paying again")
    if found is None:
        return None
    resolve.refuse_questioned(payment_id=payment_id)
    return found.redirect_url if found.state is SessionState.OPEN else None


def _session(payment_id: UUID, base_url: str, clock: Clock) -> str | None:
    deadline = time.monotonic() + _WAIT
    while True:
        claimed: _Claim | None = None
        with db.transaction() as session:
            payment = payments.lock(session, payment_ids=[payment_id])[payment_id]
            if payment.state not in LIVE:
                return None
            if payment.state != PaymentState.CREATED and payment.redirect_url:
                return payment.redirect_url
            if payments.claim(session, payment=payment, now=clock()):
                claimed = _Claim(payment.provider, payment.request)
        if claimed:
            failpoint("session_claimed")
            return _open(payment_id, claimed, base_url, clock)
        if time.monotonic() > deadline:
            raise InProgress("Your order is being placed in another window.", retry_after=2)
        time.sleep(_PAUSE)


def _open(payment_id: UUID, claimed: _Claim, base_url: str, clock: Clock) -> str | None:
    try:
        found = provider(claimed.provider).open_session(request=claimed.body, key=str(payment_id))
        failpoint("session_opened")
    except ProviderRefused as refusal:
        failpoint("session_refused")
        following = _refused(payment_id, refusal, base_url, clock)
        if following is None:
            raise
        failpoint("attempt_failed")
        raise _NextAttempt(following) from refusal
    except ProviderUnavailable:
        failpoint("session_unanswered")
        with db.transaction() as session:
            payments.unclaim(session, payment=payments.lock(session, payment_ids=[payment_id])[payment_id])
        failpoint("unclaimed")
        raise
    with db.transaction() as session:
        order, payment = locks.payment(session, payment_id=payment_id)
        payments.note_session(session, payment=payment, found=found, at=clock())
        waits = balances.fits(session, order, payment) and payment.state in LIVE
    failpoint("session_noted")
    return found.redirect_url if waits else _too_late(payment_id, claimed.provider, found, clock)


def _refused(payment_id: UUID, refusal: ProviderRefused, base_url: str, clock: Clock) -> UUID | None:
    """The payment has failed; the next attempt, if the provider only minded the old instant of expiry."""
    with db.transaction() as session:
        order, payment = locks.payment(session, payment_id=payment_id)
        now = clock()
        payments.fail(session, payment=payment, at=now, why=refusal.detail)
        session.flush()
        lives = balances.may_try_again(session, order, now=now)
        if refusal.param != resolve.EXPIRY or not lives or payment_reads.live_of_order(session, order.id):
            return None
        return attempt.following(session, order=order, base_url=base_url, now=now)


def _too_late(payment_id: UUID, name: str, found: ProviderSession, clock: Clock) -> str | None:
    """The order stopped waiting while the provider was asked: its session is ended, whatever it says."""
    failpoint("late_page")
    ended = provider(name).expire(found.id)
    failpoint("late_page_ended")
    finalize(payment_id=payment_id, found=ended, now=clock(), why="session ended")
    with db.transaction() as session:
        order_id = payments.order_of(session, payment_id=payment_id)
        status = order_reads.whole(session, order_id).status
    if status == OrderStatus.REPLACED:
        raise _no_longer(order_id)
    return None


def _no_longer(order_id: UUID) -> NotPayable | OrderReplaced:
    with db.transaction() as session:
        order = order_reads.whole(session, order_id)
        last = order_reads.successor(session, order)
    if order.status == OrderStatus.REPLACED:
        return OrderReplaced(f"Order {last.number} is the one that counts now.", number=last.number)
    return NotPayable("This order does not wait for a payment any more.", order_status=order.status)
