"""Jobs of the accounts."""

from procrastinate import Blueprint

from backend import db
from backend.shop.accounts.services import sweep
from backend.shop.kit import clock

blueprint = Blueprint()


@blueprint.periodic(cron="43 3 * * *")
@blueprint.task(name="sweep", queueing_lock="accounts:sweep")
def sweep_old(timestamp: int) -> None:
    with db.transaction() as session:
        sweep.sweep(session, now=clock.now())
