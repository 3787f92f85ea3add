"""The API document and the validation of what comes in; SQL-made bodies pass through untouched."""

import hashlib
from typing import Any

import flask
from pydantic import BaseModel
from spectree import SpecTree
from spectree.config import ModeEnum
from spectree.plugins.flask_plugin import FlaskPlugin

from backend.shop.kit.errors import Malformed


class SqlMade(flask.Response):
    """A body that PostgreSQL made; a test, not each request, holds it against its model."""


class _Plugin(FlaskPlugin):
    def request_validation(self, request: Any, query: Any, json: Any, *rest: Any) -> None:
        """Reads the body of a DELETE too, which the library leaves out although its document asks for it."""
        super().request_validation(request, query, json, *rest)  # type: ignore[no-untyped-call]  # the library's
        if json and request.method == "DELETE":
            body = self.model_adapter.validate_obj(json, request.get_json(silent=True) or {})
            request.context = request.context._replace(json=body)

    def validate_response(self, resp: Any, *rest: Any, **named: Any) -> Any:
        if isinstance(resp, flask.Response):
            return resp, None
        return super().validate_response(resp, *rest, **named)


def _refuse_malformed(_request: Any, _response: Any, error: Any, *_rest: Any) -> None:
    if error is not None:
        problems = [
            {"path": ".".join(str(step) for step in item["loc"]), "message": item["msg"]}
            for item in error.errors(include_url=False, include_context=False, include_input=False)
        ]
        where = ", ".join(problem["path"] or "body" for problem in problems)
        raise Malformed(f"Please check: {where}", errors=problems)


api = SpecTree(
    backend=_Plugin,
    before=_refuse_malformed,
    title="Posy",
    version="1",
    description="An online flower shop that never sells what it cannot make and deliver.",
    path="api/docs",
    page_templates={},
    mode=ModeEnum.strict,
    openapi_version="3.0.3",
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _parent, child: child,
)


def private(model: BaseModel) -> flask.Response:
    """An answer for one person that is asked for again and again: 304 while nothing has changed."""
    body = model.model_dump_json()
    response = flask.Response(body, mimetype="application/json")
    response.set_etag(hashlib.blake2b(body.encode(), digest_size=16).hexdigest())
    response.headers["Cache-Control"] = "private, no-cache"
    response.make_conditional(flask.request)
    return response


def sql_made(body: str, *, max_age: int = 30) -> flask.Response:
    """Answers a body from SQL with its ETag; 304 when the caller has it already."""
    response = SqlMade(body, mimetype="application/json")
    response.set_etag(hashlib.blake2b(body.encode(), digest_size=16).hexdigest())
    response.headers["Cache-Control"] = f"public, max-age={max_age}"
    response.make_conditional(flask.request)
    return response
