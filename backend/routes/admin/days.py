"""The calendar by hand: how much there is of a day, and whether it is open."""

import datetime as dt

import flask
from spectree import Response

from backend import db
from backend.routes.access import me, needs
from backend.routes.admin.booked import booked_model
from backend.routes.api import api, private
from backend.routes.schemas.admin.days import (
    DayModel,
    DaysModel,
    DaysQuery,
    PlacesBody,
    ReasonBody,
    StaffBody,
    WholeDayModel,
)
from backend.routes.schemas.admin.today import ConflictModel
from backend.routes.schemas.common import Problem
from backend.routes.versions import shows_current
from backend.shop.accounts.rules import Permission
from backend.shop.audit.services import Deed
from backend.shop.dashboard import alerts, booked
from backend.shop.dashboard import days as calendar
from backend.shop.dashboard.days import Day
from backend.shop.delivery import services as delivery
from backend.shop.delivery.errors import DayNotFound
from backend.shop.delivery.services import StaffChange
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from backend.shop.settings.selectors import shop

blueprint = flask.Blueprint("admin_days", __name__, url_prefix="/api/admin")

_REFUSED = {"HTTP_401": Problem, "HTTP_403": Problem, "HTTP_404": Problem, "HTTP_409": Problem}
_TAGS = ["back office"]


@blueprint.get("/days")
@needs(Permission.SEE_ORDERS)
@api.validate(resp=Response(HTTP_200=DaysModel, HTTP_401=Problem, HTTP_403=Problem), tags=_TAGS)
def read_days(query: DaysQuery) -> flask.Response:
    """Each day of a span: who works, what is taken of it, whether it is open."""
    session = db.edge_session()
    found = calendar.days(session, first=query.from_, last=query.to)
    today = local_day(clock.now(), shop(session).time_zone)
    return private(DaysModel.model_validate({"today": today, "days": found}, from_attributes=True))


@blueprint.get("/days/<string:date>")
@needs(Permission.SEE_ORDERS)
@api.validate(resp=Response(HTTP_200=WholeDayModel, HTTP_401=Problem, HTTP_403=Problem), tags=_TAGS)
def read_day(date: str) -> flask.Response:
    """One day, with whoever is booked on it."""
    day = parsed_day(date)
    return private(_whole(day))


@blueprint.patch("/days/<string:date>")
@needs(Permission.SET_CAPACITY)
@api.validate(resp=Response(HTTP_200=WholeDayModel, **_REFUSED), tags=_TAGS)
def change_staff(date: str, json: StaffBody) -> WholeDayModel:
    """Says who works. Less than is promised takes a fact; then the answer lists whom it hits."""
    day = parsed_day(date)
    change = StaffChange(json.florists, json.florist_minutes, json.vans, json.van_minutes)
    with shows_current(lambda: _day(day)), db.transaction() as session:
        delivery.change_staff(
            session,
            day=day,
            version=json.version,
            change=change,
            deed=_deed(json.reason),
            is_fact=json.is_fact,
        )
    return _whole(day)


@blueprint.post("/days/<string:date>/close")
@needs(Permission.CLOSE_DAYS)
@api.validate(resp=Response(HTTP_200=WholeDayModel, **_REFUSED), tags=_TAGS)
def close_day(date: str, json: ReasonBody) -> WholeDayModel:
    """Nobody can order for this day from now on; the answer lists who is booked and stays so."""
    day = parsed_day(date)
    with db.transaction() as session:
        delivery.close_day(session, day=day, deed=_deed(json.reason))
    return _whole(day)


@blueprint.post("/days/<string:date>/open")
@needs(Permission.CLOSE_DAYS)
@api.validate(resp=Response(HTTP_200=WholeDayModel, **_REFUSED), tags=_TAGS)
def open_day(date: str, json: ReasonBody) -> WholeDayModel:
    """Opens a closed day; slots that were closed one by one stay closed."""
    day = parsed_day(date)
    with db.transaction() as session:
        delivery.open_day(session, day=day, deed=_deed(json.reason))
    return _whole(day)


@blueprint.patch("/slots/<int(max=2147483647):slot_id>")
@needs(Permission.SET_CAPACITY)
@api.validate(resp=Response(HTTP_200=WholeDayModel, **_REFUSED), tags=_TAGS)
def change_places(slot_id: int, json: PlacesBody) -> WholeDayModel:
    """Says how many deliveries a slot takes; as for a day, a fact may go below what is promised."""
    with (
        shows_current(lambda: _model(calendar.of_slot(db.edge_session(), slot_id))),
        db.transaction() as session,
    ):
        day = delivery.change_places(
            session,
            slot_id=slot_id,
            version=json.version,
            capacity=json.capacity,
            deed=_deed(json.reason),
            is_fact=json.is_fact,
        )
    return _whole(day)


@blueprint.post("/slots/<int(max=2147483647):slot_id>/close")
@needs(Permission.CLOSE_DAYS)
@api.validate(resp=Response(HTTP_200=WholeDayModel, **_REFUSED), tags=_TAGS)
def close_slot(slot_id: int, json: ReasonBody) -> WholeDayModel:
    """Nobody can order for this slot from now on."""
    with db.transaction() as session:
        day = delivery.close_slot(session, slot_id=slot_id, deed=_deed(json.reason))
    return _whole(day)


@blueprint.post("/slots/<int(max=2147483647):slot_id>/open")
@needs(Permission.CLOSE_DAYS)
@api.validate(resp=Response(HTTP_200=WholeDayModel, **_REFUSED), tags=_TAGS)
def open_slot(slot_id: int, json: ReasonBody) -> WholeDayModel:
    """Opens a slot; on a closed day it waits until the day opens."""
    with db.transaction() as session:
        day = delivery.open_slot(session, slot_id=slot_id, deed=_deed(json.reason))
    return _whole(day)


def parsed_day(date: str) -> dt.date:
    """A local day of an address. Raises DayNotFound for what is none."""
    try:
        return dt.date.fromisoformat(date)
    except ValueError:
        raise DayNotFound(f"{date} is no day: one is written as 2027-02-14.") from None


def _deed(why: str) -> Deed:
    return Deed(who=me().who, why=why, at=clock.now())


def _day(day: dt.date) -> DayModel:
    return _model(calendar.day(db.edge_session(), day))


def _model(day: Day) -> DayModel:
    return DayModel.model_validate(day, from_attributes=True)


def _whole(day: dt.date) -> WholeDayModel:
    session = db.edge_session()
    conflicts = alerts.conflicts_of_day(session, day)
    return WholeDayModel(
        day=_day(day),
        booked=[booked_model(each) for each in booked.on_day(session, day)],
        conflicts=[ConflictModel.model_validate(each, from_attributes=True) for each in conflicts],
    )
