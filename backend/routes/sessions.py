"""The devices that one is logged in on."""

from uuid import UUID

import flask
from spectree import Response

from backend import db
from backend.routes import access
from backend.routes.api import api
from backend.routes.schemas.common import Problem
from backend.routes.schemas.me import SessionModel, SessionsModel
from backend.shop.accounts import selectors
from backend.shop.accounts.services import sessions
from backend.shop.kit import clock

blueprint = flask.Blueprint("sessions", __name__, url_prefix="/api/me/sessions")

_TAGS = ["accounts"]


@blueprint.get("")
@api.validate(resp=Response(HTTP_200=SessionsModel, HTTP_401=Problem), tags=_TAGS)
def read_sessions() -> SessionsModel:
    """Every login that stands, the last used first."""
    logins = selectors.open_logins(db.edge_session(), account_id=access.me().id, now=clock.now())
    this = access.session_id()
    return SessionsModel(
        items=[
            SessionModel(
                id=each.id,
                device=each.device,
                created_at=each.created_at,
                last_used_at=each.last_used_at,
                current=each.id == this,
            )
            for each in logins
        ]
    )


@blueprint.delete("/<uuid:session_id>")
@api.validate(resp=Response(HTTP_204=None, HTTP_401=Problem, HTTP_404=Problem), tags=_TAGS)
def end_session(session_id: UUID) -> tuple[str, int]:
    """Ends one login; its access token is dead with the next request."""
    account_id = access.me().id
    with db.transaction() as session:
        sessions.end_session(session, account_id=account_id, session_id=session_id, now=clock.now())
    return "", 204


@blueprint.delete("")
@api.validate(resp=Response(HTTP_204=None, HTTP_401=Problem), tags=_TAGS)
def end_other_sessions() -> tuple[str, int]:
    """Ends every login but this one."""
    account_id, this = access.me().id, access.session_id()
    with db.transaction() as session:
        sessions.end_sessions(session, account_id=account_id, keep=this, now=clock.now())
    return "", 204
