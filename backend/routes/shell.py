"""The built client: one shell with the title and description of each page written into it, and its files."""

import html
import re
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

import flask
from werkzeug.exceptions import NotFound

from backend import db
from backend.config import ROOT
from backend.routes import guards
from backend.shop.catalog import selectors as catalog
from backend.shop.settings.selectors import ShopMissing, shop

blueprint = flask.Blueprint("shell", __name__)

BUILT = ROOT / "backend" / "static" / "app"
PICTURES = ROOT / "backend" / "static" / "pictures"
_YEAR = 31_536_000
_DAY = 86_400

# Path: title and description; {shop} is the shop's name. Personal pages are not for search engines.
_PAGES: dict[str, tuple[str, str]] = {
    "/": ("{shop} · {tagline}", "Bouquets made the day they are delivered. Choose the day and the hour."),
    "/flowers": (
        "Bouquets and plants · {shop}",
        "Seasonal bouquets, plants and gifts for the day you choose.",
    ),
    "/cart": ("Your cart · {shop}", "What you have chosen so far."),
    "/unsubscribe": ("No more reminders · {shop}", "Switches the reminders of key dates off."),
    "/account/substitution": ("May we use another flower? · {shop}", "Answers a question of the florist's."),
    "/checkout": ("Checkout · {shop}", "Where the flowers go, who they are from, and paying."),
}
_NOT_BUILT = "<!doctype html><title></title><p>The client is not built yet: run <code>make run</code>.</p>"
_ACCOUNT = re.compile(r"^/account(?:/[a-z-]+)?$")
_ORDER = re.compile(r"^/orders/[\w-]+$")
_PRODUCT = re.compile(r"^/flowers/(?P<slug>[\w-]+)$")


@blueprint.get("/assets/<path:name>")
def asset(name: str) -> flask.Response:
    """Built files carry a hash in their name and never change."""
    response = flask.send_from_directory(BUILT / "assets", name, max_age=_YEAR)
    response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return response


@blueprint.get("/pictures/<path:name>")
def picture(name: str) -> flask.Response:
    return flask.send_from_directory(PICTURES, name, max_age=_DAY)


@blueprint.get("/robots.txt")
def robots() -> flask.Response:
    lines = (
        "User-agent: *",
        "Disallow: /account",
        "Disallow: /admin",
        "Disallow: /api/",
        "Disallow: /cart",
        "Disallow: /checkout",
        "Disallow: /orders/",
    )
    return flask.Response("\n".join(lines) + "\n", mimetype="text/plain")


@blueprint.get("/admin", defaults={"path": ""})
@blueprint.get("/admin/<path:path>")
def back_office(path: str) -> flask.Response:
    """The back office is one page, whose components write styles as they go; nothing else of it is looser."""
    response = flask.Response(_shell("admin.html"), mimetype="text/html")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Security-Policy"] = guards.BACK_OFFICE_CSP
    return response


@blueprint.get("/", defaults={"path": ""})
@blueprint.get("/<path:path>")
def page(path: str) -> flask.Response:
    """The shell with this page's head; an address that is no page gets the same shell with a real 404."""
    if path.startswith("api/"):
        raise NotFound
    if (BUILT / path).is_file() and path not in ("", "index.html", "admin.html"):
        return flask.send_from_directory(BUILT, path, max_age=_DAY)
    title, description, status = _head(f"/{path}".rstrip("/") or "/")
    response = flask.Response(_written(title, description), status, mimetype="text/html")
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    if status == HTTPStatus.OK:
        response.make_conditional(flask.request)
    return response


def _head(path: str) -> tuple[str, str, int]:
    try:
        facts = shop(db.edge_session())
        name, tagline = facts.name, facts.tagline
    except ShopMissing:
        name, tagline = "Posy", "Flowers"
    if found := _PRODUCT.match(path):
        head = catalog.head(db.edge_session(), found["slug"])
        if head is not None:
            return f"{head.name} · {name}", head.description, 200
    elif path in _PAGES:
        title, description = _PAGES[path]
        return title.format(shop=name, tagline=tagline), description, 200
    elif _ACCOUNT.match(path):
        return f"Your account · {name}", "Your orders, recipients, favorites and key dates.", 200
    elif _ORDER.match(path):
        return f"Your order · {name}", "Where your flowers are.", 200
    return f"Nothing here · {name}", "This page does not exist (any more).", 404


def _written(title: str, description: str) -> str:
    shell = _shell("index.html")
    shell = re.sub(r"<title>.*?</title>", lambda _: f"<title>{html.escape(title)}</title>", shell, count=1)
    meta = f'<meta name="description" content="{html.escape(description)}"'
    return re.sub(r'<meta\s+name="description"\s+content="[^"]*"', lambda _: meta, shell, count=1)


def _shell(name: str) -> str:
    path = BUILT / name
    return _read(path, path.stat().st_mtime_ns) if path.exists() else _NOT_BUILT


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> str:
    """The shell as it was built last; a new build is a new time of change."""
    return path.read_text(encoding="utf-8")
