"""The link in a letter that ends letters of its kind, without a login."""

import flask
from spectree import Response

from backend import db
from backend.routes.api import api
from backend.routes.schemas.common import Problem
from backend.shop.accounts import preferences

blueprint = flask.Blueprint("letters", __name__, url_prefix="/api")


@blueprint.post("/unsubscribe/<token>")
@api.validate(resp=Response(HTTP_204=None, HTTP_404=Problem), tags=["letters"])
def unsubscribe(token: str) -> tuple[str, int]:
    """Ends the reminders of whoever got this link, without a login (RFC 8058)."""
    preferences.unsubscribe(db.edge_session(), token=token)
    return "", 204
