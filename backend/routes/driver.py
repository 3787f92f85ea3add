"""The driver's phone, opened by a run's link or a login that drives: it says what happened at each door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from uuid import UUID

import flask
from spectree import Response
from sqlalchemy.orm import Session

from backend import db
from backend.routes import access, cookies
from backend.routes.api import api, private
from backend.routes.driver_link import opened
from backend.routes.photos import sent_photo
from backend.routes.schemas.admin.making import PhotoModel
from backend.routes.schemas.common import Problem, StatusModel
from backend.routes.schemas.driver import (
    DriverDayModel,
    HeardModel,
    ReportBody,
    RunAccess,
    StopModel,
    TourModel,
)
from backend.shop.accounts.rules import Permission
from backend.shop.checkout.services import drive
from backend.shop.checkout.services.deliver import Proof
from backend.shop.checkout.services.drive import Outcome, Report, Speaker
from backend.shop.dashboard import road
from backend.shop.delivery import runs
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from backend.shop.kit.errors import Forbidden, Unauthenticated
from backend.shop.orders import proofs
from backend.shop.orders.rules import delivery_label
from backend.shop.orders.services import Step
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.delivery.models import Run

blueprint = flask.Blueprint("driver", __name__, url_prefix="/api/driver")

P = ParamSpec("P")
R = TypeVar("R")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 403, 404, 409, 410, 422)}
_MAY_DRIVE = (Permission.DRIVE, Permission.DELIVER)


@dataclass(frozen=True, slots=True)
class Driver:
    """Whose phone it is, as history names her, and the runs of today that she may see."""

    who: str
    runs: list[Run]

    @property
    def speaker(self) -> Speaker:
        return Speaker(self.who, frozenset(run.id for run in self.runs))


def on_the_road(route: Callable[P, R]) -> Callable[P, R]:
    """Lets only drivers pass: with today's link or a login that may drive. It stands above the validation."""

    @wraps(route)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        with db.transaction() as session:
            flask.g.driver = _driver(session, clock.now())
        return route(*args, **kwargs)

    return guarded


@blueprint.post("/access")
@api.validate(
    json=RunAccess, resp=Response(HTTP_204=None, HTTP_404=Problem, HTTP_410=Problem), tags=["driver"]
)
def open_run(json: RunAccess) -> tuple[str, int]:
    """Exchanges the secret of a run's link for the cookie that opens it until its day ends."""
    now = clock.now()
    _, until = opened(db.edge_session(), json.token, now=now)
    cookies.give_run(json.token, until=until, now=now)
    return "", 204


@blueprint.get("/run")
@on_the_road
@api.validate(resp=Response(HTTP_200=DriverDayModel, **_REFUSED), tags=["driver"])
def read() -> flask.Response:
    """The driver's runs of today, the stops ahead first."""
    session, now = db.edge_session(), clock.now()
    facts = shop(session)
    return private(
        DriverDayModel(
            date=local_day(now, facts.time_zone),
            shop_phone=facts.phone,
            time_zone=facts.time_zone,
            runs=[_tour(each) for each in road.tours(session, _me().runs, now=now)],
        )
    )


@blueprint.post("/stops/<uuid:delivery_id>")
@on_the_road
@api.validate(json=ReportBody, resp=Response(HTTP_200=HeardModel, **_REFUSED), tags=["driver"])
def report(delivery_id: UUID, json: ReportBody) -> HeardModel:
    """What happened at a door. A phone may send the same deed again: it moves nothing twice."""
    said = Report(
        delivery_id=delivery_id,
        outcome=Outcome(json.outcome),
        said_at=json.at,
        proof=Proof(json.received_by, json.photo_id),
        reason=json.reason,
    )
    status = drive.report(speaker=_me().speaker, said=said, now=clock.now())
    return HeardModel(
        delivery_id=delivery_id, status=StatusModel(code=status, label=delivery_label(status, "van"))
    )


@blueprint.post("/stops/<uuid:delivery_id>/photos")
@on_the_road
@api.validate(
    resp=Response(HTTP_201=PhotoModel, **_REFUSED, HTTP_413=Problem, HTTP_415=Problem), tags=["driver"]
)
def keep_photo(delivery_id: UUID) -> tuple[PhotoModel, int]:
    """Keeps the picture that is the body; the same file sent again is the same photo."""
    new = sent_photo(delivery_id)
    with db.transaction() as session:
        drive.check_stop(session, delivery_id=delivery_id, run_ids=_me().speaker.run_ids)
        kept = proofs.keep_photo(session, new=new, step=Step(clock.now(), _me().who, ""))
        return PhotoModel(id=kept.id, width=kept.width, height=kept.height), 201


def _me() -> Driver:
    driver: Driver = flask.g.driver
    return driver


def _driver(session: Session, now: datetime) -> Driver:
    person = access.caller()
    if person is not None:
        if not person.permissions.intersection(_MAY_DRIVE):
            raise Forbidden("This is for those who drive.")
        today = local_day(now, shop(session).time_zone)
        return Driver(person.who, runs.of_driver(session, driver_id=person.id, day=today))
    if not cookies.run_token():
        raise Unauthenticated("Please open today's link from the shop, or log in.")
    run, _ = opened(session, cookies.run_token(), now=now)
    return Driver(f"staff:{run.driver_id}" if run.driver_id else f"run:{run.id}", [run])


def _tour(each: road.Tour) -> TourModel:
    return TourModel(id=each.id, name=each.name, date=each.date, stops=[_stop(stop) for stop in each.stops])


def _stop(each: road.Stop) -> StopModel:
    status = StatusModel(code=each.status, label=delivery_label(each.status, "van"))
    facts = {name: getattr(each, name) for name in StopModel.model_fields if name != "status"}
    return StopModel.model_validate(facts | {"status": status}, from_attributes=True)
