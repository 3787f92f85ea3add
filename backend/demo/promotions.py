"""The demo's promotions: a code for a first order, free delivery for great orders, four gifts for three."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from backend.shop.audit.services import Deed
from backend.shop.catalog import selectors as catalog
from backend.shop.kit.clock import local_day
from backend.shop.pricing import services
from backend.shop.pricing.services import PromotionFacts
from backend.shop.settings.selectors import shop

WELCOME = "WELCOME10"
_RUNNING_FOR = timedelta(days=60)
_GREAT_ORDER = 20_000


def add_promotions(session: Session, *, now: datetime) -> int:
    """Adds them, and answers how many there are."""
    since = local_day(now, shop(session).time_zone) - _RUNNING_FOR
    gifts = catalog.category_ids(session)["gifts"]
    wanted = (
        PromotionFacts(
            "10% off your first order", "percent", since, code=WELCOME, percent=10, first_order=True
        ),
        PromotionFacts(
            "Free delivery from $200", "free_delivery", since, minimum=_GREAT_ORDER, combines=True
        ),
        PromotionFacts(
            "Four gifts for three", "buy_x", since, buy=3, get=1, category_ids=(gifts,), combines=True
        ),
    )
    for facts in wanted:
        services.add_promotion(session, facts=facts, deed=Deed("owner", facts.name, now))
    return len(wanted)
