"""Who is asking, and what she may do: access tokens in the Authorization header, permissions on routes.

Nothing of a token is believed but its session's id: person, role and whether the login still stands are read
from the database, so that a closed account or a revoked session ends with the next request.
"""

import hashlib
import hmac
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

import flask
import flask_jwt_extended as jwt
from flask_jwt_extended.exceptions import JWTExtendedException
from jwt.exceptions import PyJWTError

from backend import db
from backend.config import Settings, secret_key, secret_keys
from backend.shop.accounts import rules, selectors
from backend.shop.accounts.rules import Permission
from backend.shop.accounts.selectors import Person
from backend.shop.accounts.services.sessions import Login
from backend.shop.kit import clock
from backend.shop.kit.errors import Forbidden, Unauthenticated

_AUDIENCE = "posy"
_ALGORITHM = "HS256"
_NAME_LENGTH = 16

P = ParamSpec("P")
R = TypeVar("R")


def register(app: flask.Flask, settings: Settings) -> None:
    """Tokens are signed with a key of their own, derived from the shop's; one algorithm, one audience.

    A token names its key, so that one of the shop's previous key is still read while that is in the settings.
    """
    keys = {_name(key): key for key in map(_signing, secret_keys(settings))}
    newest = _signing(secret_key(settings.secret_key))
    app.config["JWT_SECRET_KEY"] = newest
    app.config["JWT_ALGORITHM"] = _ALGORITHM
    app.config["JWT_DECODE_ALGORITHMS"] = [_ALGORITHM]
    app.config["JWT_ENCODE_AUDIENCE"] = app.config["JWT_DECODE_AUDIENCE"] = _AUDIENCE
    app.config["JWT_TOKEN_LOCATION"] = ["headers"]
    app.config["JWT_ACCESS_TOKEN_EXPIRES"] = rules.ACCESS_LIFE
    manager = jwt.JWTManager(app)
    manager.decode_key_loader(lambda header, _claims: keys.get(str(header.get("kid")), newest))


def access_token(login: Login) -> str:
    """A token for ten minutes, to be kept in memory only."""
    token: str = jwt.create_access_token(
        str(login.session_id),
        additional_claims={"typ": "access"},
        additional_headers={"kid": _name(flask.current_app.config["JWT_SECRET_KEY"])},
    )
    return token


def caller() -> Person | None:
    """Who sent this request; None without a token. Raises Unauthenticated for one that opens nothing."""
    if "caller" not in flask.g:
        flask.g.caller = _caller()
    found: Person | None = flask.g.caller
    return found


def me() -> Person:
    """Who sent this request. Raises Unauthenticated."""
    person = caller()
    if person is None:
        raise Unauthenticated("Please log in to go on.")
    return person


def needs(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Lets only those pass whose role has the permission; it stands above the route's validation."""

    def guard(route: Callable[P, R]) -> Callable[P, R]:
        @wraps(route)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if permission not in me().permissions:
                raise Forbidden(f"This needs the right to {permission.replace('_', ' ')}.")
            return route(*args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by the access sweep
        return guarded

    return guard


def logged_in(route: Callable[P, R]) -> Callable[P, R]:
    """Lets only those pass who are logged in: it stands above the route's validation."""

    @wraps(route)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        me()
        return route(*args, **kwargs)

    return guarded


def staff_only(route: Callable[P, R]) -> Callable[P, R]:
    """Lets only those pass who work here, whatever their role may do."""

    @wraps(route)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if me().role not in rules.STAFF:
            raise Forbidden("This is for those who work here.")
        return route(*args, **kwargs)

    return guarded


def session_id() -> UUID:
    """The session of this request's login. Raises Unauthenticated."""
    me()
    this: UUID = flask.g.session_id
    return this


def _caller() -> Person | None:
    if not flask.request.headers.get("Authorization"):
        return None
    flask.g.session_id = session_id = _session_id()
    with db.transaction() as session:
        person = selectors.of_session(session, session_id=session_id, now=clock.now())
    if person is None:
        raise Unauthenticated("Your login has ended. Please log in again.")
    return person


def _signing(key: str) -> str:
    return hmac.new(key.encode(), b"access-token", hashlib.sha256).hexdigest()


def _name(signing_key: str) -> str:
    """What a token calls its key by: it tells nothing of the key."""
    return hashlib.sha256(signing_key.encode()).hexdigest()[:_NAME_LENGTH]


def _session_id() -> UUID:
    try:
        jwt.verify_jwt_in_request()
        claims: dict[str, Any] = jwt.get_jwt()
        if claims.get("typ") == "access":
            return UUID(claims["sub"])
    except (PyJWTError, JWTExtendedException, ValueError):
        pass
    raise Unauthenticated("Please log in again.")
