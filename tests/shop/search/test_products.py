"""The list of products: filters, facets, words, order and pages."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from backend.shop.catalog.models import Product
from backend.shop.kit.paging import Page
from backend.shop.search import selectors
from backend.shop.search.rules import Asked, words
from tests.builders.catalog import a_product
from tests.builders.settings import a_shop

# Monday noon in Portland.
NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)
LATER = datetime(2099, 1, 1, tzinfo=UTC)


def listed(session: Session, **asked: Any) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(selectors.products(session, asked=Asked(**asked), now=NOW))
    return body


def slugs(session: Session, **asked: Any) -> list[str]:
    return [item["slug"] for item in listed(session, **asked)["items"]]


@pytest.fixture(autouse=True)
def _range(session: Session) -> None:
    a_shop(session)
    a_product(
        session,
        "rose-city-dozen",
        price=[8900, 12900],
        category="roses",
        colors=["red", "green"],
        occasions=["love"],
        position=1,
    )
    a_product(
        session,
        "housecat-roses",
        price=6900,
        category="roses",
        colors=["pink"],
        occasions=["birthday"],
        summary="Pink roses and pittosporum",
        position=2,
    )
    a_product(
        session,
        "ember",
        price=9900,
        category="mixed-bouquets",
        colors=["orange", "red"],
        occasions=["birthday", "love"],
        summary="Roses and Café au Lait dahlias",
        position=3,
    )
    a_product(session, "peonies", price=7900, season=(5, 6), colors=["pink"], summary="Peonies", position=4)
    a_product(session, "a-vase-to-keep", kind="addon", price=800)
    a_product(session, "next-spring", status="draft")
    a_product(session, "last-year", status="archived")


def test_lists_what_is_active_and_no_addon(session: Session) -> None:
    body = listed(session)
    assert [item["slug"] for item in body["items"]] == [
        "rose-city-dozen",
        "housecat-roses",
        "ember",
        "peonies",
    ]
    assert (body["total"], body["page"], body["page_size"], body["did_you_mean"]) == (4, 1, 24, None)


def test_an_item_says_what_a_card_shows(session: Session) -> None:
    assert listed(session, category=("roses",), color=("red",))["items"] == [
        {
            "slug": "rose-city-dozen",
            "name": "Rose City Dozen",
            "summary": "Red roses",
            "kind": "bouquet",
            "category": "roses",
            "colors": ["red", "green"],
            "image_url": "/pictures/rose-city-dozen-480.webp",
            "picture": {
                "alt": "A picture of Rose City Dozen",
                "width": 960,
                "height": 1200,
                "renditions": [
                    {"url": "/pictures/rose-city-dozen-480.webp", "width": 480},
                    {"url": "/pictures/rose-city-dozen-960.webp", "width": 960},
                ],
            },
            "price_from": {"amount": 8900, "currency": "USD"},
            "pet_safe": None,
            "pollen_free": None,
            "season": None,
            "in_season": True,
            "left": None,
        }
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"category": ("roses",)}, ["rose-city-dozen", "housecat-roses"]),
        ({"color": ("red",)}, ["rose-city-dozen", "ember"]),
        ({"color": ("red", "pink")}, ["rose-city-dozen", "housecat-roses", "ember", "peonies"]),
        ({"category": ("roses",), "color": ("pink",)}, ["housecat-roses"]),
        ({"color": ("red",), "occasion": ("birthday",)}, ["ember"]),
        ({"price_min": 6900, "price_max": 8900}, ["rose-city-dozen", "housecat-roses", "peonies"]),
        ({"price_min": 12900}, []),
        ({"price_max": 0}, []),
        ({"category": ("submarines",)}, []),
        ({"color": ("red'; drop table product; --",)}, []),
    ],
)
def test_filters(session: Session, asked: dict[str, Any], expected: list[str]) -> None:
    assert slugs(session, **asked) == expected


def test_a_closed_size_does_not_set_the_price(session: Session) -> None:
    product = a_product(session, "two-sizes", price=[1000, 2000], position=9)
    product.variants[0].active = False
    session.flush()
    assert slugs(session, price_max=1500) == []
    assert listed(session, price_max=2000)["items"][0]["price_from"] == {"amount": 2000, "currency": "USD"}


def test_a_product_without_an_open_size_is_not_listed(session: Session) -> None:
    a_product(session, "nothing-left", position=0).variants[0].active = False
    session.flush()
    assert "nothing-left" not in slugs(session)


def test_a_facets_own_filter_is_left_out_of_its_counts(session: Session) -> None:
    facets = listed(session, category=("roses",), color=("red",))["facets"]
    assert counts(facets["category"]) == {"roses": 1, "mixed-bouquets": 1}
    assert counts(facets["color"]) == {"red": 1, "green": 1, "pink": 1, "orange": 0}
    assert counts(facets["occasion"]) == {"love": 1, "birthday": 0}
    assert facets["price"] == {"min": 8900, "max": 8900}
    assert facets["color"][0] == {"value": "red", "label": "Red", "count": 1}


def test_the_price_facet_leaves_out_the_price_filter(session: Session) -> None:
    facets = listed(session, price_max=7000)["facets"]
    assert facets["price"] == {"min": 6900, "max": 9900}
    assert counts(facets["category"]) == {"roses": 1, "mixed-bouquets": 0}


def test_nothing_found_has_no_prices(session: Session) -> None:
    body = listed(session, words=words("submarine"))
    assert (body["total"], body["items"]) == (0, [])
    assert body["facets"] == {
        "category": [],
        "color": [],
        "occasion": [],
        "price": {"min": None, "max": None},
    }


def counts(facet: list[dict[str, Any]]) -> dict[str, int]:
    return {value["value"]: value["count"] for value in facet}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("rose", ["rose-city-dozen", "housecat-roses", "ember"]),
        ("ROSES pink", ["housecat-roses"]),
        ("cafe", ["ember"]),
        ("dahlia birthday", ["ember"]),
        ("ose", []),  # words are found by their beginnings
        ("%", ["rose-city-dozen", "housecat-roses", "ember", "peonies"]),
        ("peony", ["peonies"]),
        ("peonies", ["peonies"]),
    ],
)
def test_words(session: Session, question: str, expected: list[str]) -> None:
    assert slugs(session, words=words(question)) == expected


def test_what_has_the_word_in_its_name_comes_first(session: Session) -> None:
    a_product(session, "tulips-for-ember", name="Ember again", summary="Tulips", position=9)
    assert slugs(session, words=words("tulips"))[0] == "tulips-for-ember"
    assert slugs(session, words=words("ember")) == ["ember", "tulips-for-ember"]
    assert slugs(session, words=words("pink")) == ["housecat-roses", "peonies"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("featured", ["rose-city-dozen", "housecat-roses", "ember", "peonies"]),
        ("price", ["housecat-roses", "peonies", "rose-city-dozen", "ember"]),
        ("-price", ["ember", "rose-city-dozen", "peonies", "housecat-roses"]),
        ("name", ["ember", "housecat-roses", "peonies", "rose-city-dozen"]),
        ("newest", ["peonies", "rose-city-dozen", "housecat-roses", "ember"]),
    ],
)
def test_sorts(session: Session, sort: str, expected: list[str]) -> None:
    session.execute(update(Product).where(Product.slug == "peonies").values(created_at=LATER))
    assert slugs(session, sort=sort) == expected


def test_what_is_out_of_season_comes_last_though_featured(session: Session) -> None:
    a_product(session, "valentine-hat-box", season=(1, 2), position=0)
    body = listed(session)
    assert body["items"][-2]["slug"] == "valentine-hat-box"
    assert body["items"][-2]["season"] == {"from_month": 1, "to_month": 2}
    assert body["items"][-2]["in_season"] is False


def test_a_season_may_wrap_over_new_year(session: Session) -> None:
    a_product(session, "woodburn-armful", season=(11, 5), position=0)
    a_product(session, "summer", season=(6, 10), position=0)
    seasons = {item["slug"]: item["in_season"] for item in listed(session)["items"]}
    assert seasons["woodburn-armful"] is True
    assert seasons["summer"] is False


def test_pages_are_stable_where_all_else_is_equal(session: Session) -> None:
    for number in range(7):
        a_product(session, f"same-{number}", name="Same", price=500, position=50)
    for sort in ("featured", "price", "-price", "name", "newest"):
        pages = [slugs(session, sort=sort, page=Page(number, 2)) for number in range(1, 7)]
        together = [slug for page in pages for slug in page]
        assert together == slugs(session, sort=sort)
        assert len(set(together)) == 11


def test_a_page_past_the_end_is_empty(session: Session) -> None:
    body = listed(session, page=Page(9, 2))
    assert (body["items"], body["total"], body["page"], body["page_size"]) == ([], 4, 9, 2)
