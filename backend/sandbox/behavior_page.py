"""The door to the stand-in's behavior: a page for people, JSON for tests, and a switch back to the usual."""

import json

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from backend.sandbox import behavior
from backend.sandbox.context import current
from backend.sandbox.refusal import Refusal
from backend.sandbox.settings import HOST

page = Blueprint("behavior_page", __name__)


@page.before_request
def only_from_here() -> None:
    """This computer only, and no page of another site that is open in its browser."""
    origin = request.headers.get("Origin")
    here = request.remote_addr == HOST and request.host.partition(":")[0] in (HOST, "localhost")
    if not here or origin not in (None, f"{request.scheme}://{request.host}"):
        raise Refusal("Behavior is set from this computer and from its own page only.", status=403)


@page.get("/behavior")
def show() -> str:
    with current().store.transaction() as db:
        values = behavior.every(db)
    return render_template("behavior.html", behaviors=behavior.ALL, values=values, written=json.dumps)


@page.get("/behavior.json")
def show_json() -> Response:
    with current().store.transaction() as db:
        return jsonify(behavior.every(db))


@page.post("/behavior")
def choose() -> AnyResponse:
    """JSON {"name", "value"} sets one and answers with all; the page's form sets every one it names."""
    if request.is_json:
        wanted = request.get_json()
        if not (isinstance(wanted, dict) and set(wanted) == {"name", "value"}):
            raise Refusal('Send {"name": ..., "value": ...}.')
        changes = [(wanted["name"], wanted["value"])]
    else:
        changes = [(name, _value(name, text)) for name, text in request.form.items()]
    with current().store.transaction() as db:
        for name, value in changes:
            behavior.choose(db, name=name, value=value)
        values = behavior.every(db)
    return jsonify(values) if request.is_json else redirect(url_for("behavior_page.show"), 303)


@page.post("/behavior/reset")
def reset() -> AnyResponse:
    """Back to the usual; whatever hangs goes on at once."""
    with current().store.transaction() as db:
        behavior.reset(db)
        values = behavior.every(db)
    current().waits.release()
    return jsonify(values) if request.is_json else redirect(url_for("behavior_page.show"), 303)


def _value(name: str, text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as failure:
        raise Refusal(f"{name} takes a value written as JSON.", param=name) from failure


@page.errorhandler(Refusal)
def refused(refusal: Refusal) -> tuple[str | Response, int]:
    if request.is_json:
        return jsonify(refusal.body()), refusal.status
    return render_template("message.html", title="That cannot be set", detail=refusal.message), refusal.status
