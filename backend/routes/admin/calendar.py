"""The calendar's rules by hand: what is closed for whom, what is said of a day, what customers see of it."""

import datetime as dt

import flask
from spectree import Response
from sqlalchemy.orm import Session

from backend import db
from backend.routes.access import me, needs
from backend.routes.admin.booked import booked_model
from backend.routes.admin.days import parsed_day
from backend.routes.api import api, private
from backend.routes.schemas.admin.calendar import (
    BlackoutBody,
    BlackoutChangeBody,
    BlackoutHitModel,
    BlackoutModel,
    CalendarModel,
    HolidaysBody,
    OverrideBody,
    OverrideModel,
    OverrideSetModel,
    PreviewModel,
    PreviewQuery,
)
from backend.routes.schemas.admin.making import SeenBody
from backend.routes.schemas.common import Problem
from backend.routes.versions import shows_current
from backend.shop.accounts.rules import Permission
from backend.shop.audit.services import Deed
from backend.shop.dashboard import booked, calendar
from backend.shop.delivery import services as delivery
from backend.shop.delivery.rules import instant
from backend.shop.delivery.services import BlackoutFacts, OverrideFacts
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from backend.shop.promise import selectors as promise
from backend.shop.promise.selectors import Question
from backend.shop.settings.selectors import shop

blueprint = flask.Blueprint("admin_calendar", __name__, url_prefix="/api/admin")

_REFUSED = {"HTTP_401": Problem, "HTTP_403": Problem, "HTTP_404": Problem, "HTTP_409": Problem}
_REFUSED |= {"HTTP_422": Problem}
_TAGS = ["back office"]


@blueprint.get("/calendar")
@needs(Permission.SEE_ORDERS)
@api.validate(resp=Response(HTTP_200=CalendarModel, HTTP_401=Problem, HTTP_403=Problem), tags=_TAGS)
def read() -> flask.Response:
    """The blackouts and overrides that are not over, and what a rule can name."""
    return private(_rules())


@blueprint.get("/calendar/preview")
@needs(Permission.SEE_ORDERS)
@api.validate(resp=Response(HTTP_200=PreviewModel, **_REFUSED), tags=_TAGS)
def preview(query: PreviewQuery) -> PreviewModel:
    """What a customer of this postcode sees on this day."""
    session = db.edge_session()
    method = "van" if query.postcode else "collection"
    question = Question(query.postcode, method)
    zone = promise.zone_of(session, question)
    slots = promise.slots(session, question=question, day=query.date, now=clock.now())
    seen = {"zone": zone.name if zone else None, "slots": slots}
    return PreviewModel.model_validate(seen, from_attributes=True)


@blueprint.put("/calendar/holidays")
@needs(Permission.SET_CALENDAR)
@api.validate(resp=Response(HTTP_200=CalendarModel, **_REFUSED), tags=_TAGS)
def close_on_holidays(json: HolidaysBody) -> CalendarModel:
    """Says on which public holidays the shop is closed, every year."""
    with db.transaction() as session:
        delivery.close_on_holidays(session, names=json.names, seen=json.seen, deed=_deed(""))
    return _rules()


@blueprint.post("/blackouts")
@needs(Permission.SET_CALENDAR)
@api.validate(resp=Response(HTTP_201=BlackoutHitModel, **_REFUSED), tags=_TAGS)
def add_blackout(json: BlackoutBody) -> tuple[BlackoutHitModel, int]:
    """Closes days from now on; the answer lists who is booked there, and stays so."""
    with db.transaction() as session:
        row = delivery.add_blackout(session, facts=_facts(json), deed=_deed(json.reason))
        blackout_id = row.id
    return _hit(blackout_id), 201


@blueprint.patch("/blackouts/<int(max=2147483647):blackout_id>")
@needs(Permission.SET_CALENDAR)
@api.validate(resp=Response(HTTP_200=BlackoutHitModel, **_REFUSED), tags=_TAGS)
def change_blackout(blackout_id: int, json: BlackoutChangeBody) -> BlackoutHitModel:
    """Says the whole blackout anew; days that it no longer names open again."""
    with shows_current(lambda: _blackout(db.edge_session(), blackout_id)), db.transaction() as session:
        delivery.change_blackout(
            session,
            blackout_id=blackout_id,
            version=json.version,
            facts=_facts(json),
            deed=_deed(json.reason),
        )
    return _hit(blackout_id)


@blueprint.delete("/blackouts/<int(max=2147483647):blackout_id>")
@needs(Permission.SET_CALENDAR)
@api.validate(query=SeenBody, resp=Response(HTTP_204=None, **_REFUSED), tags=_TAGS)
def remove_blackout(blackout_id: int, query: SeenBody) -> tuple[str, int]:
    """Opens its days again, as far as nothing else closes them."""
    with shows_current(lambda: _blackout(db.edge_session(), blackout_id)), db.transaction() as session:
        delivery.remove_blackout(session, blackout_id=blackout_id, version=query.version, deed=_deed(""))
    return "", 204


@blueprint.put("/overrides/<string:date>")
@needs(Permission.SET_CALENDAR)
@api.validate(resp=Response(HTTP_200=OverrideSetModel, **_REFUSED), tags=_TAGS)
def set_override(date: str, json: OverrideBody) -> OverrideSetModel:
    """Says of one day whether it is open, and perhaps that only some products can be had on it."""
    day = parsed_day(date)
    with db.transaction() as session:
        row = delivery.set_override(
            session, day=day, version=json.version, facts=_said(session, json), deed=_deed(json.name)
        )
        said = OverrideModel.model_validate(calendar.special(session, row), from_attributes=True)
    whoever = booked.not_offered if json.open else booked.on_day
    hit = whoever(db.edge_session(), day)
    return OverrideSetModel(override=said, booked=[booked_model(each) for each in hit])


@blueprint.delete("/overrides/<string:date>")
@needs(Permission.SET_CALENDAR)
@api.validate(query=SeenBody, resp=Response(HTTP_204=None, **_REFUSED), tags=_TAGS)
def remove_override(date: str, query: SeenBody) -> tuple[str, int]:
    """Nothing is said of the day any more: blackouts and the weekly rule count."""
    with db.transaction() as session:
        delivery.remove_override(session, day=parsed_day(date), version=query.version, deed=_deed(""))
    return "", 204


def _rules() -> CalendarModel:
    session = db.edge_session()
    return CalendarModel.model_validate(calendar.rules(session, today=_today(session)), from_attributes=True)


def _facts(json: BlackoutBody) -> BlackoutFacts:
    return BlackoutFacts(
        json.first, json.last, json.reason, json.rule, json.zone_id, json.category_id, json.product_id
    )


def _said(session: Session, json: OverrideBody) -> OverrideFacts:
    at = json.last_order
    ends = at and instant(at.date(), at.time(), shop(session).time_zone)
    return OverrideFacts(json.name, json.open, json.product_ids, json.capacity_percent, ends, json.own_slots)


def _deed(why: str) -> Deed:
    return Deed(who=me().who, why=why, at=clock.now())


def _today(session: Session) -> dt.date:
    return local_day(clock.now(), shop(session).time_zone)


def _blackout(session: Session, blackout_id: int) -> BlackoutModel:
    found = calendar.rule(session, blackout_id, today=_today(session))
    return BlackoutModel.model_validate(found, from_attributes=True)


def _hit(blackout_id: int) -> BlackoutHitModel:
    session = db.edge_session()
    hit = calendar.hit_by(session, blackout_id, today=_today(session))
    return BlackoutHitModel(
        blackout=_blackout(session, blackout_id), booked=[booked_model(each) for each in hit]
    )
