"""Favorite products and kinds of flowers. Keeping one twice and giving up what is none are no mistakes."""

import flask
from spectree import Response

from backend.routes.api import api
from backend.routes.schemas.belongings import FavoritesModel
from backend.routes.schemas.common import Problem

blueprint = flask.Blueprint("favorites", __name__, url_prefix="/api/me/favorites")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 404, 409)}
_TAGS = ["accounts"]


@blueprint.get("")
@api.validate(resp=Response(HTTP_200=FavoritesModel, HTTP_401=Problem), tags=_TAGS)
def read_all() -> flask.Response:
    """Her favorites, products as in the catalog's lists."""
    raise NotImplementedError


@blueprint.put("/products/<slug>")
@api.validate(resp=Response(HTTP_204=None, **_REFUSED), tags=_TAGS)
def keep_product(slug: str) -> tuple[str, int]:
    raise NotImplementedError


@blueprint.delete("/products/<slug>")
@api.validate(resp=Response(HTTP_204=None, HTTP_401=Problem), tags=_TAGS)
def give_up_product(slug: str) -> tuple[str, int]:
    raise NotImplementedError


@blueprint.put("/flowers/<value>")
@api.validate(resp=Response(HTTP_204=None, **_REFUSED), tags=_TAGS)
def keep_flower(value: str) -> tuple[str, int]:
    """`value` is the slug of a category."""
    raise NotImplementedError


@blueprint.delete("/flowers/<value>")
@api.validate(resp=Response(HTTP_204=None, HTTP_401=Problem), tags=_TAGS)
def give_up_flower(value: str) -> tuple[str, int]:
    raise NotImplementedError
