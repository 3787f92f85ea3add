"""Where the van goes: every zone with its postcodes and its slots, and the slots of collection."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from backend.shop.delivery.errors import TemplateNotFound, ZoneNotFound
from backend.shop.delivery.models import DestinationRule, SlotTemplate, Zone
from backend.shop.delivery.rules.destination import KINDS
from backend.shop.settings.selectors import shop


@dataclass(frozen=True, slots=True)
class Zones:
    """All zones in their order, and the slots of each by its id; None: collection."""

    currency: str
    zones: Sequence[Zone]
    templates: dict[int | None, list[SlotTemplate]]


def zones(session: Session, *, today: dt.date) -> Zones:
    """What there is, retired zones and slots included; slots of a date that is over are left out."""
    found = session.scalars(
        select(Zone)
        .options(selectinload(Zone.postcodes))
        .order_by(Zone.active.desc(), Zone.position, Zone.id)
        .execution_options(populate_existing=True)
    ).all()
    ahead = or_(SlotTemplate.only_on.is_(None), SlotTemplate.only_on >= today)
    query = select(SlotTemplate).where(ahead).execution_options(populate_existing=True)
    templates: dict[int | None, list[SlotTemplate]] = {}
    order = (
        SlotTemplate.active.desc(),
        SlotTemplate.only_on.nulls_first(),
        SlotTemplate.whole_day.desc(),
        SlotTemplate.starts,
        SlotTemplate.id,
    )
    for template in session.scalars(query.order_by(*order)):
        templates.setdefault(template.zone_id, []).append(template)
    return Zones(shop(session).currency, found, templates)


def zone(session: Session, zone_id: int) -> Zone:
    """Raises ZoneNotFound."""
    found = session.get(Zone, zone_id, populate_existing=True)
    if found is None:
        raise ZoneNotFound
    return found


def template(session: Session, template_id: int) -> SlotTemplate:
    """Raises TemplateNotFound."""
    found = session.get(SlotTemplate, template_id, populate_existing=True)
    if found is None:
        raise TemplateNotFound
    return found


def destinations(session: Session) -> list[DestinationRule]:
    """What every kind of place asks; one that asks nothing has version None."""
    query = select(DestinationRule).execution_options(populate_existing=True)
    known = {row.kind_of_place: row for row in session.scalars(query)}
    return [known.get(kind) or DestinationRule(kind_of_place=kind, species=[]) for kind in KINDS]
