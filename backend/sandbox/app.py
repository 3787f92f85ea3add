"""The sandbox's web application: the payment API, its hosted page, its behavior, letters, and an index."""

from datetime import UTC, datetime

from flask import Flask, Response, jsonify, render_template
from werkzeug.exceptions import HTTPException

from backend.sandbox import behavior, behavior_page, hosted_page, mail, mail_page, money, store, stripe_api
from backend.sandbox.context import EXTENSION, Context, current
from backend.sandbox.paypal import api as paypal_api
from backend.sandbox.paypal import page as paypal_page

LATEST_PAYMENTS = 12


def create_app(context: Context) -> Flask:
    app = Flask(__name__, static_folder=None)
    app.extensions[EXTENSION] = context
    app.jinja_env.filters["money"] = money.written
    app.jinja_env.filters["moment"] = moment
    for blueprint in (
        stripe_api.api,
        hosted_page.page,
        paypal_api.api,
        paypal_page.page,
        behavior_page.page,
        mail_page.page,
    ):
        app.register_blueprint(blueprint)
    app.add_url_rule("/", view_func=index)
    app.add_url_rule("/healthz", view_func=healthz)
    app.register_error_handler(HTTPException, explain)
    return app


def index() -> str:
    with current().store.transaction() as db:
        rows = db.execute(
            "SELECT body FROM objects WHERE kind = 'checkout.session' ORDER BY sequence DESC LIMIT ?",
            (LATEST_PAYMENTS,),
        ).fetchall()
        letters = mail.count(db)
        values = behavior.every(db)
    unusual = [each.title for each in behavior.ALL if values[each.name] != each.usual]
    sessions = [store.load(row["body"]) for row in rows]
    return render_template(
        "index.html", sessions=sessions, letters=letters, unusual=unusual, settings=current().settings
    )


def healthz() -> Response:
    with current().store.transaction() as db:
        db.execute("SELECT 1")
    return jsonify(status="ok")


def moment(at: int | str) -> str:
    """A unix time or an ISO text, as 22 Nov 08:15:30 UTC."""
    when = datetime.fromtimestamp(at, UTC) if isinstance(at, int) else datetime.fromisoformat(at)
    return f"{when:%d %b %H:%M:%S} UTC"


def explain(failure: HTTPException) -> tuple[str, int]:
    page = render_template("message.html", title=failure.name, detail=failure.description or "")
    return page, failure.code or 500
