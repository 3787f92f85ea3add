"""How each request of the API is answered: parameters' names checked, faults met, its key used once."""

from collections.abc import Callable
from functools import partial

from flask import Response, g, jsonify, request

from backend.sandbox import answers, idempotency
from backend.sandbox.context import current
from backend.sandbox.faults import Trouble
from backend.sandbox.idempotency import Ask
from backend.sandbox.parameters import Parameters, decode
from backend.sandbox.shapes import refuse_unknown, refuse_unmodeled
from backend.sandbox.store import Db, Json


def asked(known: type) -> Parameters:
    """The query's parameters, of which the SDK's dictionary knows every name."""
    tree = decode(request.args.items(multi=True))
    refuse_unknown(tree, known)
    return Parameters(tree)


def read(find: Callable[[Db], Json], *, known: type) -> Response:
    params = asked(known)
    refuse_unmodeled(params.values, {"expand": None})
    return answered(lambda db: answers.shown(db, find(db), expand=params.texts("expand")))


def answered(look: Callable[[Db], Json]) -> Response:
    trouble = Trouble(current(), operation=_operation())
    trouble.before()
    with current().store.transaction() as db:
        body = look(db)
    trouble.spoil()
    trouble.after()
    return respond(200, body)


def write(work: Callable[[Db, Parameters], Json], *, known: type) -> Response:
    """Works a POST once per idempotency key; the work and the memory of it commit together."""
    tree = decode(request.form.items(multi=True))
    refuse_unknown(tree, known)
    params, context = Parameters(tree), current()
    ask = Ask(
        key=request.headers.get("Idempotency-Key", ""),
        fingerprint=idempotency.fingerprint(request.method, request.path, tree),
        request_id=g.request_id,
    )
    with context.keys.hold(ask.key):
        trouble = Trouble(context, operation=_operation())

        def whole(db: Db) -> Json:
            body = answers.shown(db, work(db, params), expand=params.texts("expand"))
            trouble.spoil()
            return body

        trouble.before()
        with context.store.transaction() as db:
            answer = idempotency.once(db, ask=ask, now=context.now(), work=partial(whole, db))
        trouble.after()
    response = respond(answer.status, answer.body)
    if answer.first_request is not None:
        response.headers["Idempotent-Replayed"] = "true"
        response.headers["Original-Request"] = answer.first_request
    if answer.status >= 500:  # noqa: PLR2004
        # (docs) So says the SDK: the key would only repeat this answer.
        response.headers["Stripe-Should-Retry"] = "false"
    return response


def respond(status: int, body: Json) -> Response:
    response = jsonify(body)
    response.status_code = status
    return response


def _operation() -> str:
    """The name by which /behavior calls what is asked: that of the function which answers it."""
    return (request.endpoint or "").rpartition(".")[2]
