"""The payment provider's HTTP API at its real wire format, as far as the shop uses it."""

import base64
import binascii
import hmac
import logging

from flask import Blueprint, Response, g, request
from stripe import params as sdk

from backend.sandbox import answers, refunds, sessions, store
from backend.sandbox.answering import answered, asked, read, respond, write
from backend.sandbox.context import current
from backend.sandbox.parameters import Parameters
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
# The SDK's dictionaries for reading a list, and one object of it.
READING: dict[str, tuple[type, type]] = {
    "checkout/sessions": (sdk.checkout.SessionListParams, sdk.checkout.SessionRetrieveParams),
    "payment_intents": (sdk.PaymentIntentListParams, sdk.PaymentIntentRetrieveParams),
    "charges": (sdk.ChargeListParams, sdk.ChargeRetrieveParams),
    "refunds": (sdk.RefundListParams, sdk.RefundRetrieveParams),
    "events": (sdk.EventListParams, sdk.EventRetrieveParams),
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

    def work(db: Db, params: Parameters) -> Json:
        return sessions.create(db, params=params, now=context.now(), base_url=context.settings.base_url)

    return write(work, known=sdk.checkout.SessionCreateParams)


@api.get("/checkout/sessions/<session_id>")
def get_session(session_id: str) -> Response:
    def find(db: Db) -> Json:
        return sessions.find(db, session_id=session_id, now=current().now())

    return read(find, known=sdk.checkout.SessionRetrieveParams)


@api.get("/checkout/sessions/<session_id>/line_items")
def get_line_items(session_id: str) -> Response:
    def find(db: Db) -> Json:
        return answers.line_items(sessions.find(db, session_id=session_id, now=current().now()))

    return read(find, known=sdk.checkout.SessionListLineItemsParams)


@api.post("/checkout/sessions/<session_id>/expire")
def expire_session(session_id: str) -> Response:
    return write(
        lambda db, _: sessions.expire(db, session_id=session_id, now=current().now()),
        known=sdk.checkout.SessionExpireParams,
    )


@api.post("/refunds")
def create_refund() -> Response:
    return write(
        lambda db, params: refunds.create(db, params=params, now=current().now()),
        known=sdk.RefundCreateParams,
    )


@api.get("/<any(payment_intents, charges, refunds, events):path>/<object_id>")
def get_object(path: str, object_id: str) -> Response:
    kind = LISTS[path][0]

    def find(db: Db) -> Json:
        found = store.get(db, object_id, kind=kind)
        if found is None:
            raise missing(kind, object_id)
        return found

    return read(find, known=READING[path][1])


@api.get("/checkout/sessions", defaults={"path": "checkout/sessions"})
@api.get("/<any(payment_intents, charges, refunds, events):path>")
def list_objects(path: str) -> Response:
    kind, filters = LISTS[path]
    params = asked(READING[path][0])

    def page(db: Db) -> Json:
        sessions.expire_overdue(db, now=current().now())
        return answers.page(db, kind=kind, params=params, filters=filters, url=f"/v1/{path}")

    return answered(page)


@api.after_request
def label(response: Response) -> Response:
    response.headers["Request-Id"] = g.get("request_id", "")
    for name in ("Idempotency-Key", "Stripe-Version"):
        if name in request.headers:
            response.headers[name] = request.headers[name]
    return response


@api.errorhandler(Refusal)
def refused(refusal: Refusal) -> Response:
    return respond(refusal.status, refusal.body())


@api.errorhandler(Exception)
def broken(failure: Exception) -> Response:
    log.exception("The payment stand-in failed", exc_info=failure)
    refusal = Refusal("An unknown error occurred", status=500, kind="api_error")
    return respond(refusal.status, refusal.body())


@api.route("/<path:unknown>", methods=["GET", "POST", "DELETE"])
def unrecognized(unknown: str) -> Response:
    raise Refusal(f"Unrecognized request URL ({request.method}: /v1/{unknown}).", status=404)
