"""Jobs of the calendar."""

from procrastinate import Blueprint

from backend import db
from backend.shop.delivery import services
from backend.shop.kit import clock
from backend.shop.settings.selectors import ShopMissing

blueprint = Blueprint()


# Every hour and not once a night: a shop whose machine sleeps at night has its calendar, too.
@blueprint.periodic(cron="7 * * * *")
@blueprint.task(name="lay_out", queueing_lock="lay_out")
def lay_out(timestamp: int) -> None:
    """Lays out the days that have come into sight. It may run twice: what is there stays as it is."""
    try:
        with db.transaction() as session:
            services.lay_out_ahead(session, now=clock.now())
    except ShopMissing:
        return
