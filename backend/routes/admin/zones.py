"""Zones, their weekly slots and what kinds of places ask, by hand. Who is booked is named, and stays so."""

import datetime as dt
from typing import Any

import flask
from spectree import Response
from sqlalchemy.orm import Session

from backend import db
from backend.routes.access import me, needs
from backend.routes.admin.booked import booked_model
from backend.routes.api import api, private
from backend.routes.schemas.admin.zones import (
    DestinationBody,
    DestinationModel,
    DestinationsModel,
    NewSlotBody,
    SlotBody,
    SlotChangeBody,
    TemplateHitModel,
    TemplateModel,
    ZoneAdminModel,
    ZoneBody,
    ZoneChangeBody,
    ZoneHitModel,
    ZonesModel,
)
from backend.routes.schemas.common import Problem
from backend.routes.versions import shows_current
from backend.shop.accounts.rules import Permission
from backend.shop.audit.services import Deed
from backend.shop.cart import services as carts
from backend.shop.dashboard import booked, zones
from backend.shop.delivery import moves
from backend.shop.delivery import services as delivery
from backend.shop.delivery.rules.postcodes import Span
from backend.shop.delivery.services import DestinationFacts, TemplateFacts, ZoneWish
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from backend.shop.settings.selectors import shop

blueprint = flask.Blueprint("admin_zones", __name__, url_prefix="/api/admin")

_REFUSED = {"HTTP_401": Problem, "HTTP_403": Problem, "HTTP_404": Problem, "HTTP_409": Problem}
_REFUSED |= {"HTTP_422": Problem}
_SEEN = {"HTTP_401": Problem, "HTTP_403": Problem}
_TAGS = ["back office"]


@blueprint.get("/zones")
@needs(Permission.SEE_ORDERS)
@api.validate(resp=Response(HTTP_200=ZonesModel, **_SEEN), tags=_TAGS)
def read() -> flask.Response:
    """Every zone with its postcodes and its slots, retired ones last."""
    session = db.edge_session()
    found = zones.zones(session, today=_today(session))
    return private(ZonesModel.model_validate(found, from_attributes=True))


@blueprint.post("/zones")
@needs(Permission.SET_CALENDAR)
@api.validate(resp=Response(HTTP_201=ZoneHitModel, **_REFUSED), tags=_TAGS)
def add_zone(json: ZoneBody) -> tuple[ZoneHitModel, int]:
    """A new zone; nobody can order there before it has slots."""
    with db.transaction() as session:
        zone_id = delivery.add_zone(session, facts=_wish(json), deed=_deed()).id
    return _zone_hit(zone_id), 201


@blueprint.patch("/zones/<int(max=2147483647):zone_id>")
@needs(Permission.SET_CALENDAR)
@api.validate(resp=Response(HTTP_200=ZoneHitModel, **_REFUSED), tags=_TAGS)
def change_zone(zone_id: int, json: ZoneChangeBody) -> ZoneHitModel:
    """Says the whole zone anew; the answer names whoever is booked where the van does not go any more."""
    with shows_current(lambda: _zone_now(zone_id)), db.transaction() as session:
        delivery.change_zone(session, zone_id=zone_id, version=json.version, facts=_wish(json), deed=_deed())
    return _zone_hit(zone_id)


@blueprint.post("/slot-templates")
@needs(Permission.SET_CALENDAR)
@api.validate(resp=Response(HTTP_201=TemplateHitModel, **_REFUSED), tags=_TAGS)
def add_template(json: NewSlotBody) -> tuple[TemplateHitModel, int]:
    """A new slot, laid out at once."""
    with db.transaction() as session:
        template = delivery.add_template(
            session, zone_id=json.zone_id, only_on=json.only_on, facts=_facts(json), deed=_deed()
        )
        template_id = template.id
    return _template_hit(template_id), 201


@blueprint.patch("/slot-templates/<int(max=2147483647):template_id>")
@needs(Permission.SET_CALENDAR)
@api.validate(resp=Response(HTTP_200=TemplateHitModel, **_REFUSED), tags=_TAGS)
def change_template(template_id: int, json: SlotChangeBody) -> TemplateHitModel:
    """Says a slot anew; the answer names whoever keeps a place at its old hours.

    Who has chosen it in a cart and would get other hours than she saw chooses again.
    """
    hours = (json.starts, json.ends)
    with shows_current(lambda: _template_now(template_id)), db.transaction() as session:
        moving = moves.to_be_moved(session, template_id, hours=hours, now=clock.now())
        carts.forget_slots(session, slot_ids=moving)  # carts are locked before rules
        delivery.change_template(
            session, template_id=template_id, version=json.version, facts=_facts(json), deed=_deed()
        )
    return _template_hit(template_id)


@blueprint.get("/destinations")
@needs(Permission.SEE_ORDERS)
@api.validate(resp=Response(HTTP_200=DestinationsModel, **_SEEN), tags=_TAGS)
def read_destinations() -> flask.Response:
    """What every kind of place asks."""
    return private(_destinations())


@blueprint.put("/destinations/<string:kind>")
@needs(Permission.SET_CALENDAR)
@api.validate(resp=Response(HTTP_200=DestinationsModel, **_REFUSED), tags=_TAGS)
def set_destination(kind: str, json: DestinationBody) -> DestinationsModel:
    """Says what a kind of place asks; nothing at all takes its rule away."""
    facts = DestinationFacts(json.species, json.latest_end, json.minutes_before_service)
    with db.transaction() as session:
        delivery.set_destination(session, kind=kind, version=json.version, facts=facts, deed=_deed())
    return _destinations()


def _destinations() -> DestinationsModel:
    found = zones.destinations(db.edge_session())
    models = [DestinationModel.model_validate(each, from_attributes=True) for each in found]
    return DestinationsModel(destinations=models)


def _deed() -> Deed:
    return Deed(who=me().who, why="", at=clock.now())


def _today(session: Session) -> dt.date:
    return local_day(clock.now(), shop(session).time_zone)


def _wish(json: ZoneBody) -> ZoneWish:
    said = json.model_dump(exclude={"version", "postcodes"})
    spans = tuple(Span(each.kind, each.low, each.high) for each in json.postcodes)
    return ZoneWish(**said, postcodes=spans)


def _facts(json: SlotBody) -> TemplateFacts:
    said = json.model_dump(exclude={"version", "zone_id", "only_on", "cutoff", "weekdays"})
    cutoff: dict[str, Any] = {f"cutoff_{name}": value for name, value in json.cutoff.model_dump().items()}
    return TemplateFacts(**said, **cutoff, weekdays=sorted(json.weekdays))


def _zone_now(zone_id: int) -> ZoneAdminModel:
    session = db.edge_session()
    found = zones.zone(session, zone_id, today=_today(session))
    return ZoneAdminModel.model_validate(found, from_attributes=True)


def _template_now(template_id: int) -> TemplateModel:
    found = zones.template(db.edge_session(), template_id)
    return TemplateModel.model_validate(found, from_attributes=True)


def _zone_hit(zone_id: int) -> ZoneHitModel:
    session = db.edge_session()
    hit = booked.left_out(session, zone_id, today=_today(session))
    return ZoneHitModel(zone=_zone_now(zone_id), booked=[booked_model(each) for each in hit])


def _template_hit(template_id: int) -> TemplateHitModel:
    session = db.edge_session()
    moved = moves.moved(session, template_id, today=_today(session))
    hit = booked.in_slots(session, moved)
    return TemplateHitModel(template=_template_now(template_id), booked=[booked_model(each) for each in hit])
