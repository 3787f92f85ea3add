"""The hosted payment page and the bank's question: real forms that work without scripts, for no real card."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from backend.sandbox import payments, sessions, store
from backend.sandbox.cards import AUTHENTICATING, DECLINING, WORKING, digits
from backend.sandbox.context import current
from backend.sandbox.faults import Trouble
from backend.sandbox.refusal import Refusal
from backend.sandbox.store import Db, Json

page = Blueprint("hosted_page", __name__)


@page.get("/pay/<session_id>")
def show(session_id: str) -> str:
    context = current()
    with context.store.transaction() as db:
        session = sessions.find(db, session_id=session_id, now=context.now())
        declined = payments.last_decline(db, session)
    if session["status"] == "complete":
        return render_template("paid.html", session=session, back=success_url(session))
    if session["status"] == "expired":
        return render_template("expired.html", session=session)
    minutes = max(1, (session["expires_at"] - context.now()) // 60)
    cards = {"working": WORKING, "declining": DECLINING, "authenticating": AUTHENTICATING}
    return render_template("pay.html", session=session, declined=declined, minutes=minutes, **cards)


@page.post("/pay/<session_id>")
def pay(session_id: str) -> Response:
    """Tries the card of the form; a paid session leads on to the shop, everything else back to the page."""
    card = digits(request.form.get("card", ""))
    payer = {name: request.form.get(name, "")[:200] or None for name in ("email", "name")}
    return _moved(
        session_id,
        lambda db, session: payments.attempt(
            db, session=session, card=card, payer=payer, now=current().now()
        ),
    )


@page.get("/pay/<session_id>/authenticate")
def ask(session_id: str) -> str | Response:
    """The bank's page; without a question that is still open it leads back to the payment page."""
    context = current()
    with context.store.transaction() as db:
        session = sessions.find(db, session_id=session_id, now=context.now())
        intent = store.get(db, session["payment_intent"] or "")
    if session["status"] != "open" or intent is None or not payments.awaits_authentication(intent):
        return _onward(session, intent)
    return render_template("authenticate.html", session=session, card=intent["_asked"]["card"])


@page.post("/pay/<session_id>/authenticate")
def answer(session_id: str) -> Response:
    passed = request.form.get("outcome") == "complete"
    return _moved(
        session_id,
        lambda db, session: payments.authenticate(db, session=session, passed=passed, now=current().now()),
    )


def _moved(session_id: str, move: Callable[[Db, Json], Json]) -> Response:
    """Moves an open session and leads on; what the customer sees may fail after the money has moved."""
    context = current()
    trouble = Trouble(context, operation="pay")
    trouble.before()
    with context.store.transaction() as db:
        session = sessions.find(db, session_id=session_id, now=context.now())
        if session["status"] == "open":
            session = move(db, session)
        intent = store.get(db, session["payment_intent"] or "")
    trouble.spoil()
    trouble.after()
    return _onward(session, intent)


def _onward(session: Json, intent: Json | None) -> Response:
    if session["status"] == "complete":
        return redirect(success_url(session), 303)
    if session["status"] == "open" and payments.awaits_authentication(intent):
        return redirect(url_for("hosted_page.ask", session_id=session["id"]), 303)
    return redirect(url_for("hosted_page.show", session_id=session["id"], _anchor="payment"), 303)


def success_url(session: Json) -> str:
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])


@page.errorhandler(Refusal)
def refused(refusal: Refusal) -> tuple[str, int]:
    if refusal.status >= 500:  # noqa: PLR2004
        detail = "The payment page has broken down. Go back to the shop: it finds out whether you have paid."
        return render_template("message.html", title="Something went wrong", detail=detail), refusal.status
    return render_template("message.html", title="There is no such payment", detail=refusal.message), 404
