"""A new password by a letter: forgotten ones, and the first one of somebody who was invited."""

import flask
from spectree import Response

from backend.routes.api import api
from backend.routes.schemas.auth import AddressBody, NewPasswordBody, SentModel
from backend.routes.schemas.common import Problem

blueprint = flask.Blueprint("passwords", __name__, url_prefix="/api/auth")

_LIMITED = {"HTTP_422": Problem, "HTTP_429": Problem}
_TAGS = ["accounts"]


@blueprint.post("/forgot-password")
@api.validate(resp=Response(HTTP_202=SentModel, **_LIMITED), tags=_TAGS)
def forgot_password(json: AddressBody) -> tuple[SentModel, int]:
    """Sends a link that sets a new password; the same answer, and as fast, when nobody has this address."""
    raise NotImplementedError


@blueprint.post("/reset-password")
@api.validate(resp=Response(HTTP_204=None, HTTP_409=Problem, **_LIMITED), tags=_TAGS)
def reset_password(json: NewPasswordBody) -> tuple[str, int]:
    """Sets a new password by the link's token, once, and ends every session of the account."""
    raise NotImplementedError


@blueprint.post("/invitation")
@api.validate(resp=Response(HTTP_204=None, HTTP_409=Problem, **_LIMITED), tags=_TAGS)
def accept_invitation(json: NewPasswordBody) -> tuple[str, int]:
    """Sets the first password of somebody who was invited; she logs in with it then."""
    raise NotImplementedError
