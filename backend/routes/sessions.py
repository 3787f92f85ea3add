"""The devices that one is logged in on."""

import flask
from spectree import Response

from backend.routes.api import api
from backend.routes.schemas.common import Problem
from backend.routes.schemas.me import SessionsModel

blueprint = flask.Blueprint("sessions", __name__, url_prefix="/api/me/sessions")

_TAGS = ["accounts"]


@blueprint.get("")
@api.validate(resp=Response(HTTP_200=SessionsModel, HTTP_401=Problem), tags=_TAGS)
def read_sessions() -> SessionsModel:
    """Every login that stands, the last used first."""
    raise NotImplementedError


@blueprint.delete("/<uuid:session_id>")
@api.validate(resp=Response(HTTP_204=None, HTTP_401=Problem, HTTP_404=Problem), tags=_TAGS)
def end_session(session_id: str) -> tuple[str, int]:
    """Ends one login; its access token is dead with the next request."""
    raise NotImplementedError


@blueprint.delete("")
@api.validate(resp=Response(HTTP_204=None, HTTP_401=Problem), tags=_TAGS)
def end_other_sessions() -> tuple[str, int]:
    """Ends every login but this one."""
    raise NotImplementedError
