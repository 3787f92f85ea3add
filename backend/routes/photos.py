"""A photo as the body of a request, and as an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import flask

from backend.routes.problems import UnsupportedMediaType
from backend.shop.orders import proofs
from backend.shop.orders.pictures import MIMETYPES
from backend.shop.orders.proofs import NewPhoto

if TYPE_CHECKING:
    from backend.shop.orders.models import Photo

_YEAR = 31_536_000


def sent_photo(delivery_id: UUID) -> NewPhoto:
    """The photo that this request brings. Raises UnsupportedMediaType and NotAPhoto."""
    mimetype = flask.request.mimetype
    if mimetype not in MIMETYPES:
        raise UnsupportedMediaType("A photo is sent as image/jpeg, image/png or image/webp.")
    return proofs.drawn(delivery_id=delivery_id, sent=flask.request.get_data(), mimetype=mimetype)


def shown_photo(photo: Photo) -> flask.Response:
    """For whoever may see it, and for no shared cache; it never changes."""
    response = flask.Response(photo.content, mimetype="image/webp")
    response.headers["Cache-Control"] = f"private, max-age={_YEAR}, immutable"
    response.headers["Content-Disposition"] = "inline"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
