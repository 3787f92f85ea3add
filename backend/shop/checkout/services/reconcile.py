"""Reconciling: what the provider has, beside what we have; each difference is kept for a person."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from backend import db
from backend.shop.checkout.rules import Sum, compare
from backend.shop.checkout.services import resolve
from backend.shop.kit.errors import Refusal
from backend.shop.kit.failpoints import failpoint
from backend.shop.payments import selectors as payment_reads
from backend.shop.payments import services as payments
from backend.shop.payments.provider import RefundSaid, SessionState
from backend.shop.payments.provider import Session as ProviderSession
from backend.shop.payments.providers import methods, provider
from backend.shop.payments.rules import PAID, RefundState
from backend.shop.payments.services import Difference

if TYPE_CHECKING:
    from backend.shop.payments.models import Payment, Refund

log = logging.getLogger("posy.checkout")

Clock = Callable[[], datetime]

LOOK_BACK = timedelta(days=2)  # every run covers the one before once more
_SETTLED = timedelta(minutes=15)  # younger rows may still be on their way to one of us
_MARGIN = timedelta(hours=1)  # their clock and the age of a session are not ours


@dataclass(frozen=True, slots=True)
class _Said:
    """What a provider has, by its name."""

    name: str
    sessions: list[ProviderSession]
    refunds: list[RefundSaid]


def reconcile(*, clock: Clock) -> list[Difference]:
    """Writes what our books and the providers' say differently; money that only they have comes home."""
    now = clock()
    since, until = now - LOOK_BACK, now - _SETTLED
    failpoint("listing")
    said = [_said(name, since - _MARGIN) for name in methods()]
    failpoint("listed")
    with db.transaction() as session:
        found = [each for one in said for each in _differences(session, one, since=since, until=until)]
        for each in found:
            payments.write_difference(session, found=each, at=now)
    failpoint("differences_written")
    for each in found:
        if each.kind == "paid_only_there":
            _bring_home(each, clock)
    pages, refunds = sum(len(one.sessions) for one in said), sum(len(one.refunds) for one in said)
    log.info("reconciled %d payments and %d refunds: %d differences", pages, refunds, len(found))
    return found


def _said(name: str, since: datetime) -> _Said:
    """What one provider has; one without lists is asked for each page of ours and its money's refunds."""
    with db.transaction() as session:
        ours = payment_reads.made_since(session, since, provider=name)
        paid = payment_reads.money_since(session, since, provider=name)
    asks = provider(name)
    return _Said(
        name,
        list(asks.sessions_since(since, ours=[each.session_id for each in ours if each.session_id])),
        list(asks.refunds_since(since, ours=paid)),
    )


def _differences(session: Session, said: _Said, *, since: datetime, until: datetime) -> Iterator[Difference]:
    early = since - _MARGIN
    our_payments = payment_reads.made_since(session, early, provider=said.name)
    our_refunds = payment_reads.refunds_since(session, early, provider=said.name)
    yield from _sessions(our_payments, said.sessions, since=since, until=until)
    yield from _refunds(our_refunds, said.refunds, since=since, until=until)


def _bring_home(found: Difference, clock: Clock) -> None:
    if found.payment_id is None:
        return
    try:
        resolve.hear(payment_id=found.payment_id, clock=clock, why="reconciling")
    except Refusal as refusal:
        log.warning("payment %s could not be brought home: %s", found.payment_id, refusal.detail)


def _sessions(
    ours: list[Payment], theirs: Iterable[ProviderSession], *, since: datetime, until: datetime
) -> Iterator[Difference]:
    by_reference = {each.reference: each for each in theirs}
    known = {str(payment.id): payment for payment in ours}
    for reference, said in by_reference.items():
        if reference not in known:
            yield Difference("unknown_session", said.id, None, {"theirs": _facts(said)})
    for reference, payment in known.items():
        seen = by_reference.get(reference)
        kind = _kind(payment, seen) if since <= payment.created_at <= until else None
        if kind is not None:
            facts = {"ours": _ours(payment), "theirs": _facts(seen) if seen else None}
            yield Difference(kind, reference, payment.id, facts)


def _kind(payment: Payment, said: ProviderSession | None) -> str | None:
    paid_here, paid_there = payment.state in PAID, said is not None and said.state is SessionState.PAID
    if paid_here != paid_there:
        return "paid_only_here" if paid_here else "paid_only_there"
    if said is None:
        return None
    unlike = compare(asked=(payment.amount, payment.currency), came=(said.amount, said.currency))
    return {Sum.SAME: None, Sum.OTHER_AMOUNT: "amount", Sum.OTHER_CURRENCY: "currency"}[unlike]


def _refunds(
    ours: list[Refund], theirs: Iterable[RefundSaid], *, since: datetime, until: datetime
) -> Iterator[Difference]:
    by_reference = {each.reference: each for each in theirs}
    known = {str(refund.id): refund for refund in ours}
    for reference, said in by_reference.items():
        if reference not in known:
            yield Difference("unknown_refund", said.id, None, {"amount": said.amount, "state": said.state})
    for reference, refund in known.items():
        seen = by_reference.get(reference)
        if not since <= refund.created_at <= until:
            continue
        facts = {"ours": [refund.state, refund.amount], "theirs": [seen.state, seen.amount] if seen else None}
        if kind := _refund_kind(refund, seen):
            yield Difference(kind, reference, refund.payment_id, facts)


def _refund_kind(refund: Refund, said: RefundSaid | None) -> str | None:
    back_there = said is not None and said.state is not RefundState.FAILED
    if refund.state == RefundState.SUCCEEDED and not back_there:
        return "refund_only_here"
    if refund.state == RefundState.FAILED and back_there:
        return "refund_only_there"
    return "refund_amount" if said is not None and said.amount != refund.amount else None


def _ours(payment: Payment) -> list[object]:
    return [payment.state, payment.amount, payment.currency, payment.captured, payment.refunded]


def _facts(said: ProviderSession) -> list[object]:
    return [said.state, said.amount, said.currency, said.id]
