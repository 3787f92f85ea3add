"""The pages and JSON that show the caught letters."""

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from backend.sandbox import mail
from backend.sandbox.context import current
from backend.sandbox.store import Json

page = Blueprint("mail_page", __name__)

# A letter is shown as a mail program would: no scripts, and its links open outside of the frame. Only
# because nothing can run in it may it share our origin, which lets the page give it its height.
LETTER_POLICY = (
    "default-src 'none'; img-src * data:; style-src 'unsafe-inline'; font-src *;"
    " sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
)


@page.get("/mail")
def show_list() -> str:
    to = request.args.get("to", "").strip()
    with current().store.transaction() as db:
        return render_template("mail.html", letters=mail.newest(db, to=to), total=mail.count(db), to=to)


@page.get("/mail.json")
def list_json() -> Response:
    with current().store.transaction() as db:
        return jsonify(items=mail.newest(db, to=request.args.get("to", "").strip()), total=mail.count(db))


@page.get("/mail/<int:letter_id>")
def show(letter_id: int) -> str:
    return render_template("letter.html", letter=_letter(letter_id))


@page.get("/mail/<int:letter_id>.json")
def show_json(letter_id: int) -> Response:
    return jsonify(_letter(letter_id))


@page.get("/mail/<int:letter_id>/html")
def show_html(letter_id: int) -> Response:
    html = _letter(letter_id)["html"] or ""
    response = Response(f'<base target="_blank">{html}', mimetype="text/html")
    response.headers["Content-Security-Policy"] = LETTER_POLICY
    return response


@page.post("/mail/clear")
def clear() -> AnyResponse:
    with current().store.transaction() as db:
        mail.clear(db)
    return redirect(url_for("mail_page.show_list"), 303)


@page.delete("/mail")
def clear_by_request() -> tuple[str, int]:
    with current().store.transaction() as db:
        mail.clear(db)
    return "", 204


def _letter(letter_id: int) -> Json:
    with current().store.transaction() as db:
        letter = mail.find(db, letter_id)
    if letter is None:
        abort(404)
    return letter
