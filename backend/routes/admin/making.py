"""The workroom and the stages of a delivery. Each move is a transaction of its own, then it is answered."""

from datetime import datetime
from uuid import UUID

import flask
from spectree import Response

from backend import db
from backend.routes.access import me, needs
from backend.routes.admin.work_answers import read_work, work_model
from backend.routes.api import api, private
from backend.routes.schemas.admin.making import (
    MoveAllBody,
    MoveBody,
    MovedAllModel,
    MovedModel,
    NextSlotsModel,
    NextSlotsQuery,
    SeenBody,
    WorkModel,
    WorkroomModel,
    WorkroomQuery,
)
from backend.routes.schemas.common import Problem
from backend.routes.versions import shows_current
from backend.shop.accounts.rules import Permission
from backend.shop.checkout import retry
from backend.shop.checkout.errors import SlotMissing
from backend.shop.checkout.services import deliver, make
from backend.shop.checkout.services.deliver import Proof
from backend.shop.checkout.services.parcels import Seen
from backend.shop.checkout.services.reschedule import Again, reschedule
from backend.shop.checkout.services.undo import undo
from backend.shop.dashboard import work
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from backend.shop.kit.errors import Forbidden, Refusal
from backend.shop.orders.services import Step
from backend.shop.settings.selectors import shop

blueprint = flask.Blueprint("admin_making", __name__, url_prefix="/api/admin")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 403, 404, 409, 422)}
_AT_THE_BENCH = ("preparing", "ready")


@blueprint.get("/workroom")
@needs(Permission.MAKE)
@api.validate(resp=Response(HTTP_200=WorkroomModel, HTTP_401=Problem, HTTP_403=Problem), tags=["back office"])
def workroom(query: WorkroomQuery) -> flask.Response:
    """What is to make on a day, until it leaves: services first, then what is due first."""
    session, now = db.edge_session(), clock.now()
    facts = shop(session)
    this_day = local_day(now, facts.time_zone)
    day = query.date or this_day
    return private(
        WorkroomModel(
            date=day,
            today=this_day,
            time_zone=facts.time_zone,
            deliveries=[work_model(each) for each in work.to_make(session, day=day, now=now)],
        )
    )


@blueprint.post("/deliveries/<uuid:delivery_id>/stage")
@needs(Permission.MAKE)
@api.validate(json=MoveBody, resp=Response(HTTP_200=WorkModel, **_REFUSED), tags=["back office"])
def move(delivery_id: UUID, json: MoveBody) -> WorkModel:
    """The next stage of a delivery: made, ready, out, delivered, failed, or tried again."""
    with shows_current(lambda: read_work(delivery_id)):
        _move(Seen(delivery_id, json.version), json, clock.now())
    return read_work(delivery_id)


@blueprint.post("/deliveries/<uuid:delivery_id>/undo")
@needs(Permission.MAKE)
@api.validate(json=SeenBody, resp=Response(HTTP_200=WorkModel, **_REFUSED), tags=["back office"])
def take_back(delivery_id: UUID, json: SeenBody) -> WorkModel:
    """Takes the last step back, for a few minutes, where nothing has left the ledger."""
    with shows_current(lambda: read_work(delivery_id)):
        undo(seen=Seen(delivery_id, json.version), step=Step(clock.now(), me().who, "taken back"))
    return read_work(delivery_id)


@blueprint.post("/deliveries/stages")
@needs(Permission.MAKE)
@api.validate(json=MoveAllBody, resp=Response(HTTP_200=MovedAllModel, **_REFUSED), tags=["back office"])
def move_all(json: MoveAllBody) -> MovedAllModel:
    """Moves several deliveries, each for itself: the answer says of each how it fared."""
    results = []
    for each in json.deliveries:
        problem = _problem_of(Seen(each.id, each.version), MoveBody(to=json.to, version=each.version))
        known = problem is None or problem.status == 409  # noqa: PLR2004  # what is there now
        results.append(
            MovedModel(id=each.id, delivery=read_work(each.id) if known else None, problem=problem)
        )
    return MovedAllModel(results=results)


@blueprint.get("/deliveries/<uuid:delivery_id>/next-slots")
@needs(Permission.DELIVER)
@api.validate(resp=Response(HTTP_200=NextSlotsModel, **_REFUSED), tags=["back office"])
def next_slots(delivery_id: UUID, query: NextSlotsQuery) -> NextSlotsModel:
    """When a delivery can be tried again, as it is or made anew."""
    found = retry.slots(
        db.edge_session(), delivery_id=delivery_id, remake=query.remake, day=query.date, now=clock.now()
    )
    return NextSlotsModel.model_validate(found, from_attributes=True)


def _problem_of(seen: Seen, body: MoveBody) -> Problem | None:
    try:
        _move(seen, body, clock.now())
    except Refusal as refusal:
        return Problem.model_validate(refusal.as_json())
    return None


def _move(seen: Seen, body: MoveBody, now: datetime) -> None:
    step = Step(now, me().who, body.reason)
    if body.to not in _AT_THE_BENCH and Permission.DELIVER not in me().permissions:
        raise Forbidden("This needs the right to deliver.")
    match body.to:
        case "preparing":
            make.begin(seen=seen, step=step)
        case "ready":
            make.finish(seen=seen, step=step)
        case "out_for_delivery":
            deliver.send_out(seen=seen, step=step)
        case "delivered":
            deliver.hand_over(seen=seen, proof=Proof(body.received_by, body.photo_id), step=step)
        case "failed":
            deliver.report_failure(seen=seen, step=step)
        case "rescheduled":
            reschedule(seen=seen, again=_again(body), step=step)


def _again(body: MoveBody) -> Again:
    if body.slot_id is None:
        raise SlotMissing("Please choose when it is tried again.")
    return Again(slot_id=body.slot_id, remake=body.remake)
