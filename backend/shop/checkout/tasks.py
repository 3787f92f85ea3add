"""Jobs of the checkout. Each may run twice: the finalizer, the refund's key and the sweeper bear it."""

from uuid import UUID

from procrastinate import Blueprint, RetryStrategy

from backend import db
from backend.shop.checkout.services import pay, refund, sweep
from backend.shop.kit import clock
from backend.shop.payments import selectors as payment_reads

blueprint = Blueprint()

_RETRY = RetryStrategy(max_attempts=8, exponential_wait=2)


@blueprint.task(name="handle_webhook", retry=_RETRY)
def handle_webhook(inbox_id: int) -> None:
    """Asks the provider about the payment that an event names; the event itself is only a hint."""
    with db.transaction() as session:
        event = payment_reads.inbox(session, inbox_id)
        reference = payment_reads.reference(event) if event else None
    if reference is not None:
        pay.hear(payment_id=reference, clock=clock.now, why=f"webhook {inbox_id}")
    with db.transaction() as session:
        event = payment_reads.inbox(session, inbox_id)
        if event is not None:
            event.handled_at = clock.now()


@blueprint.task(name="send_refund", retry=_RETRY)
def send_refund(refund_id: str) -> None:
    refund.send(refund_id=UUID(refund_id), clock=clock.now)


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="sweep", queueing_lock="sweep")
def sweep_overdue(timestamp: int) -> None:
    sweep.sweep(clock=clock.now)
    refund.send_open(clock=clock.now)
