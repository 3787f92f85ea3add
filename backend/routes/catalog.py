"""The public catalog: lists, product pages, categories and occasions; bodies by SQL, cacheable by anyone."""

from datetime import date

import flask
from spectree import Response

from backend import db
from backend.routes.api import api, sql_made
from backend.routes.schemas.catalog import (
    CategoryList,
    OccasionList,
    PageQuery,
    ProductList,
    ProductModel,
    ProductQuery,
    ProductsQuery,
)
from backend.routes.schemas.common import Problem
from backend.shop.kit import clock
from backend.shop.kit.paging import Page
from backend.shop.search import selectors
from backend.shop.search.rules import Asked, words
from backend.shop.search.selectors import Place

blueprint = flask.Blueprint("catalog", __name__, url_prefix="/api")


@blueprint.get("/products")
@api.validate(resp=Response(HTTP_200=ProductList, HTTP_422=Problem), tags=["catalog"])
def products(query: ProductsQuery) -> flask.Response:
    """The catalog, filtered, sorted and paged, with facets."""
    body = selectors.products(db.edge_session(), asked=_asked(query), now=clock.now())
    return _true_for(query.delivery_date, body)


@blueprint.get("/products/<slug>")
@api.validate(resp=Response(HTTP_200=ProductModel, HTTP_404=Problem, HTTP_422=Problem), tags=["catalog"])
def product(slug: str, query: ProductQuery) -> flask.Response:
    """One product with its sizes, what is in them, and what may go with it."""
    place = Place(query.delivery_date, query.postcode)
    body = selectors.product(db.edge_session(), slug=slug, place=place, now=clock.now())
    return _true_for(query.delivery_date, body)


@blueprint.get("/categories")
@api.validate(resp=Response(HTTP_200=CategoryList, HTTP_422=Problem), tags=["catalog"])
def categories(query: PageQuery) -> flask.Response:
    """The categories that have something to show."""
    return sql_made(selectors.categories(db.edge_session(), page=_page(query)))


@blueprint.get("/occasions")
@api.validate(resp=Response(HTTP_200=OccasionList, HTTP_422=Problem), tags=["catalog"])
def occasions(query: PageQuery) -> flask.Response:
    """The occasions that have something to show."""
    return sql_made(selectors.occasions(db.edge_session(), page=_page(query), now=clock.now()))


def _true_for(day: date | None, body: str) -> flask.Response:
    """What can be had on a day changes with every order and every lot: its tag is shown anew each time."""
    return sql_made(body, max_age=0) if day else sql_made(body)


def _asked(query: ProductsQuery) -> Asked:
    return Asked(
        words=words(query.q),
        category=tuple(query.category),
        color=tuple(query.color),
        occasion=tuple(query.occasion),
        price_min=query.price_min,
        price_max=query.price_max,
        day=query.delivery_date,
        postcode=query.postcode,
        sort=query.sort,
        page=_page(query),
    )


def _page(query: PageQuery) -> Page:
    return Page(number=query.page, size=query.page_size)
