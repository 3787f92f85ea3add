"""Where the van goes: every zone with its postcodes and its slots, and the slots of collection."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from backend.shop.delivery.errors import TemplateNotFound, ZoneNotFound
from backend.shop.delivery.models import DestinationRule, SlotTemplate, Zone
from backend.shop.delivery.rules.destination import KINDS
from backend.shop.delivery.rules.postcodes import Span
from backend.shop.settings.selectors import shop


@dataclass(frozen=True, slots=True)
class Cutoff:
    """As `SlotTemplate` has it."""

    kind: str
    days: int
    time: dt.time | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Template:
    """A slot of every week, or of one date."""

    id: int
    version: int
    weekdays: list[int]
    only_on: dt.date | None
    starts: dt.time
    ends: dt.time
    whole_day: bool
    capacity: int
    extra_fee: int
    cutoff: Cutoff
    active: bool


@dataclass(frozen=True, slots=True)
class Area:
    """A zone with all that is its own; amounts are minor units of the shop's currency."""

    id: int
    version: int
    name: str
    fee: int
    free_above: int | None
    minimum_order: int | None
    travel_minutes: int
    service_minutes: int
    active: bool
    postcodes: tuple[Span, ...]
    templates: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class Zones:
    currency: str
    zones: tuple[Area, ...]
    collection: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """What a kind of place asks; one that asks nothing has no version."""

    kind_of_place: str
    species: list[str]
    latest_end: dt.time | None
    minutes_before_service: int | None
    version: int | None


def zones(session: Session, *, today: dt.date) -> Zones:
    """What there is, retired zones and slots last; slots of a date that is over are left out."""
    query = select(Zone).options(selectinload(Zone.postcodes)).execution_options(populate_existing=True)
    found = session.scalars(query.order_by(Zone.active.desc(), Zone.position, Zone.id)).all()
    templates: dict[int | None, list[Template]] = defaultdict(list)
    for row in session.scalars(_templates(today)):
        templates[row.zone_id].append(_template(row))
    areas = tuple(_area(each, templates[each.id]) for each in found)
    return Zones(shop(session).currency, areas, tuple(templates[None]))


def zone(session: Session, zone_id: int, *, today: dt.date) -> Area:
    """Raises ZoneNotFound."""
    found = session.get(Zone, zone_id, populate_existing=True)
    if found is None:
        raise ZoneNotFound
    rows = session.scalars(_templates(today).where(SlotTemplate.zone_id == zone_id))
    return _area(found, [_template(row) for row in rows])


def template(session: Session, template_id: int) -> Template:
    """Raises TemplateNotFound."""
    found = session.get(SlotTemplate, template_id, populate_existing=True)
    if found is None:
        raise TemplateNotFound
    return _template(found)


def destinations(session: Session) -> list[Place]:
    """What every kind of place asks."""
    query = select(DestinationRule).execution_options(populate_existing=True)
    known = {row.kind_of_place: row for row in session.scalars(query)}
    return [_place(kind, known.get(kind)) for kind in KINDS]


def _templates(today: dt.date) -> Select[SlotTemplate]:
    ahead = or_(SlotTemplate.only_on.is_(None), SlotTemplate.only_on >= today)
    query = select(SlotTemplate).where(ahead).execution_options(populate_existing=True)
    return query.order_by(
        SlotTemplate.active.desc(),
        SlotTemplate.only_on.nulls_first(),
        SlotTemplate.whole_day.desc(),
        SlotTemplate.starts,
        SlotTemplate.id,
    )


def _area(row: Zone, templates: list[Template]) -> Area:
    return Area(
        id=row.id,
        version=row.version,
        name=row.name,
        fee=row.fee,
        free_above=row.free_above,
        minimum_order=row.minimum_order,
        travel_minutes=row.travel_minutes,
        service_minutes=row.service_minutes,
        active=row.active,
        postcodes=tuple(Span(each.kind, each.low, each.high) for each in row.postcodes),
        templates=tuple(templates),
    )


def _template(row: SlotTemplate) -> Template:
    return Template(
        id=row.id,
        version=row.version,
        weekdays=row.weekdays,
        only_on=row.only_on,
        starts=row.starts,
        ends=row.ends,
        whole_day=row.whole_day,
        capacity=row.capacity,
        extra_fee=row.extra_fee,
        cutoff=Cutoff(row.cutoff_kind, row.cutoff_days, row.cutoff_time, row.cutoff_minutes),
        active=row.active,
    )


def _place(kind: str, row: DestinationRule | None) -> Place:
    if row is None:
        return Place(kind, [], None, None, None)
    return Place(kind, row.species, row.latest_end, row.minutes_before_service, row.version)
