"""How each request is answered: token checked, faults met, its PayPal-Request-Id worked once."""

import base64
import hashlib
import hmac
from collections.abc import Callable

from flask import Response, jsonify, request

from backend.sandbox import idempotency
from backend.sandbox.context import Context, current
from backend.sandbox.faults import Trouble
from backend.sandbox.paypal.refusal import PayPalRefusal
from backend.sandbox.refusal import Refusal
from backend.sandbox.store import Db, Json

TOKEN_LIFE = 32400  # seconds (docs: about nine hours)


_SCHEME = "Bearer"


def granted(context: Context) -> Json:
    """A token that is good until it is over, and worthless without our secret."""
    until = context.now() + TOKEN_LIFE
    token = f"A21AA{until}.{_seal(context, until)}"
    return {"access_token": token, "token_type": _SCHEME, "expires_in": TOKEN_LIFE}


def _seal(context: Context, until: int) -> str:
    return hmac.new(
        context.settings.paypal_client_secret.encode(), str(until).encode(), hashlib.sha256
    ).hexdigest()


def knows_client(context: Context) -> bool:
    keys = f"{context.settings.paypal_client_id}:{context.settings.paypal_client_secret}"
    wanted = "Basic " + base64.b64encode(keys.encode()).decode()
    return hmac.compare_digest(wanted.encode(), request.headers.get("Authorization", "").encode())


def holds_token(context: Context) -> bool:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    until, _, seal = given.removeprefix("A21AA").partition(".")
    if scheme != _SCHEME or not until.isdecimal() or int(until) <= context.now():
        return False
    return hmac.compare_digest(seal.encode(), _seal(context, int(until)).encode())


def read(find: Callable[[Db], Json]) -> Response:
    trouble = _trouble()
    trouble.before()
    with current().store.transaction() as db:
        found = find(db)
    trouble.spoil()
    trouble.after()
    return jsonify(found)


def write(work: Callable[[Db, Json], Json], show: Callable[[Db, Json], Json]) -> Response:
    """Works a POST once per request id; (docs) a repeat gives 200 and how its object is by now."""
    body, context = request.get_json(silent=True), current()
    if not isinstance(body, dict):
        raise PayPalRefusal("MALFORMED_REQUEST_JSON", status=400)
    given = request.headers.get("PayPal-Request-Id", "")
    # (guess) An id is one for each kind of call.
    key = f"paypal:{request.endpoint}:{given}" if given else ""
    try:
        with context.keys.hold(key):
            return _worked(context, key, body, work, show)
    except PayPalRefusal:
        raise
    except Refusal as conflict:  # another request holds the key, or used it for something else
        if conflict.code == "idempotency_key_in_use":
            raise PayPalRefusal("PREVIOUS_REQUEST_IN_PROGRESS", status=409) from conflict
        if conflict.kind == "idempotency_error":
            raise PayPalRefusal("DUPLICATE_REQUEST_ID") from conflict
        raise


def _worked(
    context: Context,
    key: str,
    body: Json,
    work: Callable[[Db, Json], Json],
    show: Callable[[Db, Json], Json],
) -> Response:
    trouble = _trouble()

    def whole(db: Db) -> Json:
        made = work(db, body)
        trouble.spoil()
        return made

    trouble.before()
    ask = idempotency.Ask(key, idempotency.fingerprint(request.method, request.path, body), "again")
    with context.store.transaction() as db:
        answer = idempotency.once(db, ask=ask, now=context.now(), work=lambda: whole(db))
        told = show(db, answer.body) if answer.status < 300 else answer.body  # noqa: PLR2004
    trouble.after()
    response = jsonify(told)
    response.status_code = (200 if answer.first_request else 201) if answer.status < 300 else answer.status  # noqa: PLR2004
    return response


def _trouble() -> Trouble:
    operation = "paypal_" + (request.endpoint or "").rpartition(".")[2]
    return Trouble(current(), operation=operation, broken=_broken)


def _broken(*, kept: bool) -> Refusal:
    return PayPalRefusal("INTERNAL_SERVER_ERROR", status=500, kept=kept)
