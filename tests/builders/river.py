"""A second zone, across the river, where sales tax is due."""

from sqlalchemy import select

from backend import db
from backend.shop.delivery.models import SlotTemplate, Zone, ZonePostcode
from backend.shop.delivery.services import lay_out
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from backend.shop.pricing.models import TaxRate
from tests.builders.shop import DAYS

RIVER = "98660"


def across_the_river(*, fee: int = 1500, rate_ppm: int = 100_000) -> None:
    """At the same hours as the open shop's own zone; a tenth of tax unless told."""
    with db.transaction() as session:
        zone = Zone(slug="river", name="Across the river", fee=fee, currency="USD", position=2)
        zone.postcodes = [ZonePostcode(kind="exact", low=RIVER)]
        session.add(zone)
        session.flush()
        like = session.scalars(select(SlotTemplate)).one()
        names = (
            "method",
            "weekdays",
            "starts",
            "ends",
            "whole_day",
            "capacity",
            "cutoff_days",
            "cutoff_time",
        )
        session.add(SlotTemplate(zone_id=zone.id, **{name: getattr(like, name) for name in names}))
        session.flush()
        today = local_day(clock.now(), "America/Los_Angeles")
        lay_out(session, today=today, days=DAYS, time_zone="America/Los_Angeles")
        if rate_ppm:
            rate = TaxRate(country="US", region="WA", name="WA", low=RIVER, high=RIVER, rate_ppm=rate_ppm)
            session.add(rate)
