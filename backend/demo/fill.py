"""Fills an empty database with the demo shop, in one transaction, and says in words what it does."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from backend.demo import (
    customer,
    groups,
    history,
    live_orders,
    lots,
    materials,
    places,
    products,
    promotions,
    shop,
    staff,
)
from backend.shop.catalog import selectors as catalog
from backend.shop.delivery import services as delivery
from backend.shop.delivery.selectors import usual_staff
from backend.shop.kit.clock import local_day

Say = Callable[[str], None]


def fill(session: Session, *, now: datetime, say: Say) -> bool:
    """Fills the database; False, and nothing touched, when it has products already."""
    if catalog.any_products(session):
        say("The shop has its flowers already: nothing to fill.")
        return False
    opened = shop.add_shop(session)
    _fill_shelves(session, say, now=now, time_zone=opened.time_zone)
    say(f"{places.add_places(session)} postcodes in four zones, on both sides of the river")
    places.add_special_days(session)
    shop.add_taxes(session)
    # This morning's bouquets were bound yesterday afternoon.
    yesterday = local_day(now, opened.time_zone) - timedelta(days=1)
    delivery.lay_out_days(session, today=yesterday, days=1, staff=usual_staff(session))
    slots = delivery.lay_out_ahead(session, now=now)
    say(f"{slots} slots for the next {delivery.DAYS_AHEAD} days")
    say(f"{promotions.add_promotions(session, now=now)} promotions")
    crew = staff.add_staff(session, now=now)
    if past := history.add_past_orders(session, now=now):
        say(f"{past} past orders")
        say(f"a customer with a login and {customer.add_customer(session, now=now)} of them")
    live = live_orders.add_live_orders(session, now=now, staff=crew)
    say(f"{live} deliveries and collections of today and the next days")
    return True


def _fill_shelves(session: Session, say: Say, *, now: datetime, time_zone: str) -> None:
    groups.add_groups(session)
    stems = materials.add_materials(session)
    say(f"{len(stems)} stems, plants and hard goods")
    say(f"{products.add_range(session, stems)} products with their recipes and pictures")
    added = lots.add_lots(session, stems, now=now, time_zone=time_zone)
    say(f"{added} lots, from yesterday's to what suppliers can bring in the next {delivery.DAYS_AHEAD} days")
