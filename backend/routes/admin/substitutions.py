"""One stem in the place of another, across a day's bouquets."""

import flask
from spectree import Response

from backend import db
from backend.routes.access import me, needs
from backend.routes.api import api
from backend.routes.schemas.admin.stock import (
    CandidateModel,
    SwapBody,
    SwappedModel,
    SwapPreviewModel,
    SwapQuery,
)
from backend.routes.schemas.admin.today import ConflictModel
from backend.routes.schemas.common import Problem, StatusModel
from backend.shop.accounts.rules import Permission
from backend.shop.checkout import swaps
from backend.shop.checkout.services.substitute import substitute
from backend.shop.checkout.swaps import Candidate, Question
from backend.shop.dashboard import alerts
from backend.shop.kit import clock
from backend.shop.orders.consent import CHOICE_LABELS
from backend.shop.orders.rules import DELIVERY_LABELS
from backend.shop.stock import selectors as stock

blueprint = flask.Blueprint("admin_substitutions", __name__, url_prefix="/api/admin/substitutions")

_REFUSED = {"HTTP_401": Problem, "HTTP_403": Problem, "HTTP_404": Problem, "HTTP_409": Problem}
_TAGS = ["back office"]


@blueprint.get("/preview")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=SwapPreviewModel, **_REFUSED), tags=_TAGS)
def preview(query: SwapQuery) -> SwapPreviewModel:
    """Which deliveries take the stem and are not made yet, and whether there is enough of the substitute."""
    question = Question(query.stem, query.by, query.date)
    found = swaps.preview(db.edge_session(), question=question, now=clock.now())
    return SwapPreviewModel(
        deliveries=[_candidate(each) for each in found.candidates],
        needed=found.needed,
        free=found.free,
        enough=found.needed <= found.free,
        cheaper=found.cheaper,
    )


@blueprint.post("")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=SwappedModel, **_REFUSED), tags=_TAGS)
def swap(json: SwapBody) -> SwappedModel:
    """Makes all the chosen deliveries with the substitute, or none."""
    question = Question(json.stem_id, json.substitute_id, json.date)
    substitute(question=question, delivery_ids=json.delivery_ids, who=me().who, clock=clock.now)
    session = db.edge_session()
    conflicts = alerts.conflicts_of_buckets(session, sorted(stock.buckets(session, json.stem_id)))
    return SwappedModel(
        conflicts=[ConflictModel.model_validate(each, from_attributes=True) for each in conflicts]
    )


def _candidate(each: Candidate) -> CandidateModel:
    status = StatusModel(code=each.status, label=DELIVERY_LABELS[each.status])
    choice = StatusModel(code=each.choice, label=CHOICE_LABELS[each.choice])
    plain = CandidateModel.model_fields.keys() - {"status", "choice"}
    return CandidateModel(**{name: getattr(each, name) for name in plain}, status=status, choice=choice)
