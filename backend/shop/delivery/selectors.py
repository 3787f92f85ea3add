"""Reads of zones, slots and the calendar's rules. Inactive zones do not exist for a customer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from backend.shop.delivery.models import (
    Blackout,
    DayOverride,
    DestinationRule,
    FloristDay,
    SlotInstance,
    WorkDay,
    Zone,
    ZonePostcode,
)
from backend.shop.delivery.rules import (
    PostcodeRule,
    SlotFacts,
    Staff,
    holiday,
    normalized_postcode,
    recurrence,
    winning_zone,
)
from backend.shop.delivery.rules import (
    calendar as rules,
)
from backend.shop.delivery.rules.destination import Destination
from backend.shop.delivery.rules.windows import Hours
from backend.shop.delivery.words import Clock
from backend.shop.kit.money import Money
from backend.shop.settings import selectors as settings

__all__ = [
    "SlotFacts",
    "ZoneFacts",
    "calendar",
    "destinations",
    "florist_days",
    "is_open",
    "is_zone",
    "normalized",
    "slot",
    "slots",
    "slots_by_id",
    "slots_of_day",
    "staff_of",
    "usual_staff",
    "workroom_hours",
    "zone_for",
    "zone_names",
    "zones",
]


@dataclass(frozen=True, slots=True)
class ZoneFacts:
    """An area with one fee, waived from `free_above` on. A stop there takes the van `stop_minutes`."""

    id: int
    slug: str
    name: str
    fee: Money
    free_above: Money | None
    minimum_order: Money | None
    stop_minutes: int


def normalized(postcode: str) -> str:
    """The five digits of a ZIP code. Raises InvalidPostcode."""
    return normalized_postcode(postcode)


def zone_for(session: Session, postcode: str) -> ZoneFacts | None:
    """The zone of a postcode, or None outside every zone. Raises InvalidPostcode."""
    postcode = normalized_postcode(postcode)
    covering = or_(
        and_(ZonePostcode.kind == "exact", ZonePostcode.low == postcode),
        and_(ZonePostcode.kind == "prefix", func.starts_with(postcode, ZonePostcode.low)),
        and_(ZonePostcode.kind == "range", ZonePostcode.low <= postcode, ZonePostcode.high >= postcode),
    )
    rows = session.execute(
        select(ZonePostcode, Zone)
        .join(ZonePostcode.zone)
        .where(Zone.active, covering)
        .order_by(Zone.position, Zone.id)
    )
    zones, rules = {}, []
    for rule, zone in rows:
        zones[zone.id] = zone
        rules.append(PostcodeRule(zone_id=zone.id, kind=rule.kind, low=rule.low, high=rule.high))
    winner = winning_zone(postcode, rules)
    return None if winner is None else _zone_facts(zones[winner])


def zones(session: Session) -> list[ZoneFacts]:
    """Wherever the van goes."""
    rows = session.scalars(select(Zone).where(Zone.active).order_by(Zone.position, Zone.id))
    return [_zone_facts(zone) for zone in rows]


def slots_of_day(session: Session, day: date) -> list[SlotFacts]:
    """The slots offered in every zone and at the shop itself on a local day."""
    rows = session.scalars(
        select(SlotInstance).where(SlotInstance.date == day, SlotInstance.offered).order_by(SlotInstance.id)
    ).all()
    return _facts(session, rows)


def is_zone(session: Session, zone_id: int) -> bool:
    return session.get(Zone, zone_id) is not None


def zone_names(session: Session) -> dict[int, str]:
    """All zones, in the shop's order."""
    return dict(session.execute(select(Zone.id, Zone.name).order_by(Zone.position, Zone.id)).all())


def slots(session: Session, *, zone_id: int | None, method: str, first: date, last: date) -> list[SlotFacts]:
    """The slots offered in a zone (None: collection at the shop) on local days `first` to `last`.

    By day, a day's whole-day slot before its narrower hours.
    """
    rows = session.scalars(
        select(SlotInstance)
        .where(
            SlotInstance.zone_id == zone_id,
            SlotInstance.method == method,
            SlotInstance.date.between(first, last),
            SlotInstance.offered,
        )
        .order_by(SlotInstance.date, SlotInstance.whole_day.desc(), SlotInstance.starts_at, SlotInstance.id)
    ).all()
    return _facts(session, rows)


def slot(session: Session, slot_id: int) -> SlotFacts | None:
    return slots_by_id(session, [slot_id]).get(slot_id)


def slots_by_id(session: Session, slot_ids: Sequence[int]) -> dict[int, SlotFacts]:
    """Those of the slots that exist."""
    rows = session.scalars(select(SlotInstance).where(SlotInstance.id.in_(slot_ids))).all()
    return {facts.id: facts for facts in _facts(session, rows)}


def calendar(session: Session, *, first: date, last: date) -> rules.Calendar:
    """The overrides, blackouts and holidays of local days `first` to `last`."""
    shop = settings.shop(session)
    overrides = session.scalars(select(DayOverride).where(DayOverride.date.between(first, last)))
    # What recurs may have begun long ago.
    near = or_(Blackout.rule != "", Blackout.last >= first)
    blackouts = session.scalars(select(Blackout).where(Blackout.first <= last, near).order_by(Blackout.id))
    return rules.Calendar(
        {row.date: _override(row) for row in overrides},
        tuple(_blackout(row, first=first, last=last) for row in blackouts),
        holiday.closed(shop.country, shop.region, shop.closed_holidays, days=(first, last)),
    )


@dataclass(frozen=True, slots=True)
class FloristDayFacts:
    name: str
    date: date


def florist_days(session: Session, *, first: date, last: date) -> list[FloristDayFacts]:
    """The florists' own days of local days `first` to `last`, the next first."""
    begin = first.replace(month=1, day=1)
    rows = session.scalars(select(FloristDay).order_by(FloristDay.name))
    found = [(day, row.name) for row in rows for day in recurrence.starts(begin, row.rule, until=last)]
    return [FloristDayFacts(name, day) for day, name in sorted(found) if day >= first]


def destinations(session: Session) -> dict[str, Destination]:
    """What each kind of place asks, of those that ask anything."""
    return {
        row.kind_of_place: Destination(
            row.kind_of_place, tuple(row.species), row.latest_end, row.minutes_before_service
        )
        for row in session.scalars(select(DestinationRule).order_by(DestinationRule.kind_of_place))
    }


def is_open(session: Session, day: date) -> bool:
    """Whether nobody has closed the day."""
    closed = select(WorkDay.date).where(WorkDay.date == day, ~WorkDay.open)
    return session.scalar(closed) is None


def usual_staff(session: Session) -> Staff:
    """Who works on a day that nobody has said anything about."""
    shop = settings.shop(session)
    return Staff(shop.florists, shop.florist_minutes, shop.vans, shop.van_minutes)


def workroom_hours(session: Session) -> Hours:
    """When the workroom works on any day."""
    shop = settings.shop(session)
    return Hours(shop.workroom_opens, shop.workroom_noon, shop.workroom_closes, shop.time_zone)


def staff_of(day: WorkDay) -> Staff:
    return Staff(day.florists, day.florist_minutes, day.vans, day.van_minutes)


def _override(row: DayOverride) -> rules.Override:
    only = None if row.product_ids is None else frozenset(row.product_ids)
    percent = 100 if row.capacity_percent is None else row.capacity_percent
    return rules.Override(row.name, row.open, only, percent, row.last_order_at, row.own_slots)


def _blackout(row: Blackout, *, first: date, last: date) -> rules.Blackout:
    days = recurrence.covered(row.first, row.last, row.rule, until=last)
    return rules.Blackout(
        frozenset(day for day in days if day >= first),
        row.reason,
        zone_id=row.zone_id,
        category_id=row.category_id,
        product_id=row.product_id,
    )


def _zone_facts(zone: Zone) -> ZoneFacts:
    def money(amount: int | None) -> Money | None:
        return None if amount is None else Money(amount, zone.currency)

    return ZoneFacts(
        id=zone.id,
        slug=zone.slug,
        name=zone.name,
        fee=Money(zone.fee, zone.currency),
        free_above=money(zone.free_above),
        minimum_order=money(zone.minimum_order),
        stop_minutes=zone.travel_minutes + zone.service_minutes,
    )


def _facts(session: Session, rows: Sequence[SlotInstance]) -> list[SlotFacts]:
    if not rows:
        return []
    shop = settings.shop(session)
    clock = Clock(shop.time_zone, shop.locale)
    return [_slot_facts(row, clock, shop.currency) for row in rows]


def _slot_facts(row: SlotInstance, clock: Clock, currency: str) -> SlotFacts:
    return SlotFacts(
        id=row.id,
        zone_id=row.zone_id,
        method=row.method,
        date=row.date,
        # The driver answers in the server's zone.
        starts_at=row.starts_at.astimezone(UTC),
        ends_at=row.ends_at.astimezone(UTC),
        cutoff_at=row.cutoff_at.astimezone(UTC),
        whole_day=row.whole_day,
        extra_fee=Money(row.extra_fee, currency),
        bucket_id=row.bucket_id,
        label=clock.label(row.starts_at, row.ends_at, whole_day=row.whole_day),
    )
