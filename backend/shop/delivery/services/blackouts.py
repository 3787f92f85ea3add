"""Blackouts and overrides by hand: written, audited, and at once true for everybody who orders.

What is booked stays booked. Each edit names the version it saw.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from backend.shop.audit.services import Deed
from backend.shop.catalog import selectors as catalog
from backend.shop.delivery.errors import BlackoutNotFound, OverrideNotFound, ScopeNotFound
from backend.shop.delivery.models import Blackout, DayOverride, Zone
from backend.shop.delivery.rules import recurrence
from backend.shop.delivery.services import opening
from backend.shop.delivery.services.changes import record
from backend.shop.delivery.services.days import MOST_DAYS_AHEAD
from backend.shop.kit.clock import local_day
from backend.shop.kit.errors import VersionConflict
from backend.shop.settings.selectors import shop


@dataclass(frozen=True, slots=True)
class BlackoutFacts:
    """As `Blackout`: for the whole shop, or for one zone, category or product."""

    first: date
    last: date
    reason: str
    rule: str = ""
    zone_id: int | None = None
    category_id: int | None = None
    product_id: int | None = None


@dataclass(frozen=True, slots=True)
class OverrideFacts:
    """As `DayOverride`."""

    name: str
    open: bool
    product_ids: list[int] | None = None
    capacity_percent: int | None = None
    last_order_at: datetime | None = None
    own_slots: bool = False


def add_blackout(session: Session, *, facts: BlackoutFacts, deed: Deed) -> Blackout:
    """Raises BadRecurrence and ScopeNotFound."""
    _check(session, facts)
    row = Blackout(**asdict(facts))
    session.add(row)
    session.flush()
    record(session, "blackout.added", f"blackout:{row.id}", (None, facts), deed)
    opening.settle(session, days=_ahead(session, _covered(session, facts, deed), deed))
    return row


def change_blackout(
    session: Session, *, blackout_id: int, version: int, facts: BlackoutFacts, deed: Deed
) -> Blackout:
    """Raises BadRecurrence, ScopeNotFound, BlackoutNotFound and VersionConflict."""
    _check(session, facts)
    row = _locked(session, blackout_id, version)
    before = _facts(row)
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    row.version += 1
    record(session, "blackout.changed", f"blackout:{row.id}", (before, facts), deed)
    days = _covered(session, before, deed) | _covered(session, facts, deed)
    opening.settle(session, days=_ahead(session, days, deed))
    return row


def remove_blackout(session: Session, *, blackout_id: int, version: int, deed: Deed) -> None:
    """Raises BlackoutNotFound and VersionConflict."""
    row = _locked(session, blackout_id, version)
    before = _facts(row)
    session.delete(row)
    record(session, "blackout.removed", f"blackout:{blackout_id}", (before, None), deed)
    opening.settle(session, days=_ahead(session, _covered(session, before, deed), deed))


def set_override(
    session: Session, *, day: date, version: int | None, facts: OverrideFacts, deed: Deed
) -> DayOverride:
    """Says something of one day, or something else; `version` is None for the first time.

    Raises ScopeNotFound and VersionConflict.
    """
    _check_products(session, facts.product_ids or ())
    row = session.get(DayOverride, day, with_for_update=True, populate_existing=True)
    if (row.version if row else None) != version:
        raise VersionConflict("Somebody else has just changed this day.")
    before = None if row is None else _said(row)
    if row is None:
        row = DayOverride(date=day, version=1, **asdict(facts))
        session.add(row)
    else:
        for name, value in asdict(facts).items():
            setattr(row, name, value)
        row.version += 1
    record(session, "override.set", f"day_override:{day}", (before, facts), deed)
    opening.settle(session, days=_ahead(session, {day}, deed), resize=True)
    return row


def remove_override(session: Session, *, day: date, version: int, deed: Deed) -> None:
    """Raises OverrideNotFound and VersionConflict."""
    row = session.get(DayOverride, day, with_for_update=True, populate_existing=True)
    if row is None:
        raise OverrideNotFound
    if row.version != version:
        raise VersionConflict("Somebody else has just changed this day.")
    before = _said(row)
    session.delete(row)
    record(session, "override.removed", f"day_override:{day}", (before, None), deed)
    opening.settle(session, days=_ahead(session, {day}, deed), resize=True)


def _check(session: Session, facts: BlackoutFacts) -> None:
    if facts.rule:
        recurrence.check(facts.rule)
    _check_products(session, [] if facts.product_id is None else [facts.product_id])
    category_id, zone_id = facts.category_id, facts.zone_id
    if category_id is not None and not catalog.known_categories(session, [category_id]):
        raise ScopeNotFound
    if zone_id is not None and session.get(Zone, zone_id) is None:
        raise ScopeNotFound


def _check_products(session: Session, product_ids: Collection[int]) -> None:
    if set(product_ids) - catalog.known_products(session, product_ids):
        raise ScopeNotFound


def _locked(session: Session, blackout_id: int, version: int) -> Blackout:
    row = session.get(Blackout, blackout_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise BlackoutNotFound
    if row.version != version:
        raise VersionConflict("Somebody else has just changed this blackout.")
    return row


def _facts(row: Blackout) -> BlackoutFacts:
    return BlackoutFacts(
        row.first, row.last, row.reason, row.rule, row.zone_id, row.category_id, row.product_id
    )


def _said(row: DayOverride) -> OverrideFacts:
    return OverrideFacts(**{each.name: getattr(row, each.name) for each in fields(OverrideFacts)})


def _covered(session: Session, facts: BlackoutFacts, deed: Deed) -> set[date]:
    """Its days as far ahead as anything is laid out."""
    until = local_day(deed.at, shop(session).time_zone) + timedelta(days=MOST_DAYS_AHEAD)
    return recurrence.covered(facts.first, facts.last, facts.rule, until=until)


def _ahead(session: Session, days: Iterable[date], deed: Deed) -> set[date]:
    """What is over stays as it was."""
    today = local_day(deed.at, shop(session).time_zone)
    return {day for day in days if day >= today}
