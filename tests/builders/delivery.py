"""A zone, a slot and a workroom for a test: as open as can be unless the test says otherwise."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.capacity import selectors as capacity
from backend.shop.capacity import services as ledger
from backend.shop.capacity.services import Terms
from backend.shop.delivery import selectors, services
from backend.shop.delivery.models import SlotInstance, SlotTemplate, Zone, ZonePostcode
from backend.shop.delivery.rules import Staff
from backend.shop.delivery.selectors import SlotFacts
from tests.builders.settings import a_shop

# A Monday, eight in the morning in Portland. Far off, because the ledger tests cut-offs by the real clock.
TODAY = date(2082, 11, 23)
NOW = datetime(2082, 11, 23, 16, tzinfo=UTC)
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)


def a_zone(
    session: Session,
    slug: str = "inner",
    *,
    rules: Sequence[tuple[str, str, str | None]] = (("prefix", "972", None),),
    fee: int = 900,
    free_above: int | None = None,
    active: bool = True,
) -> Zone:
    """A zone with its (kind, low, high) rules; without any told it is all of Portland."""
    a_shop(session)
    zone = Zone(
        slug=slug, name=slug.title(), fee=fee, currency="USD", free_above=free_above, minimum_order=None
    )
    zone.active = active
    zone.postcodes = [ZonePostcode(kind=kind, low=low, high=high) for kind, low, high in rules]
    session.add(zone)
    session.flush()
    return zone


def a_template(
    session: Session,
    zone: Zone | None,
    *,
    hours: tuple[time, time] = (time(9), time(18)),
    weekdays: Sequence[int] = EVERY_DAY,
    capacity: int = 10,
    extra_fee: int = 0,
    cutoff: tuple[int, time] = (0, time(12)),
    whole_day: bool | None = None,
) -> SlotTemplate:
    """A slot of every day, from nine to six unless told; collection when there is no zone."""
    template = SlotTemplate(
        zone_id=zone.id if zone else None,
        method="van" if zone else "collection",
        weekdays=list(weekdays),
        starts=hours[0],
        ends=hours[1],
        whole_day=hours == (time(9), time(18)) if whole_day is None else whole_day,
        capacity=capacity,
        extra_fee=extra_fee,
        cutoff_days=cutoff[0],
        cutoff_time=cutoff[1],
    )
    session.add(template)
    session.flush()
    return template


def laid_out(
    session: Session, *, today: date = TODAY, days: int = 14, minutes: int = 600, driving: int = 9_000
) -> int:
    """Lays every template and the working days out; answers how many slots were new."""
    shop = a_shop(session)
    staff = Staff(florists=1, florist_minutes=minutes, vans=1, van_minutes=driving)
    services.lay_out_days(session, today=today, days=days, staff=staff)
    return services.lay_out(session, today=today, days=days, time_zone=shop.time_zone)


def slot_of(session: Session, template: SlotTemplate, day: date = TODAY) -> SlotFacts:
    """The slot that a template has on a day."""
    wanted = select(SlotInstance.id).where(SlotInstance.template_id == template.id, SlotInstance.date == day)
    slot = selectors.slot(session, session.scalars(wanted).one())
    assert slot is not None
    return slot


def close(session: Session, *bucket_ids: int) -> None:
    ledger.set_terms(session, terms=Terms(doors=dict.fromkeys(bucket_ids, False)))


def workroom_bucket(session: Session, day: date = TODAY, half: str = "pm") -> int:
    ref = f"{day.isoformat()}:{half}"
    return capacity.by_refs(session, "workroom_minutes", [ref])[ref].id


def workroom_buckets(session: Session, *days: date) -> list[int]:
    """Both halves of each day."""
    return [workroom_bucket(session, day, half) for day in days for half in ("am", "pm")]


def van_bucket(session: Session, day: date = TODAY) -> int:
    return capacity.by_refs(session, "van_minutes", [day.isoformat()])[day.isoformat()].id
