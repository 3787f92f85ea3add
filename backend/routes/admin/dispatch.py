"""The delivery queue of a day: what goes out, and the runs that take it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import flask
from spectree import Response
from sqlalchemy.orm import Session

from backend import db
from backend.routes.access import me, needs
from backend.routes.admin.work_answers import work_model
from backend.routes.api import api, private
from backend.routes.driver_link import link_to
from backend.routes.schemas.admin.dispatch import (
    DriverModel,
    NewRunBody,
    ProposalModel,
    QueueModel,
    QueueQuery,
    RunBody,
    RunLinkModel,
    RunModel,
    StopsBody,
)
from backend.routes.schemas.admin.making import SeenBody
from backend.routes.schemas.common import Problem
from backend.routes.versions import shows_current
from backend.shop.accounts import selectors as accounts
from backend.shop.accounts.rules import Permission
from backend.shop.accounts.selectors import Person
from backend.shop.checkout.services import dispatch
from backend.shop.checkout.services.dispatch import SeenRun
from backend.shop.dashboard import work
from backend.shop.delivery import runs
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from backend.shop.orders.services import Step
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.delivery.models import Run

blueprint = flask.Blueprint("admin_dispatch", __name__, url_prefix="/api/admin")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 403, 404, 409, 410, 422)}


@blueprint.get("/queue")
@needs(Permission.DELIVER)
@api.validate(resp=Response(HTTP_200=QueueModel, HTTP_401=Problem, HTTP_403=Problem), tags=["back office"])
def queue(query: QueueQuery) -> flask.Response:
    """A day's deliveries and collections by urgency, and its runs with their stops in order."""
    session, now = db.edge_session(), clock.now()
    facts = shop(session)
    this_day = local_day(now, facts.time_zone)
    day = query.date or this_day
    drivers = accounts.drivers(session)
    return private(
        QueueModel(
            date=day,
            today=this_day,
            time_zone=facts.time_zone,
            deliveries=[work_model(each) for each in work.to_deliver(session, day=day, now=now)],
            runs=[_run(run, stops, drivers) for run, stops in work.runs_of(session, day)],
            drivers=[DriverModel(id=each.id, name=each.name) for each in drivers],
        )
    )


@blueprint.post("/runs")
@needs(Permission.DELIVER)
@api.validate(json=NewRunBody, resp=Response(HTTP_201=RunModel, **_REFUSED), tags=["back office"])
def add(json: NewRunBody) -> tuple[RunModel, int]:
    """A new run of a day, without stops."""
    session = db.edge_session()
    run = dispatch.add_run(session, day=json.date, name=json.name, driver_id=json.driver_id, step=_step())
    return _read(session, run.id), 201


@blueprint.patch("/runs/<uuid:run_id>")
@needs(Permission.DELIVER)
@api.validate(json=RunBody, resp=Response(HTTP_200=RunModel, **_REFUSED), tags=["back office"])
def change(run_id: UUID, json: RunBody) -> RunModel:
    """Another name, another driver."""
    session = db.edge_session()
    with shows_current(lambda: _read(session, run_id)):
        seen = SeenRun(run_id, json.version)
        dispatch.change_run(session, seen=seen, name=json.name, driver_id=json.driver_id, step=_step())
    return _read(session, run_id)


@blueprint.delete("/runs/<uuid:run_id>")
@needs(Permission.DELIVER)
@api.validate(query=SeenBody, resp=Response(HTTP_204=None, **_REFUSED), tags=["back office"])
def remove(run_id: UUID, query: SeenBody) -> tuple[str, int]:
    """Ends a run on which nothing was delivered; its stops wait for another, and its link opens nothing."""
    session = db.edge_session()
    with shows_current(lambda: _read(session, run_id)):
        dispatch.remove_run(session, seen=SeenRun(run_id, query.version), step=_step())
    return "", 204


@blueprint.post("/runs/<uuid:run_id>/stops")
@needs(Permission.DELIVER)
@api.validate(json=StopsBody, resp=Response(HTTP_200=RunModel, **_REFUSED), tags=["back office"])
def arrange(run_id: UUID, json: StopsBody) -> RunModel:
    """The whole order of a run's stops; what stood on another run leaves it."""
    session = db.edge_session()
    with shows_current(lambda: _read(session, run_id)):
        seen = SeenRun(run_id, json.version)
        dispatch.arrange(session, seen=seen, delivery_ids=json.delivery_ids, step=_step())
    return _read(session, run_id)


@blueprint.get("/runs/<uuid:run_id>/proposal")
@needs(Permission.DELIVER)
@api.validate(resp=Response(HTTP_200=ProposalModel, **_REFUSED), tags=["back office"])
def propose(run_id: UUID) -> ProposalModel:
    """An order for the run's stops; nothing is written."""
    return ProposalModel(delivery_ids=work.proposal(db.edge_session(), run_id, now=clock.now()))


@blueprint.post("/runs/<uuid:run_id>/link")
@needs(Permission.DELIVER)
@api.validate(resp=Response(HTTP_200=RunLinkModel, **_REFUSED), tags=["back office"])
def link(run_id: UUID) -> RunLinkModel:
    """The link that opens the run on its driver's phone until its day ends."""
    session, now = db.edge_session(), clock.now()
    found = link_to(session, runs.read(session, run_id), now=now)
    dispatch.record_link(session, run_id=run_id, step=_step())
    return RunLinkModel(url=found.url, expires_at=found.expires_at)


def _step() -> Step:
    return Step(clock.now(), me().who, "")


def _read(session: Session, run_id: UUID) -> RunModel:
    run = runs.read(session, run_id)
    return _run(run, work.stops_of(session, run), accounts.drivers(session))


def _run(run: Run, stops: list[UUID], drivers: list[Person]) -> RunModel:
    driver = next((each for each in drivers if each.id == run.driver_id), None)
    return RunModel(
        id=run.id,
        date=run.date,
        name=run.name,
        driver=DriverModel(id=driver.id, name=driver.name) if driver else None,
        version=run.version,
        stops=stops,
    )
