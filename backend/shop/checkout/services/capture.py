"""Taking the money that a buyer has agreed to: asked for after `capturing` is committed, under one key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from backend import db
from backend.shop.checkout.services import locks
from backend.shop.checkout.services.finalize import finalize
from backend.shop.kit.failpoints import failpoint
from backend.shop.payments import selectors as payment_reads
from backend.shop.payments import services as payments
from backend.shop.payments.errors import ProviderUnavailable
from backend.shop.payments.provider import Session as ProviderSession
from backend.shop.payments.providers import provider
from backend.shop.payments.rules import PaymentState

Clock = Callable[[], datetime]


def capture(*, payment_id: UUID, found: ProviderSession, clock: Clock, why: str) -> ProviderSession:
    """Captures an approved session whose payment is capturing, and brings home what the provider says.

    Raises ProviderUnavailable when it does not answer: the payment is unknown then, and asked for again.
    """
    with db.transaction() as session:
        payment = payment_reads.payment(session, payment_id)
        if payment is None or payment.state != PaymentState.CAPTURING:  # another has heard the answer
            return found
        name, declined = payment.provider, payment.declined
    failpoint("capturing")
    try:
        said = provider(name).capture(found.id, key=f"{payment_id}:{declined}")
    except ProviderUnavailable:
        failpoint("capture_unanswered")
        with db.transaction() as session:
            _, payment = locks.payment(session, payment_id=payment_id)
            if payment.declined == declined:
                payments.unanswered(session, payment=payment, at=clock())
        raise
    failpoint("captured")
    finalize(payment_id=payment_id, found=said, now=clock(), why=why, declined=declined)
    return said
