"""What can be brought when: days and slots for a place and for what lies in the caller's cart."""

import flask
from spectree import Response
from sqlalchemy.orm import Session

from backend import db
from backend.routes import mine
from backend.routes.api import api
from backend.routes.schemas.common import Problem
from backend.routes.schemas.delivery import DatesModel, DatesQuery, SlotsModel, SlotsQuery
from backend.shop.cart import selectors as cart
from backend.shop.cart.selectors import Holder
from backend.shop.kit import clock
from backend.shop.promise import selectors as promise
from backend.shop.promise.rules.service import place_of, service_time
from backend.shop.promise.selectors import Question

blueprint = flask.Blueprint("delivery", __name__, url_prefix="/api/delivery")

_PROBLEMS = {"HTTP_404": Problem, "HTTP_409": Problem, "HTTP_422": Problem}


@blueprint.get("/dates")
@api.validate(resp=Response(HTTP_200=DatesModel, **_PROBLEMS), tags=["delivery"])
def dates(query: DatesQuery) -> DatesModel:
    """Every day from today on, with the first that can be had and the reasons against the others."""
    session = db.edge_session()
    return dates_for(session, query, mine.holder())


@blueprint.get("/slots")
@api.validate(resp=Response(HTTP_200=SlotsModel, **_PROBLEMS), tags=["delivery"])
def slots(query: SlotsQuery) -> SlotsModel:
    """The slots of one day with fee, free places and reasons; none on a day without any."""
    session = db.edge_session()
    return slots_for(session, query, mine.holder())


def dates_for(session: Session, query: DatesQuery, holder: Holder) -> DatesModel:
    answer = promise.dates(session, question=_question(session, query, holder), now=clock.now())
    return DatesModel.model_validate(answer, from_attributes=True)


def slots_for(session: Session, query: SlotsQuery, holder: Holder) -> SlotsModel:
    question = _question(session, query, holder)
    answers = promise.slots(session, question=question, day=query.date, now=clock.now())
    return SlotsModel.model_validate({"date": query.date, "slots": answers}, from_attributes=True)


def _question(session: Session, query: DatesQuery, holder: Holder) -> Question:
    """The lines and the service of the parcel, if the holder has one."""
    if query.delivery_id is None:
        return Question(query.postcode, query.method)
    parcel = cart.delivery_of(session, holder=holder, delivery_id=query.delivery_id)
    return Question(
        query.postcode,
        query.method,
        parcel.items or None,
        service_time(query.method, parcel.recipient),
        place_of(query.method, parcel.recipient),
    )
