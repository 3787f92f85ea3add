"""Zones by hand: where the van goes and for how much. Who is booked in a zone that retires stays booked."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.audit.services import Deed
from backend.shop.catalog.rules import folded
from backend.shop.delivery.errors import PostcodeTaken, ZoneNotFound
from backend.shop.delivery.models import SlotInstance, Zone, ZonePostcode
from backend.shop.delivery.rules import postcodes
from backend.shop.delivery.rules.postcodes import Span
from backend.shop.delivery.services import opening
from backend.shop.delivery.services.ahead import DAYS_AHEAD
from backend.shop.delivery.services.changes import record
from backend.shop.delivery.services.slots import lay_out
from backend.shop.kit.clock import local_day
from backend.shop.kit.errors import VersionConflict
from backend.shop.settings import services as settings
from backend.shop.settings.selectors import shop


@dataclass(frozen=True, slots=True)
class ZoneWish:
    """As `Zone`; amounts are minor units of the shop's currency."""

    name: str
    fee: int
    postcodes: tuple[Span, ...]
    free_above: int | None = None
    minimum_order: int | None = None
    travel_minutes: int = 10
    service_minutes: int = 5
    active: bool = True


def add_zone(session: Session, *, facts: ZoneWish, deed: Deed) -> Zone:
    """Adds a zone; it has no slots yet. Raises BadPostcodes and PostcodeTaken."""
    _check(session, facts, but_not=None)
    last = session.scalar(select(Zone.position).order_by(Zone.position.desc()).limit(1))
    zone = Zone(
        slug=_slug(session, facts.name), currency=shop(session).currency, position=(last or 0) + 1, version=1
    )
    _write(zone, facts)
    session.add(zone)
    session.flush()
    record(session, "zone.added", f"zone:{zone.id}", (None, facts), deed)
    opening.settle(session, days=())
    return zone


def change_zone(session: Session, *, zone_id: int, version: int, facts: ZoneWish, deed: Deed) -> Zone:
    """Says the whole zone anew. Raises BadPostcodes, PostcodeTaken, ZoneNotFound and VersionConflict."""
    zone = session.get(Zone, zone_id, with_for_update={"key_share": True}, populate_existing=True)
    if zone is None:
        raise ZoneNotFound
    if zone.version != version:
        raise VersionConflict("Somebody else has just changed this zone.")
    _check(session, facts, but_not=zone_id)
    before = _facts(zone)
    _write(zone, facts)
    zone.version += 1
    record(session, "zone.changed", f"zone:{zone_id}", (before, facts), deed)
    turned = before.active != facts.active
    settle_ahead(session, _days(session, zone_id, deed) if turned else (), deed=deed)
    return zone


def settle_ahead(session: Session, days: Sequence[date], *, deed: Deed) -> None:
    """Makes a changed rule true of what is laid out, and lays out what it newly asks for."""
    facts = shop(session)
    opening.settle(session, days=days, resize=True)
    today = local_day(deed.at, facts.time_zone)
    lay_out(session, today=today, days=DAYS_AHEAD, time_zone=facts.time_zone)


def _days(session: Session, zone_id: int, deed: Deed) -> Sequence[date]:
    today = local_day(deed.at, shop(session).time_zone)
    mine = select(SlotInstance.date).where(SlotInstance.zone_id == zone_id, SlotInstance.date >= today)
    return session.scalars(mine.distinct()).all()


def _check(session: Session, facts: ZoneWish, *, but_not: int | None) -> None:
    postcodes.check(facts.postcodes)
    if not facts.active:
        return
    settings.lock_rules(session)  # nobody claims the same beside this
    others = select(Zone).where(Zone.active, Zone.id.is_distinct_from(but_not)).order_by(Zone.position)
    for zone in session.scalars(others):
        if both := postcodes.shared(facts.postcodes, _spans(zone)):
            raise PostcodeTaken(f"{', '.join(both)}: {zone.name} has this already.")


def _write(zone: Zone, facts: ZoneWish) -> None:
    for name, value in asdict(facts).items():
        if name != "postcodes":
            setattr(zone, name, value)
    known = {(row.kind, row.low): row for row in zone.postcodes}
    rows = [
        known.get((each.kind, each.low)) or ZonePostcode(kind=each.kind, low=each.low)
        for each in facts.postcodes
    ]
    for row, span in zip(rows, facts.postcodes, strict=True):
        row.high = span.high
    zone.postcodes = rows


def _facts(zone: Zone) -> ZoneWish:
    said = {each.name: getattr(zone, each.name) for each in fields(ZoneWish)}
    return ZoneWish(**said | {"postcodes": _spans(zone)})


def _spans(zone: Zone) -> tuple[Span, ...]:
    return tuple(Span(row.kind, row.low, row.high) for row in zone.postcodes)


def _slug(session: Session, name: str) -> str:
    wanted = folded(name).replace(" ", "-") or "zone"
    taken = set(session.scalars(select(Zone.slug).where(Zone.slug.startswith(wanted, autoescape=True))))
    return next(
        slug for slug in (wanted, *(f"{wanted}-{count}" for count in range(2, 10_000))) if slug not in taken
    )
