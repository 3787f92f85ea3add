"""Jobs of the stock."""

from procrastinate import Blueprint

from backend import db
from backend.shop.kit import clock
from backend.shop.settings.selectors import ShopMissing
from backend.shop.stock import services

blueprint = Blueprint()


# Every hour, as the calendar, and soon after it.
@blueprint.periodic(cron="9 * * * *")
@blueprint.task(name="plan_ahead", queueing_lock="plan_ahead")
def plan_ahead(timestamp: int) -> None:
    """Plans the lots that have come into sight. It may run twice: what is there stays as it is."""
    try:
        with db.transaction() as session:
            services.plan_ahead(session, now=clock.now())
    except ShopMissing:
        return
