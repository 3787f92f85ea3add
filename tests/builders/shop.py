"""A small shop that is open: one bouquet, one add-on, one zone, one slot a day, stems and florists enough."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.delivery import services as delivery
from backend.shop.delivery.models import SlotInstance, SlotTemplate, Zone, ZonePostcode
from backend.shop.delivery.rules import Staff
from backend.shop.kit.clock import local_day
from tests.builders.catalog import a_product
from tests.builders.settings import a_shop
from tests.builders.stock import a_lot, a_stem

DAYS = 4
EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]


@dataclass(frozen=True, slots=True)
class OpenShop:
    """What a test needs to buy something: ids, the place, and the slots of the days from tomorrow on."""

    variant_id: int
    addon_id: int
    postcode: str
    tomorrow: date
    slot_ids: tuple[int, ...]


def an_open_shop(
    session: Session,
    *,
    now: datetime,
    places: int = 5,
    stems: int = 1_000,
    minutes: int = 5_000,
    days: int = DAYS,
) -> OpenShop:
    """Prices: bouquet $45.00 of 10 stems and 10 minutes, add-on $6.00, delivery $9.00 and 15 van minutes."""
    shop = a_shop(session)
    rose = a_stem(session)
    a_lot(session, rose, stems)
    bouquet = a_product(session, price=4500, recipe={rose: 10}, make_minutes=10)
    addon = a_product(session, "letterpress-card", price=600, recipe={}, kind="addon", make_minutes=0)
    zone = _zone(session)
    session.add(
        SlotTemplate(
            zone_id=zone.id,
            method="van",
            weekdays=EVERY_DAY,
            starts=time(9),
            ends=time(18),
            whole_day=True,
            capacity=places,
            cutoff_days=1,
            cutoff_time=time(23, 59),
        )
    )
    session.flush()
    today = local_day(now, shop.time_zone)
    delivery.lay_out(session, today=today, days=days, time_zone=shop.time_zone)
    staff = Staff(florists=1, florist_minutes=minutes, vans=1, van_minutes=5_000)
    delivery.lay_out_days(session, today=today, days=days, staff=staff)
    tomorrow = today + timedelta(days=1)
    slots = session.scalars(
        select(SlotInstance.id).where(SlotInstance.date >= tomorrow).order_by(SlotInstance.date)
    ).all()
    return OpenShop(bouquet.variants[0].id, addon.variants[0].id, "97201", tomorrow, tuple(slots))


def _zone(session: Session) -> Zone:
    zone = Zone(slug="inner", name="Inner Portland", fee=900, currency="USD", position=1)
    zone.postcodes = [ZonePostcode(kind="exact", low="97201")]
    session.add(zone)
    session.flush()
    return zone
