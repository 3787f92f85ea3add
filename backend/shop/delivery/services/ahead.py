"""The whole calendar as far as one looks ahead."""

from datetime import datetime

from sqlalchemy.orm import Session

from backend.shop.delivery.selectors import usual_staff
from backend.shop.delivery.services.days import lay_out_days
from backend.shop.delivery.services.slots import lay_out
from backend.shop.kit.clock import local_day
from backend.shop.settings.selectors import shop

DAYS_AHEAD = 90


def lay_out_ahead(session: Session, *, now: datetime) -> int:
    """Lays out today and the days after it with their staff and slots; answers how many slots were new."""
    time_zone = shop(session).time_zone
    today = local_day(now, time_zone)
    lay_out_days(session, today=today, days=DAYS_AHEAD, staff=usual_staff(session))
    return lay_out(session, today=today, days=DAYS_AHEAD, time_zone=time_zone)
