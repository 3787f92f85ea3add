"""Who is at the door, as the accounts count her tries."""

import flask

from backend.routes import cookies
from backend.routes.guards import network
from backend.shop.accounts.services.counting import Visitor


def visitor() -> Visitor:
    """The browser of this request."""
    return Visitor(
        device=flask.request.headers.get("User-Agent", ""),
        address=network(flask.request.remote_addr or ""),
        known=cookies.known_people(),
    )
