"""Jobs of the checkout. Each may run twice: the finalizer, the refund's key and the sweeper bear it."""

from uuid import UUID

from procrastinate import Blueprint, RetryStrategy

from backend.shop.checkout.services import answer, balances, reconcile, refund, sweep
from backend.shop.kit import clock

blueprint = Blueprint()

_RETRY = RetryStrategy(max_attempts=8, exponential_wait=2)


@blueprint.task(name="handle_webhook", retry=_RETRY)
def handle_webhook(inbox_id: int) -> None:
    """Asks the provider about the payment that an event names; the event itself is only a hint."""
    sweep.hear_event(inbox_id=inbox_id, clock=clock.now)


@blueprint.task(name="send_refund", retry=_RETRY)
def send_refund(refund_id: str) -> None:
    refund.send(refund_id=UUID(refund_id), clock=clock.now)


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="sweep", queueing_lock="sweep")
def sweep_overdue(timestamp: int) -> None:
    sweep.sweep(clock=clock.now)
    sweep.end_orphans(clock=clock.now)
    balances.sweep_outgrown(clock=clock.now)
    sweep.hear_forgotten(clock=clock.now)
    sweep.ask_after_open(clock=clock.now)
    refund.send_open(clock=clock.now)


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="answer_for_the_silent", queueing_lock="answer_for_the_silent")
def answer_for_the_silent(timestamp: int) -> None:
    answer.answer_for_the_silent(clock=clock.now)


@blueprint.periodic(cron="17 9 * * *")
@blueprint.task(name="reconcile", queueing_lock="reconcile", retry=_RETRY)
def reconcile_books(timestamp: int) -> None:
    reconcile.reconcile(clock=clock.now)
