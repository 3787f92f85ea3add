"""What every request passes: address behind proxies, Origin, content type, headers of the answer."""

import ipaddress
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import flask

from backend.config import Settings
from backend.routes.problems import Csrf, MalformedJson, TooLarge, UnsupportedMediaType
from backend.shop.kit.errors import NotFound

_SAFE = ("GET", "HEAD", "OPTIONS")
# What no page of ours sends: a provider signs its event, a mail program has a letter's secret (RFC 8058).
_SENT_FROM_ELSEWHERE = ("/api/payments/webhooks/", "/api/unsubscribe/")
_NULS = (b"\0", b"\\u0000")
# The only two addresses that take a picture, as it is: nothing of it is read before its sender is known.
_PHOTOS = re.compile(r"/api/(?:admin/deliveries|driver/stops)/[0-9a-fA-F-]{36}/photos")
_LARGEST_PHOTO = 8 * 1024 * 1024
_CSP = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
BACK_OFFICE_CSP = _CSP.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
    "img-src 'self' data:", "img-src 'self' data: blob:"
)

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


@lru_cache(maxsize=8)
def _networks(trusted: str) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    return tuple(
        ipaddress.ip_network(item.strip(), strict=False) for item in trusted.split(",") if item.strip()
    )


def _is_trusted(address: str, trusted: str) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in _networks(trusted))


def client_address(remote: str, forwarded: str, trusted: str) -> str:
    """The nearest address that is no proxy of ours; `X-Forwarded-For` counts only from trusted ones."""
    hops = [*(hop.strip() for hop in forwarded.split(",") if hop.strip()), remote]
    while len(hops) > 1 and _is_trusted(hops[-1], trusted):
        hops.pop()
    return hops[-1]


def network(address: str) -> str:
    """What counts as one client: an IPv4 address, or the /64 that an IPv6 one lies in."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if parsed.version == 4 else str(ipaddress.ip_network(f"{address}/64", strict=False))  # noqa: PLR2004


def behind_proxies(app: Wsgi, trusted: str) -> Wsgi:
    """WSGI: REMOTE_ADDR becomes the client's address."""

    def wrapped(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        remote, forwarded = environ.get("REMOTE_ADDR", ""), environ.get("HTTP_X_FORWARDED_FOR", "")
        environ["REMOTE_ADDR"] = client_address(remote, forwarded, trusted)
        return app(environ, start_response)

    return wrapped


def is_loopback(base_url: str) -> bool:
    return urlsplit(base_url).hostname in ("localhost", "127.0.0.1", "::1")


def _check_origin(base_url: str) -> None:
    request = flask.request
    if request.method in _SAFE or request.path.startswith(_SENT_FROM_ELSEWHERE):
        return
    parts = urlsplit(base_url)
    ours = {f"{parts.scheme}://{parts.netloc}", f"{parts.scheme}://{request.host}"}
    if request.headers.get("Origin") not in ours:
        raise Csrf("Please reload the page and try again.")


def _check_body() -> None:
    request = flask.request
    if request.method in _SAFE or request.path.startswith(_SENT_FROM_ELSEWHERE) or not request.content_length:
        return
    if request.method == "POST" and _PHOTOS.fullmatch(request.path):
        request.max_content_length = _LARGEST_PHOTO
        if request.content_length > _LARGEST_PHOTO:
            raise TooLarge("This picture is too large. Please send one of at most 8 MB.")
        return
    if request.mimetype != "application/json":
        raise UnsupportedMediaType("The body of this request must be application/json.")
    if not _is_json():
        raise MalformedJson("The body of this request is not valid JSON.")


def _is_json() -> bool:
    """Whether the body can be read. PostgreSQL keeps no NUL in a text, so nothing with one is read."""
    raw = flask.request.get_data()
    if any(nul in raw for nul in _NULS):
        return False
    try:
        return flask.request.get_json(silent=True) is not None or raw.strip() == b"null"
    except RecursionError:
        return False


def _check_address() -> None:
    if "\0" in flask.request.path:
        raise NotFound


def _headers(response: flask.Response) -> flask.Response:
    response.headers.setdefault("Content-Security-Policy", _CSP)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    if flask.request.path.startswith("/api/"):
        response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def register(app: flask.Flask, settings: Settings) -> None:
    def check() -> None:
        _check_address()
        _check_origin(settings.base_url)
        _check_body()

    app.before_request(check)
    app.after_request(_headers)
