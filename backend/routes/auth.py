"""Signing up, logging in, staying in, logging out. Refused tries are committed too: they are counted."""

import flask
from spectree import Response

from backend import db
from backend.routes import access, cookies, mine
from backend.routes.account_answers import flow_model, me_model
from backend.routes.api import api
from backend.routes.schemas.auth import (
    AddressBody,
    CodeBody,
    CodeLoginBody,
    FlowModel,
    LoginBody,
    LoginModel,
    SignUpBody,
)
from backend.routes.schemas.common import Problem
from backend.routes.visitors import visitor
from backend.shop.accounts import rules
from backend.shop.accounts.errors import SessionEnded
from backend.shop.accounts.services import counting, log_in, sessions, sign_up
from backend.shop.accounts.services.sessions import Login
from backend.shop.accounts.tries import counted
from backend.shop.kit import clock

blueprint = flask.Blueprint("auth", __name__, url_prefix="/api/auth")

_LIMITED = {"HTTP_422": Problem, "HTTP_429": Problem}
_REFUSED = {"HTTP_401": Problem, **_LIMITED}
_BY_CODE = {"HTTP_403": Problem, "HTTP_409": Problem, **_REFUSED}
_TAGS = ["accounts"]


@blueprint.post("/signup")
@api.validate(resp=Response(HTTP_202=FlowModel, **_LIMITED), tags=_TAGS)
def begin_sign_up(json: SignUpBody) -> tuple[FlowModel, int]:
    """Sends a code that makes the account; the same answer, status and time for an address that has one."""
    with db.transaction() as session:
        flow = sign_up.begin(
            session,
            entry=sign_up.Entry(json.name, json.email, json.password, json.newsletter),
            visitor=visitor(),
            now=clock.now(),
        )
    return flow_model(flow), 202


@blueprint.post("/verify-email")
@api.validate(resp=Response(HTTP_200=LoginModel, **_BY_CODE), tags=_TAGS)
def finish_sign_up(json: CodeBody) -> LoginModel:
    """The code makes the account and logs in."""
    with counted() as session:
        login = sign_up.finish(session, flow=json.flow, code=json.code, visitor=visitor(), now=clock.now())
    return _welcome(login)


@blueprint.post("/login")
@api.validate(resp=Response(HTTP_200=LoginModel, **_REFUSED), tags=_TAGS)
def log_in_by_password(json: LoginBody) -> LoginModel:
    """Opens a session: the access token is the answer, the refresh token an HttpOnly cookie."""
    with counted() as session:
        login = log_in.log_in(
            session,
            email=json.email,
            password=json.password,
            totp=json.totp,
            visitor=visitor(),
            now=clock.now(),
        )
    return _welcome(login)


@blueprint.post("/code")
@api.validate(resp=Response(HTTP_202=FlowModel, **_LIMITED), tags=_TAGS)
def send_code(json: AddressBody) -> tuple[FlowModel, int]:
    """Sends a code to log in with; the same answer when nobody has this address."""
    with db.transaction() as session:
        flow = log_in.send_code(session, email=json.email, visitor=visitor(), now=clock.now())
    return flow_model(flow), 202


@blueprint.post("/code/login")
@api.validate(resp=Response(HTTP_200=LoginModel, **_BY_CODE), tags=_TAGS)
def log_in_by_code(json: CodeLoginBody) -> LoginModel:
    """Opens a session for who read the letter; staff with a second factor need that, too."""
    with counted() as session:
        login = log_in.log_in_by_code(
            session,
            flow=json.flow,
            code=json.code,
            totp=json.totp,
            visitor=visitor(),
            now=clock.now(),
        )
    return _welcome(login)


@blueprint.post("/refresh")
@api.validate(resp=Response(HTTP_200=LoginModel, HTTP_401=Problem), tags=_TAGS)
def refresh() -> LoginModel:
    """A new access token for the refresh cookie, which changes with every use."""
    token = cookies.refresh_token()
    if not token:
        raise SessionEnded("Please log in.")
    with counted() as session:
        login = sessions.refresh(session, token=token, now=clock.now())
    return _answer(login)


@blueprint.post("/logout")
@api.validate(resp=Response(HTTP_204=None), tags=_TAGS)
def log_out() -> tuple[str, int]:
    """Ends this device's session."""
    sessions.log_out(db.edge_session(), token=cookies.refresh_token(), now=clock.now())
    cookies.forget_refresh_token()
    return "", 204


def _welcome(login: Login) -> LoginModel:
    """The answer to who has just come in: what lay in this browser's cart is hers from now on."""
    mine.join_cart(login.person.id)
    return _answer(login)


def _answer(login: Login) -> LoginModel:
    cookies.give_refresh_token(login.refresh_token, until=login.expires_at, now=clock.now())
    cookies.know_person(counting.mark(login.person.email))
    return LoginModel(
        access_token=access.access_token(login),
        expires_in=int(rules.ACCESS_LIFE.total_seconds()),
        me=me_model(login.person),
    )
