"""Jobs of forgetting. Each may run twice: what is erased stays erased."""

from uuid import UUID

from procrastinate import Blueprint, RetryStrategy

from backend.shop.kit import clock
from backend.shop.privacy import services

blueprint = Blueprint()

_RETRY = RetryStrategy(max_attempts=8, exponential_wait=2)


@blueprint.task(name="erase", retry=_RETRY)
def erase(account_id: str) -> None:
    """Goes through the orders of an account that has just been closed."""
    services.erase(account_id=UUID(account_id), clock=clock.now)


@blueprint.periodic(cron="23 * * * *")
@blueprint.task(name="erase_due", queueing_lock="erase_due")
def erase_due(timestamp: int) -> None:
    """Erases what has come to its end since the hour before."""
    services.erase_due(clock=clock.now)
