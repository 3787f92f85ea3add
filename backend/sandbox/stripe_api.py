"""The payment provider's HTTP API at its real wire format, as far as the shop uses it."""

import base64
import binascii
import hmac
import logging
from collections.abc import Callable

from flask import Blueprint, Response, g, jsonify, request

from backend.sandbox import answers, idempotency, refunds, sessions, store
from backend.sandbox.context import current
from backend.sandbox.idempotency import Answer, Ask
from backend.sandbox.parameters import Parameters, decode
from backend.sandbox.refusal import Refusal, missing
from backend.sandbox.store import Db, Json, new_id

log = logging.getLogger(__name__)
api = Blueprint("stripe_api", __name__, url_prefix="/v1")

# For each list: the kind it holds, and its filters as parameter -> place in the object.
LISTS = {
    "checkout/sessions": (
        "checkout.session",
        {"payment_intent": "$.payment_intent", "status": "$.status", "customer": "$.customer"},
    ),
    "payment_intents": ("payment_intent", {"customer": "$.customer"}),
    "charges": ("charge", {"payment_intent": "$.payment_intent", "customer": "$.customer"}),
    "refunds": ("refund", {"payment_intent": "$.payment_intent", "charge": "$.charge"}),
    "events": ("event", {"type": "$.type"}),
}


@api.before_request
def check_key() -> None:
    g.request_id = new_id("req_", length=14)
    given = _given_key()
    if not given:
        message = "You did not provide an API key. Use `Authorization: Bearer YOUR_SECRET_KEY`."
        raise Refusal(message, status=401)
    if not hmac.compare_digest(given.encode(), current().settings.secret_key.encode()):
        raise Refusal(f"Invalid API Key provided: {given[:8]}****{given[-4:]}", status=401)


def _given_key() -> str:
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""


@api.post("/checkout/sessions")
def create_session() -> Response:
    context = current()
    return _write(
        lambda db, params: sessions.create(
            db, params=params, now=context.now(), base_url=context.settings.base_url
        )
    )


@api.get("/checkout/sessions/<session_id>")
def get_session(session_id: str) -> Response:
    return _read(lambda db: sessions.find(db, session_id=session_id, now=current().now()))


@api.get("/checkout/sessions/<session_id>/line_items")
def get_line_items(session_id: str) -> Response:
    return _read(lambda db: answers.line_items(sessions.find(db, session_id=session_id, now=current().now())))


@api.post("/checkout/sessions/<session_id>/expire")
def expire_session(session_id: str) -> Response:
    def work(db: Db, params: Parameters) -> Json:
        params.refuse_unknown(["expand"])
        return sessions.expire(db, session_id=session_id, now=current().now())

    return _write(work)


@api.post("/refunds")
def create_refund() -> Response:
    return _write(lambda db, params: refunds.create(db, params=params, now=current().now()))


@api.get("/<any(payment_intents, charges, refunds, events):path>/<object_id>")
def get_object(path: str, object_id: str) -> Response:
    kind = LISTS[path][0]

    def find(db: Db) -> Json:
        found = store.get(db, object_id, kind=kind)
        if found is None:
            raise missing(kind, object_id)
        return found

    return _read(find)


@api.get("/checkout/sessions", defaults={"path": "checkout/sessions"})
@api.get("/<any(payment_intents, charges, refunds, events):path>")
def list_objects(path: str) -> Response:
    context, params = current(), Parameters(decode(request.args.items(multi=True)))
    kind, filters = LISTS[path]
    with context.store.transaction() as db:
        sessions.expire_overdue(db, now=context.now())
        body = answers.page(db, kind=kind, params=params, filters=filters, url=f"/v1/{path}")
    return _respond(Answer(200, body))


def _read(find: Callable[[Db], Json]) -> Response:
    params = Parameters(decode(request.args.items(multi=True)))
    params.refuse_unknown(["expand"])
    with current().store.transaction() as db:
        return _respond(Answer(200, answers.shown(db, find(db), expand=params.texts("expand"))))


def _write(work: Callable[[Db, Parameters], Json]) -> Response:
    """Works a POST once per idempotency key; the work and the memory of it commit together."""
    tree = decode(request.form.items(multi=True))
    params = Parameters(tree)
    ask = Ask(
        key=request.headers.get("Idempotency-Key", ""),
        fingerprint=idempotency.fingerprint(request.method, request.path, tree),
        request_id=g.request_id,
    )
    context = current()
    with context.store.transaction() as db:
        answer = idempotency.once(
            db,
            ask=ask,
            now=context.now(),
            work=lambda: answers.shown(db, work(db, params), expand=params.texts("expand")),
        )
    return _respond(answer)


def _respond(answer: Answer) -> Response:
    response = jsonify(answer.body)
    response.status_code = answer.status
    if answer.first_request is not None:
        response.headers["Idempotent-Replayed"] = "true"
        response.headers["Original-Request"] = answer.first_request
    return response


@api.after_request
def label(response: Response) -> Response:
    response.headers["Request-Id"] = g.get("request_id", "")
    for name in ("Idempotency-Key", "Stripe-Version"):
        if name in request.headers:
            response.headers[name] = request.headers[name]
    return response


@api.errorhandler(Refusal)
def refused(refusal: Refusal) -> Response:
    return _respond(Answer(refusal.status, refusal.body()))


@api.errorhandler(Exception)
def broken(failure: Exception) -> Response:
    log.exception("The payment stand-in failed", exc_info=failure)
    refusal = Refusal("An unknown error occurred", status=500, kind="api_error")
    return _respond(Answer(refusal.status, refusal.body()))


@api.route("/<path:unknown>", methods=["GET", "POST", "DELETE"])
def unrecognized(unknown: str) -> Response:
    raise Refusal(f"Unrecognized request URL ({request.method}: /v1/{unknown}).", status=404)
