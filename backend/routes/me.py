"""One's own account: profile, password, e-mail."""

from uuid import UUID

import flask
from spectree import Response

from backend import db
from backend.routes import access
from backend.routes.account_answers import flow_model, me_model
from backend.routes.api import api
from backend.routes.schemas.auth import CodeBody, FlowModel, MeModel
from backend.routes.schemas.common import Problem
from backend.routes.schemas.me import EmailBody, PasswordBody, ProfileBody
from backend.routes.versions import shows_current
from backend.routes.visitors import visitor
from backend.shop.accounts import selectors
from backend.shop.accounts.services import change
from backend.shop.accounts.tries import counted
from backend.shop.kit import clock

blueprint = flask.Blueprint("me", __name__, url_prefix="/api/me")

_PROVED = {"HTTP_401": Problem, "HTTP_403": Problem, "HTTP_422": Problem, "HTTP_429": Problem}
_TAGS = ["accounts"]


@blueprint.get("")
@api.validate(resp=Response(HTTP_200=MeModel, HTTP_401=Problem), tags=_TAGS)
def me() -> MeModel:
    """The person of this login."""
    return me_model(access.me())


@blueprint.patch("")
@access.logged_in
@api.validate(
    resp=Response(HTTP_200=MeModel, HTTP_401=Problem, HTTP_409=Problem, HTTP_422=Problem), tags=_TAGS
)
def change_profile(json: ProfileBody) -> MeModel:
    """Another name or phone."""
    wanted = change.Profile(json.name, json.phone)
    account_id = access.me().id
    with shows_current(lambda: _now(account_id)), db.transaction() as session:
        person = change.change_profile(session, account_id=account_id, version=json.version, profile=wanted)
    return me_model(person)


@blueprint.post("/password")
@access.logged_in
@api.validate(resp=Response(HTTP_204=None, **_PROVED), tags=_TAGS)
def change_password(json: PasswordBody) -> tuple[str, int]:
    """A new password for who knows the old one; every other session ends, and a letter says so."""
    account_id, this = access.me().id, access.session_id()
    with counted() as session:
        change.change_password(
            session,
            account_id=account_id,
            given=change.Passwords(json.current, json.new),
            visitor=visitor(),
            keep=this,
            now=clock.now(),
        )
    return "", 204


@blueprint.post("/email")
@access.logged_in
@api.validate(resp=Response(HTTP_202=FlowModel, **_PROVED), tags=_TAGS)
def change_email(json: EmailBody) -> tuple[FlowModel, int]:
    """Sends a code to the new address; the same answer when somebody has it already."""
    account_id = access.me().id
    with counted() as session:
        flow = change.begin_email(
            session,
            account_id=account_id,
            email=json.email,
            password=json.password,
            visitor=visitor(),
            now=clock.now(),
        )
    return flow_model(flow), 202


@blueprint.post("/email/confirm")
@access.logged_in
@api.validate(resp=Response(HTTP_200=MeModel, HTTP_409=Problem, **_PROVED), tags=_TAGS)
def confirm_email(json: CodeBody) -> MeModel:
    """The code of the new address makes it the account's; the old one gets a letter."""
    account_id = access.me().id
    with counted() as session:
        person = change.finish_email(
            session, account_id=account_id, flow=json.flow, code=json.code, now=clock.now()
        )
    return me_model(person)


def _now(account_id: UUID) -> MeModel:
    return me_model(selectors.by_id(db.edge_session(), account_id))
