"""Logging in, staying in, logging out. Refused tries are committed too: they are counted."""

import flask
from spectree import Response

from backend import db
from backend.routes import access, cookies
from backend.routes.api import api
from backend.routes.guards import network
from backend.routes.me import me_model
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
from backend.shop.accounts import rules, services
from backend.shop.accounts.errors import LoginRefused, SessionEnded
from backend.shop.accounts.services import Login
from backend.shop.kit import clock

blueprint = flask.Blueprint("auth", __name__, url_prefix="/api")

_LIMITED = {"HTTP_422": Problem, "HTTP_429": Problem}
_REFUSED = {"HTTP_401": Problem, "HTTP_422": Problem, "HTTP_429": Problem}


@blueprint.post("/auth/login")
@api.validate(json=LoginBody, resp=Response(HTTP_200=LoginModel, **_REFUSED), tags=["accounts"])
def log_in(json: LoginBody) -> LoginModel:
    """Opens a session: the access token is the answer, the refresh token an HttpOnly cookie."""
    with db.transaction() as session:
        login = services.log_in(
            session,
            email=json.email,
            password=json.password,
            device=flask.request.headers.get("User-Agent", ""),
            address=network(flask.request.remote_addr or ""),
            now=clock.now(),
        )
    if login is None:
        raise LoginRefused("Please check both, and mind capital letters.")
    return _answer(login)


@blueprint.post("/auth/refresh")
@api.validate(resp=Response(HTTP_200=LoginModel, HTTP_401=Problem), tags=["accounts"])
def refresh() -> LoginModel:
    """A new access token for the refresh cookie, which changes with every use."""
    token = cookies.refresh_token()
    if not token:
        raise SessionEnded("Please log in.")
    with db.transaction() as session:
        login = services.refresh(session, token=token, now=clock.now())
    if login is None:
        raise SessionEnded("This login was used twice, so it was ended to be safe. Please log in again.")
    return _answer(login)


@blueprint.post("/auth/logout")
@api.validate(resp=Response(HTTP_204=None), tags=["accounts"])
def log_out() -> tuple[str, int]:
    """Ends this device's session."""
    services.log_out(db.edge_session(), token=cookies.refresh_token(), now=clock.now())
    cookies.forget_refresh_token()
    return "", 204


@blueprint.post("/auth/signup")
@api.validate(resp=Response(HTTP_202=FlowModel, **_LIMITED), tags=["accounts"])
def sign_up(json: SignUpBody) -> tuple[FlowModel, int]:
    """Sends a code that makes the account; the same answer, status and time for an address that has one."""
    raise NotImplementedError


@blueprint.post("/auth/verify-email")
@api.validate(resp=Response(HTTP_200=LoginModel, HTTP_409=Problem, **_REFUSED), tags=["accounts"])
def verify_email(json: CodeBody) -> LoginModel:
    """The code makes the account and logs in."""
    raise NotImplementedError


@blueprint.post("/auth/code")
@api.validate(resp=Response(HTTP_202=FlowModel, **_LIMITED), tags=["accounts"])
def send_code(json: AddressBody) -> tuple[FlowModel, int]:
    """Sends a code to log in with; the same answer when nobody has this address."""
    raise NotImplementedError


@blueprint.post("/auth/code/login")
@api.validate(resp=Response(HTTP_200=LoginModel, **_REFUSED), tags=["accounts"])
def log_in_by_code(json: CodeLoginBody) -> LoginModel:
    """Opens a session for who read the letter; staff with a second factor need that, too."""
    raise NotImplementedError


def _answer(login: Login) -> LoginModel:
    cookies.give_refresh_token(login.refresh_token, until=login.expires_at, now=clock.now())
    return LoginModel(
        access_token=access.access_token(login),
        expires_in=int(rules.ACCESS_LIFE.total_seconds()),
        me=me_model(login.person),
    )
