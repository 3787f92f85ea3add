"""Every refusal as `application/problem+json`; a database that is too busy says so and can be asked again."""

import json
import logging
from typing import Any

import flask
import psycopg.errors
from flask_limiter import RateLimitExceeded
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from backend.shop.kit.errors import Busy, NotFound, Refusal

log = logging.getLogger("posy.problems")

_BUSY = (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected)


class MalformedJson(Refusal):
    code, status, title = "malformed_json", 400, "This is not JSON"


class UnsupportedMediaType(Refusal):
    code, status, title = "unsupported_media_type", 415, "Please send application/json"


class Csrf(Refusal):
    code, status, title = "csrf", 403, "This request did not come from our pages"


class MethodNotAllowed(Refusal):
    code, status, title = "method_not_allowed", 405, "That cannot be done here"


class TooManyRequests(Refusal):
    code, status, title = "too_many_requests", 429, "Too many requests"


class TooLarge(Refusal):
    code, status, title = "too_large", 413, "That is too much at once"


class _Unexpected(Refusal):
    code, status, title = "internal", 500, "Something broke on our side"


_BY_STATUS: dict[int, type[Refusal]] = {404: NotFound, 405: MethodNotAllowed, 413: TooLarge}


def answer(refusal: Refusal) -> flask.Response:
    body = json.dumps(refusal.as_json())
    response = flask.Response(body, refusal.status, mimetype="application/problem+json")
    response.headers["Cache-Control"] = "no-store"
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _database(error: OperationalError) -> flask.Response:
    if isinstance(error.orig, _BUSY):
        return answer(Busy("Many people are buying right now. Please try again.", retry_after=1))
    return _unexpected(error)


def _pool(_error: PoolTimeout) -> flask.Response:
    return answer(Busy("Many people are buying right now. Please try again.", retry_after=2))


def _flood(error: RateLimitExceeded) -> flask.Response:
    return answer(
        TooManyRequests("Please wait a moment and try again.", retry_after=error.limit.limit.get_expiry())
    )


def _http(error: HTTPException) -> Any:
    if error.response is not None:
        return error.response
    kind = _BY_STATUS.get(error.code or 500)
    if kind is not None:
        return answer(kind())
    refusal = Refusal(error.description or "")
    refusal.status, refusal.code, refusal.title = (  # type: ignore[misc]  # one class for HTTP's rarer statuses
        error.code or 500,
        "http_error",
        error.name,
    )
    return answer(refusal)


def _unexpected(error: Exception) -> flask.Response:
    log.exception("unexpected error", exc_info=error)
    return answer(_Unexpected("We have been told. Please try again in a minute."))


def register(app: flask.Flask) -> None:
    app.register_error_handler(Refusal, answer)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(PoolTimeout, _pool)
    app.register_error_handler(RateLimitExceeded, _flood)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)
