"""The hosted payment page: real forms that work without scripts, on which no real card belongs."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from backend.sandbox import payments, sessions
from backend.sandbox.cards import DECLINING, WORKING, digits
from backend.sandbox.context import current
from backend.sandbox.refusal import Refusal
from backend.sandbox.store import Json

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
    return render_template(
        "pay.html", session=session, declined=declined, minutes=minutes, working=WORKING, declining=DECLINING
    )


@page.post("/pay/<session_id>")
def pay(session_id: str) -> Response:
    """Tries the card of the form; a paid session leads on to the shop, everything else back to the page."""
    context = current()
    card = digits(request.form.get("card", ""))
    payer = {name: request.form.get(name, "")[:200] or None for name in ("email", "name")}
    with context.store.transaction() as db:
        session = sessions.find(db, session_id=session_id, now=context.now())
        if session["status"] == "open":
            session = payments.attempt(db, session=session, card=card, payer=payer, now=context.now())
    if session["status"] == "complete":
        return redirect(success_url(session), 303)
    return redirect(url_for("hosted_page.show", session_id=session_id, _anchor="payment"), 303)


def success_url(session: Json) -> str:
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])


@page.errorhandler(Refusal)
def unknown(refusal: Refusal) -> tuple[str, int]:
    return render_template("message.html", title="There is no such payment", detail=refusal.message), 404
