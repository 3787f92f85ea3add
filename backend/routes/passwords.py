"""A new password by a letter: forgotten ones, and the first one of somebody who was invited."""

import flask
from spectree import Response

from backend import db
from backend.routes.api import api
from backend.routes.schemas.auth import AddressBody, NewPasswordBody, SentModel
from backend.routes.schemas.common import Problem
from backend.routes.visitors import visitor
from backend.shop.accounts.services import change
from backend.shop.kit import clock

blueprint = flask.Blueprint("passwords", __name__, url_prefix="/api/auth")

_LIMITED = {"HTTP_422": Problem, "HTTP_429": Problem}
_TAGS = ["accounts"]


@blueprint.post("/forgot-password")
@api.validate(resp=Response(HTTP_202=SentModel, **_LIMITED), tags=_TAGS)
def forgot_password(json: AddressBody) -> tuple[SentModel, int]:
    """Sends a link that sets a new password; the same answer, and as fast, when nobody has this address."""
    with db.transaction() as session:
        expires_in = change.forgot_password(session, email=json.email, visitor=visitor(), now=clock.now())
    return SentModel(expires_in=expires_in), 202


@blueprint.post("/reset-password")
@api.validate(resp=Response(HTTP_204=None, HTTP_409=Problem, **_LIMITED), tags=_TAGS)
def reset_password(json: NewPasswordBody) -> tuple[str, int]:
    """Sets a new password by the link's token, once, and ends every session of the account."""
    with db.transaction() as session:
        change.reset_password(session, token=json.token, password=json.password, now=clock.now())
    return "", 204


@blueprint.post("/invitation")
@api.validate(resp=Response(HTTP_204=None, HTTP_409=Problem, **_LIMITED), tags=_TAGS)
def accept_invitation(json: NewPasswordBody) -> tuple[str, int]:
    """Sets the first password of somebody who was invited; she logs in with it then."""
    with db.transaction() as session:
        change.accept_invitation(session, token=json.token, password=json.password, now=clock.now())
    return "", 204
