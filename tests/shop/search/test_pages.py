"""Product pages, categories and occasions."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from backend.shop.catalog.errors import ProductNotFound
from backend.shop.kit.paging import Page
from backend.shop.search import selectors
from backend.shop.search.selectors import Place
from tests.builders.catalog import a_category, a_product, an_occasion
from tests.builders.settings import a_shop
from tests.builders.stock import a_stem

NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _shop(session: Session) -> None:
    a_shop(session)


def page_of(session: Session, slug: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(selectors.product(session, slug=slug, place=Place(), now=NOW))
    return body


def test_a_page_shows_each_size_with_what_is_in_it(session: Session) -> None:
    rose = a_stem(session, name="Freedom rose")
    vase = a_stem(session, "glass-vase", perishable=False)
    product = a_product(session, "dozen", price=[8900, 12900], recipe={rose: 12, vase: 1}, occasions=["love"])
    body = page_of(session, "dozen")
    assert body["price_from"] == {"amount": 8900, "currency": "USD"}
    assert body["occasions"] == [{"slug": "love", "name": "Love"}]
    assert body["variants"][1] == {
        "id": product.variants[1].id,
        "sku": "dozen-deluxe",
        "size": "deluxe",
        "label": "Deluxe",
        "price": {"amount": 12900, "currency": "USD"},
        "left": None,
        "contents": [
            {"name": "Freedom rose", "quantity": 24, "kind": "stem"},
            {"name": "Glass vase", "quantity": 2, "kind": "item"},
        ],
    }


def test_vase_days_are_those_that_most_stems_last(session: Session) -> None:
    iris = a_stem(session, "iris", vase_days=2)
    rose = a_stem(session, "rose", vase_days=7)
    salal = a_stem(session, "salal", vase_days=14)
    vase = a_stem(session, "vase", perishable=False)
    a_product(session, "blue", recipe={iris: 4, rose: 6, salal: 5, vase: 1})
    a_product(session, "half", recipe={rose: 4, salal: 4})
    a_product(session, "vase-alone", recipe={vase: 1})
    assert [page_of(session, slug)["vase_days"] for slug in ("blue", "half", "vase-alone")] == [7, 7, None]


def test_addons_come_before_gifts_in_their_smallest_size(session: Session) -> None:
    a_product(session, "dozen")
    a_product(session, "chocolates", kind="gift", price=2400, position=1)
    card = a_product(session, "card", kind="addon", price=[600, 900], position=2, pictured=False)
    a_product(session, "old-card", kind="addon", status="archived")
    addons = page_of(session, "dozen")["addons"]
    assert [addon["slug"] for addon in addons] == ["card", "chocolates"]
    assert addons[0] == {
        "variant_id": card.variants[0].id,
        "slug": "card",
        "name": "Card",
        "summary": "Red roses",
        "image_url": "",
        "picture": None,
        "price": {"amount": 600, "currency": "USD"},
    }
    assert [addon["slug"] for addon in page_of(session, "card")["addons"]] == ["chocolates"]


@pytest.mark.parametrize("slug", ["draft", "archived", "unknown", "", "\0", "%"])
def test_drafts_archived_and_unknown_products_are_not_found(session: Session, slug: str) -> None:
    a_product(session, "draft", status="draft")
    a_product(session, "archived", status="archived")
    with pytest.raises(ProductNotFound):
        selectors.product(session, slug=slug, place=Place(), now=NOW)


def test_a_product_without_an_open_size_is_not_found(session: Session) -> None:
    a_product(session, "nothing-left").variants[0].active = False
    session.flush()
    with pytest.raises(ProductNotFound):
        selectors.product(session, slug="nothing-left", place=Place(), now=NOW)


def test_categories_that_have_something_to_show(session: Session) -> None:
    a_category(session, "roses", position=2)
    a_category(session, "plants", position=1)
    a_category(session, "empty")
    a_product(session, "one", category="roses")
    a_product(session, "two", category="roses")
    a_product(session, "three", category="plants")
    a_product(session, "card", category="gifts", kind="addon")
    assert json.loads(selectors.categories(session, page=Page())) == {
        "items": [
            {"slug": "plants", "name": "Plants", "count": 1},
            {"slug": "roses", "name": "Roses", "count": 2},
        ],
        "total": 2,
        "page": 1,
        "page_size": 24,
    }
    second = json.loads(selectors.categories(session, page=Page(2, 1)))
    assert [item["slug"] for item in second["items"]] == ["roses"]


def test_occasions_are_shown_by_different_products(session: Session) -> None:
    an_occasion(session, "birthday", position=1)
    an_occasion(session, "love", position=2)
    an_occasion(session, "wedding", position=3)
    a_product(session, "both", occasions=["birthday", "love"], position=1)
    a_product(session, "birthday-only", occasions=["birthday"], position=2)
    a_product(session, "summer-love", occasions=["love"], season=(6, 8), position=3)
    body = json.loads(selectors.occasions(session, page=Page(), now=NOW))
    assert [(item["slug"], item["count"], item["image_url"]) for item in body["items"]] == [
        ("birthday", 2, "/pictures/birthday-only-480.webp"),
        ("love", 2, "/pictures/both-480.webp"),
    ]
