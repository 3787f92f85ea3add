"""The link in a letter that ends letters of its topic, without a login; opening it ends nothing."""

import flask
from spectree import Response

from backend import db
from backend.routes.api import api, private
from backend.routes.schemas.belongings import SubscriptionModel
from backend.routes.schemas.common import Problem
from backend.shop.kit import clock
from backend.shop.notifications import unsubscribing

blueprint = flask.Blueprint("letters", __name__, url_prefix="/api/unsubscribe")

_TAGS = ["letters"]


@blueprint.get("/<token>")
@api.validate(resp=Response(HTTP_200=SubscriptionModel, HTTP_404=Problem), tags=_TAGS)
def read(token: str) -> flask.Response:
    """What the link is about, and whether it still comes."""
    found = unsubscribing.subscription(db.edge_session(), token=token)
    return private(SubscriptionModel.model_validate(found, from_attributes=True))


@blueprint.post("/<token>")
@api.validate(resp=Response(HTTP_204=None, HTTP_404=Problem), tags=_TAGS)
def unsubscribe(token: str) -> tuple[str, int]:
    """Ends letters of the link's topic to whoever got it, without a login (RFC 8058)."""
    unsubscribing.end(db.edge_session(), token=token, at=clock.now())
    return "", 204


@blueprint.post("/<token>/undo")
@api.validate(resp=Response(HTTP_204=None, HTTP_404=Problem), tags=_TAGS)
def take_back(token: str) -> tuple[str, int]:
    """What this link has ended comes again."""
    unsubscribing.take_back(db.edge_session(), token=token, at=clock.now())
    return "", 204
