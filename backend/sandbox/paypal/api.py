"""PayPal's HTTP API as far as the shop uses it."""

import logging

from flask import Blueprint, Response, jsonify, request

from backend.sandbox.context import current
from backend.sandbox.paypal import events, orders, refunds
from backend.sandbox.paypal.answering import granted, holds_token, knows_client, read, write
from backend.sandbox.paypal.refusal import PayPalRefusal
from backend.sandbox.refusal import Refusal
from backend.sandbox.store import Db, Json

log = logging.getLogger(__name__)
api = Blueprint("paypal_api", __name__)
_OPEN_TO_ALL = "paypal_api.get_token"


@api.before_request
def check_token() -> tuple[Response, int] | None:
    if request.endpoint == _OPEN_TO_ALL or holds_token(current()):
        return None
    return jsonify(error="invalid_token", error_description="Token signature verification failed"), 401


@api.post("/v1/oauth2/token")
def get_token() -> tuple[Response, int]:
    """(docs) Basic keys for a bearer token; (guess) the words of a refusal."""
    if not knows_client(current()):
        return jsonify(error="invalid_client", error_description="Client Authentication failed"), 401
    if request.form.get("grant_type") != "client_credentials":
        return jsonify(error="unsupported_grant_type"), 400
    return jsonify(granted(current())), 200


@api.post("/v1/notifications/verify-webhook-signature")
def verify() -> Response:
    question, context = request.get_data(), current()

    def judged(_: Db) -> Json:
        ours = events.is_ours(question, settings=context.settings)
        return {"verification_status": "SUCCESS" if ours else "FAILURE"}

    return read(judged)


@api.post("/v2/checkout/orders")
def create_order() -> Response:
    context = current()
    return write(
        lambda db, body: orders.create(db, body=body, now=context.now(), base_url=context.settings.base_url),
        orders.shown,
    )


@api.get("/v2/checkout/orders/<order_id>")
def get_order(order_id: str) -> Response:
    return read(lambda db: orders.shown(db, orders.find(db, order_id)))


@api.post("/v2/checkout/orders/<order_id>/capture")
def capture(order_id: str) -> Response:
    return write(lambda db, _: orders.capture(db, order_id=order_id, now=current().now()), orders.shown)


@api.get("/v2/payments/captures/<capture_id>")
def get_capture(capture_id: str) -> Response:
    return read(lambda db: events.told(refunds.find(db, capture_id, kind=orders.CAPTURE)))


@api.post("/v2/payments/captures/<capture_id>/refund")
def refund(capture_id: str) -> Response:
    context = current()
    return write(
        lambda db, body: refunds.create(
            db, capture_id=capture_id, body=body, now=context.now(), base_url=context.settings.base_url
        ),
        lambda _, made: events.told(made),
    )


@api.get("/v2/payments/refunds/<refund_id>")
def get_refund(refund_id: str) -> Response:
    return read(lambda db: events.told(refunds.find(db, refund_id, kind=orders.REFUND)))


@api.errorhandler(Refusal)
def refused(refusal: Refusal) -> tuple[Response, int]:
    return jsonify(refusal.body()), refusal.status


@api.errorhandler(Exception)
def broken(failure: Exception) -> tuple[Response, int]:
    log.exception("PayPal's stand-in failed", exc_info=failure)
    return refused(PayPalRefusal("INTERNAL_SERVER_ERROR", status=500))
