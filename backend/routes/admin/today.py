"""The florist's day at a glance; polled, so that a repeated question costs a 304."""

from datetime import timedelta

import flask
from spectree import Response

from backend import db
from backend.routes.access import needs
from backend.routes.api import api, private
from backend.routes.schemas.admin.today import (
    ArrivalModel,
    ConflictModel,
    DayDeliveryModel,
    DayQuery,
    DeadLetterModel,
    TodayModel,
    UnpaidModel,
)
from backend.routes.schemas.common import MoneyModel, Problem, StatusModel
from backend.shop.accounts.rules import Permission
from backend.shop.dashboard import alerts, arrivals, today, unpaid
from backend.shop.dashboard.arrivals import Arrival
from backend.shop.dashboard.today import DayDelivery
from backend.shop.delivery import selectors as delivery
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from backend.shop.orders.rules import DELIVERY_LABELS
from backend.shop.settings.selectors import shop

blueprint = flask.Blueprint("admin_today", __name__, url_prefix="/api/admin/today")

_LATELY = timedelta(hours=24)


@blueprint.get("")
@needs(Permission.SEE_ORDERS)
@api.validate(resp=Response(HTTP_200=TodayModel, HTTP_401=Problem, HTTP_403=Problem), tags=["back office"])
def read(query: DayQuery) -> flask.Response:
    """A day's deliveries and collections, what is in conflict from then on, and letters that failed."""
    session, now = db.edge_session(), clock.now()
    facts = shop(session)
    this_day = local_day(now, facts.time_zone)
    day = query.date or this_day
    return private(
        TodayModel(
            date=day,
            today=this_day,
            open=delivery.is_open(session, day),
            time_zone=facts.time_zone,
            deliveries=[_delivery(each) for each in today.deliveries(session, day=day, now=now)],
            arrivals=[_arrival(each) for each in arrivals.arrivals(session, since=now - _LATELY)],
            conflicts=[
                ConflictModel.model_validate(each, from_attributes=True)
                for each in alerts.conflicts(session, since=this_day)
            ],
            dead_letters=[
                DeadLetterModel.model_validate(each, from_attributes=True)
                for each in alerts.dead_letters(session)
            ],
            unpaid=[
                UnpaidModel.model_validate(each, from_attributes=True)
                for each in unpaid.past_deadline(session, now=now)
            ],
        )
    )


def _arrival(each: Arrival) -> ArrivalModel:
    total = MoneyModel(amount=each.total, currency=each.currency)
    facts = {name: getattr(each, name) for name in ArrivalModel.model_fields if name != "total"}
    return ArrivalModel.model_validate(facts | {"total": total})


def _delivery(each: DayDelivery) -> DayDeliveryModel:
    status = StatusModel(code=each.status, label=DELIVERY_LABELS[each.status])
    facts = {name: getattr(each, name) for name in DayDeliveryModel.model_fields if name != "status"}
    return DayDeliveryModel.model_validate(facts | {"status": status}, from_attributes=True)
