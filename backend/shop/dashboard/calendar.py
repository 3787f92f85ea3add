"""The calendar's rules by hand: blackouts that are not over, overrides, and what they can name."""

import datetime as dt
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from backend.shop.catalog.models import Category, Product
from backend.shop.dashboard.booked import Booked, Span, hit
from backend.shop.delivery.errors import BlackoutNotFound
from backend.shop.delivery.models import Blackout, DayOverride, Zone
from backend.shop.delivery.rules import holiday
from backend.shop.delivery.rules.recurrence import covered
from backend.shop.delivery.selectors import FloristDayFacts, florist_days
from backend.shop.settings.selectors import shop

# As far as a blackout's next days are told.
_FAR = timedelta(days=400)
_TOLD = 3
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a rule can name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A blackout; `scope` is the name of what it closes (None: the whole shop), `next_days` those ahead."""

    id: int
    first: dt.date
    last: dt.date
    rule: str
    zone_id: int | None
    category_id: int | None
    product_id: int | None
    reason: str
    version: int
    scope: str | None
    next_days: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday with its next day, and whether the shop is closed on it."""

    name: str
    date: dt.date
    closed: bool


@dataclass(frozen=True, slots=True)
class Special:
    """What is said of one day; `last_order` is by the shop's clock."""

    date: dt.date
    name: str
    open: bool
    product_ids: list[int] | None
    capacity_percent: int | None
    last_order: dt.datetime | None
    own_slots: bool
    version: int


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that the page of the calendar shows and offers."""

    today: dt.date
    blackouts: tuple[Rule, ...]
    overrides: tuple[Special, ...]
    holidays: tuple[Holiday, ...]
    florist_days: tuple[FloristDayFacts, ...]
    zones: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    products: tuple[Choice, ...]


def rules(session: Session, *, today: dt.date) -> Rules:
    """What stands from today on, the next first."""
    zones = _choices(session, select(Zone.id, Zone.name).order_by(Zone.position, Zone.id))
    groups = select(Category.id, Category.name).order_by(Category.position, Category.id)
    goods = select(Product.id, Product.name).where(Product.status == "active", Product.kind != "addon")
    found = [_rule(session, row, today) for row in session.scalars(select(Blackout).order_by(Blackout.id))]
    ahead = [each for each in found if each.next_days]
    overrides = select(DayOverride).where(DayOverride.date >= today).order_by(DayOverride.date)
    return Rules(
        today,
        tuple(sorted(ahead, key=lambda each: (each.next_days[0], each.id))),
        tuple(special(session, row) for row in session.scalars(overrides)),
        _holidays(session, today),
        tuple(florist_days(session, first=today, last=today + _YEAR)),
        zones,
        _choices(session, groups),
        _choices(session, goods.order_by(Product.name_key, Product.id)),
    )


def special(session: Session, row: DayOverride) -> Special:
    """What is said of a day, as a person writes it."""
    at = row.last_order_at
    return Special(
        date=row.date,
        name=row.name,
        open=row.open,
        product_ids=row.product_ids,
        capacity_percent=row.capacity_percent,
        last_order=at and at.astimezone(ZoneInfo(shop(session).time_zone)).replace(tzinfo=None),
        own_slots=row.own_slots,
        version=row.version,
    )


def rule(session: Session, blackout_id: int, *, today: dt.date) -> Rule:
    """Raises BlackoutNotFound."""
    return _rule(session, _row(session, blackout_id), today)


def hit_by(session: Session, blackout_id: int, *, today: dt.date) -> list[Booked]:
    """Whoever is booked in what a blackout closes from today on. Raises BlackoutNotFound."""
    row = _row(session, blackout_id)
    span = Span(_ahead(row, today), row.zone_id, row.category_id, row.product_id)
    return hit(session, span)


def _row(session: Session, blackout_id: int) -> Blackout:
    row = session.get(Blackout, blackout_id, populate_existing=True)
    if row is None:
        raise BlackoutNotFound
    return row


def _ahead(row: Blackout, today: dt.date) -> list[dt.date]:
    days = covered(row.first, row.last, row.rule, until=today + _FAR)
    return sorted(day for day in days if day >= today)


def _rule(session: Session, row: Blackout, today: dt.date) -> Rule:
    return Rule(
        id=row.id,
        first=row.first,
        last=row.last,
        rule=row.rule,
        zone_id=row.zone_id,
        category_id=row.category_id,
        product_id=row.product_id,
        reason=row.reason,
        version=row.version,
        scope=_scope(session, row),
        next_days=tuple(_ahead(row, today)[:_TOLD]),
    )


def _scope(session: Session, row: Blackout) -> str | None:
    tables = (
        (Zone.name, Zone.id, row.zone_id),
        (Category.name, Category.id, row.category_id),
        (Product.name, Product.id, row.product_id),
    )
    wanted = (select(name).where(key == closed) for name, key, closed in tables if closed is not None)
    return next((session.scalar(query) for query in wanted), None)


def _holidays(session: Session, today: dt.date) -> tuple[Holiday, ...]:
    facts = shop(session)
    ahead = holiday.names_ahead(facts.country, facts.region, today)
    return tuple(Holiday(name, day, name in facts.closed_holidays) for name, day in ahead.items())


def _choices(session: Session, query: Select[int, str]) -> tuple[Choice, ...]:
    return tuple(Choice(key, name) for key, name in session.execute(query))
