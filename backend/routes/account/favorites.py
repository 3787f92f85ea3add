"""Favorite products and kinds of flowers. Keeping one twice and giving up what is none are no mistakes."""

import json
from typing import Any

import flask
from spectree import Response

from backend import db
from backend.routes.access import logged_in, me
from backend.routes.api import api, private
from backend.routes.schemas.belongings import FavoritesModel
from backend.routes.schemas.common import Problem
from backend.shop.accounts import favorites
from backend.shop.catalog import selectors as catalog
from backend.shop.catalog.errors import ProductNotFound
from backend.shop.kit import clock
from backend.shop.kit.errors import NotFound
from backend.shop.kit.paging import Page
from backend.shop.search import selectors as search
from backend.shop.search.rules import Asked

blueprint = flask.Blueprint("favorites", __name__, url_prefix="/api/me/favorites")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 404, 409)}
_TAGS = ["accounts"]


@blueprint.get("")
@logged_in
@api.validate(resp=Response(HTTP_200=FavoritesModel, HTTP_401=Problem), tags=_TAGS)
def read_all() -> flask.Response:
    """Her favorites: products as in the catalog's lists; kinds of flowers by their names."""
    session, account_id = db.edge_session(), me().id
    named = catalog.categories(session, favorites.flowers(session, account_id=account_id))
    flowers = [{"value": slug, "label": name} for slug, name in named.items()]
    return private(FavoritesModel.model_validate({"products": _products(), "flowers": flowers}))


@blueprint.put("/products/<slug>")
@logged_in
@api.validate(resp=Response(HTTP_204=None, **_REFUSED), tags=_TAGS)
def keep_product(slug: str) -> tuple[str, int]:
    session, account_id = db.edge_session(), me().id
    product_id = catalog.product_id(session, slug, for_sale=True)
    if product_id is None:
        raise ProductNotFound("We could not find these flowers. They may be out of our range now.")
    favorites.keep_product(session, account_id=account_id, product_id=product_id, at=clock.now())
    return "", 204


@blueprint.delete("/products/<slug>")
@logged_in
@api.validate(resp=Response(HTTP_204=None, HTTP_401=Problem), tags=_TAGS)
def give_up_product(slug: str) -> tuple[str, int]:
    session, account_id = db.edge_session(), me().id
    product_id = catalog.product_id(session, slug)
    if product_id is not None:
        favorites.give_up_product(session, account_id=account_id, product_id=product_id)
    return "", 204


@blueprint.put("/flowers/<value>")
@logged_in
@api.validate(resp=Response(HTTP_204=None, **_REFUSED), tags=_TAGS)
def keep_flower(value: str) -> tuple[str, int]:
    """`value` is the slug of a category."""
    session, account_id = db.edge_session(), me().id
    if value not in catalog.categories(session, [value]):
        raise NotFound("We have no flowers of this kind.")
    favorites.keep_flower(session, account_id=account_id, flower=value, at=clock.now())
    return "", 204


@blueprint.delete("/flowers/<value>")
@logged_in
@api.validate(resp=Response(HTTP_204=None, HTTP_401=Problem), tags=_TAGS)
def give_up_flower(value: str) -> tuple[str, int]:
    favorites.give_up_flower(db.edge_session(), account_id=me().id, flower=value)
    return "", 204


def _products() -> list[dict[str, Any]]:
    session = db.edge_session()
    kept = favorites.products(session, account_id=me().id)
    asked = Asked(only=tuple(kept), page=Page(size=favorites.MOST))
    cards: list[dict[str, Any]] = json.loads(search.products(session, asked=asked, now=clock.now()))["items"]
    return cards
