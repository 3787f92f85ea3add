"""Favorites: kept once, given up without a word, and shown as the catalog shows them."""

from backend import db
from backend.routes.schemas.catalog import ProductCard
from backend.shop.catalog.models import Category
from tests.builders.shop import OpenShop
from tests.routes.account import customers
from tests.routes.buying import facts
from tests.routes.conftest import Browser

SLUG = "rose-city-dozen"


def test_a_favorite_is_kept_once_and_shown_as_the_catalog_shows_it(
    http: Browser, open_shop: OpenShop
) -> None:
    hers = customers.log_in(http)
    for _ in range(2):
        assert http.put(f"/api/me/favorites/products/{SLUG}", headers=hers).status_code == 204

    found = http.get("/api/me/favorites", headers=hers).json

    assert found["products"] == http.get("/api/products").json["items"]
    assert [ProductCard.model_validate(each).slug for each in found["products"]] == [SLUG]
    assert http.get("/api/me/favorites", headers=customers.elsewhere(http, customers.BEA)).json == {
        "products": [],
        "flowers": [],
    }
    for _ in range(2):
        assert http.delete(f"/api/me/favorites/products/{SLUG}", headers=hers).status_code == 204
    assert facts("select * from favorite_product") == []


def test_what_is_not_for_sale_cannot_be_kept_and_is_not_shown(http: Browser, open_shop: OpenShop) -> None:
    hers = customers.log_in(http)
    http.put(f"/api/me/favorites/products/{SLUG}", headers=hers)
    with db.transaction() as session:
        session.connection().exec_driver_sql("update product set status = 'archived'")

    refused = http.put(f"/api/me/favorites/products/{SLUG}", headers=hers)
    unknown = http.put("/api/me/favorites/products/none", headers=hers)

    assert [(each.status_code, each.json["code"]) for each in (refused, unknown)] == [
        (404, "product_not_found")
    ] * 2
    assert http.get("/api/me/favorites", headers=hers).json["products"] == []
    assert http.delete(f"/api/me/favorites/products/{SLUG}", headers=hers).status_code == 204
    assert facts("select * from favorite_product") == []


def test_kinds_of_flowers_are_the_catalogs_categories(http: Browser, open_shop: OpenShop) -> None:
    hers = customers.log_in(http)
    with db.transaction() as session:
        session.add_all([Category(slug="tulips", name="Tulips", position=8)])
        session.add_all([Category(slug="lilies", name="Lilies", position=9)])
    for value in ("lilies", "tulips", "tulips"):
        assert http.put(f"/api/me/favorites/flowers/{value}", headers=hers).status_code == 204

    assert http.put("/api/me/favorites/flowers/weeds", headers=hers).status_code == 404
    assert http.get("/api/me/favorites", headers=hers).json["flowers"] == [
        {"value": "tulips", "label": "Tulips"},
        {"value": "lilies", "label": "Lilies"},
    ]
    assert http.delete("/api/me/favorites/flowers/tulips", headers=hers).status_code == 204
    assert facts("select flower from favorite_flower") == [("lilies",)]
