"""The catalog through the HTTP door: answers as promised, refusals with a code, caching."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from pydantic import BaseModel
from sqlalchemy import event

from backend import db
from backend.routes.schemas.catalog import CategoryList, OccasionList, ProductList, ProductModel
from backend.routes.schemas.common import Problem
from backend.shop.kit import clock
from tests.builders.catalog import a_product
from tests.builders.delivery import a_template, a_zone, laid_out
from tests.builders.settings import a_shop
from tests.builders.stock import a_lot, a_stem

# Monday, eight in the morning in Portland.
NOW = datetime(2026, 11, 23, 16, tzinfo=UTC)
TOMORROW = "2026-11-24"


@pytest.fixture(autouse=True)
def _range(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four products, one of each shape, that can be delivered in Portland tomorrow."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with db.transaction() as session:
        a_shop(session)
        rose, vase = a_stem(session, vase_days=7), a_stem(session, "glass-vase", perishable=False)
        a_lot(session, rose)
        a_lot(session, vase)
        a_product(
            session,
            "rose-city-dozen",
            price=[8900, 12900, 16400],
            recipe={rose: 12, vase: 1},
            category="roses",
            colors=["red", "green"],
            occasions=["love", "birthday"],
            position=1,
        )
        a_product(session, "peonies", season=(5, 6), category="seasonal", colors=["pink"], pictured=False)
        a_product(session, "chocolates", kind="gift", category="gifts", price=2400, position=3)
        a_product(session, "letterpress-card", kind="addon", category="gifts", price=600)
        a_template(session, a_zone(session))
        laid_out(session, today=NOW.date())


@pytest.mark.parametrize(
    ("address", "model"),
    [
        ("/api/products", ProductList),
        ("/api/products?category=roses&color=red", ProductList),
        ("/api/products?category=roses&category=gifts&occasion=love", ProductList),
        ("/api/products?q=red+roses&sort=-price", ProductList),
        ("/api/products?price_min=100&price_max=5000&sort=name", ProductList),
        (f"/api/products?delivery_date={TOMORROW}", ProductList),
        (f"/api/products?delivery_date={TOMORROW}&postcode=97214&sort=newest", ProductList),
        ("/api/products?color=ultraviolet", ProductList),
        ("/api/products?page=3&page_size=1", ProductList),
        ("/api/products?page=10000&page_size=60", ProductList),
        ("/api/products/rose-city-dozen", ProductModel),
        ("/api/products/peonies", ProductModel),
        ("/api/products/chocolates", ProductModel),
        ("/api/products/letterpress-card", ProductModel),
        ("/api/categories", CategoryList),
        ("/api/categories?page=2&page_size=1", CategoryList),
        ("/api/occasions", OccasionList),
    ],
)
def test_every_answer_made_by_sql_is_what_its_model_says(
    http: FlaskClient, address: str, model: type[BaseModel]
) -> None:
    answer = http.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    model.model_validate_json(answer.data, strict=True, extra="forbid")  # raises


def test_lists_red_roses(http: FlaskClient) -> None:
    body = http.get("/api/products?category=roses&color=red").get_json()
    assert [item["slug"] for item in body["items"]] == ["rose-city-dozen"]
    assert body["total"] == 1
    assert body["facets"]["category"] == [{"value": "roses", "label": "Roses", "count": 1}, *_none(body)]
    assert body["facets"]["price"] == {"min": 8900, "max": 8900}


def _none(body: dict[str, Any]) -> list[dict[str, Any]]:
    return [value for value in body["facets"]["category"] if value["count"] == 0]


def test_a_repeated_filter_is_an_or(http: FlaskClient) -> None:
    assert _slugs(http, "color=red&color=pink") == ["rose-city-dozen", "peonies"]
    assert _slugs(http, "color=red&category=gifts") == []


def test_a_delivery_date_leaves_what_can_be_had(http: FlaskClient) -> None:
    assert _slugs(http, f"delivery_date={TOMORROW}&postcode=97214") == ["rose-city-dozen", "chocolates"]
    assert _slugs(http, f"delivery_date={TOMORROW}&postcode=10001") == []
    assert _slugs(http, "delivery_date=2026-11-22") == []


def _slugs(http: FlaskClient, query: str) -> list[str]:
    return [item["slug"] for item in http.get(f"/api/products?{query}").get_json()["items"]]


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("price_min=5000&price_max=100", ""),
        ("price_min=-1", "price_min"),
        ("price_max=x", "price_max"),
        ("price_max=99999999999999999999", "price_max"),
        ("page=0", "page"),
        ("page=x", "page"),
        ("page=99999999999", "page"),
        ("page_size=61", "page_size"),
        ("sort=loudest", "sort"),
        ("delivery_date=tomorrow", "delivery_date"),
        ("delivery_date=2026-02-30", "delivery_date"),
        (f"q={'x' * 101}", "q"),
        ("colour=red", "colour"),
        (f"delivery_date={TOMORROW}&postcode=elsewhere", "postcode"),
    ],
)
def test_bad_input_is_a_problem_with_its_place(http: FlaskClient, query: str, path: str) -> None:
    answer = http.get(f"/api/products?{query}")
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    problem = Problem.model_validate_json(answer.data)
    assert problem.errors is not None
    assert [error.path for error in problem.errors] == [path]


@pytest.mark.parametrize("query", ["color=%00", "q=%00", f"delivery_date={TOMORROW}&postcode=%00", "%00=1"])
def test_a_nul_is_a_problem_and_never_reaches_the_database(http: FlaskClient, query: str) -> None:
    answer = http.get(f"/api/products?{query}")
    assert answer.status_code in (404, 422)
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("slug", ["unknown", "%00", "%25", "Rose-City-Dozen", "x" * 500, "..%2f"])
def test_an_unknown_product_has_its_code(http: FlaskClient, slug: str) -> None:
    answer = http.get(f"/api/products/{slug}")
    assert answer.status_code == 404
    assert answer.get_json()["code"] in ("product_not_found", "not_found")


def test_a_draft_is_unknown(http: FlaskClient) -> None:
    with db.transaction() as session:
        a_product(session, "next-spring", status="draft")
    answer = http.get("/api/products/next-spring")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "product_not_found")


@pytest.mark.parametrize(
    "address", ["/api/products", "/api/products/peonies", "/api/categories", "/api/shop"]
)
def test_an_unchanged_answer_is_not_sent_twice(http: FlaskClient, address: str) -> None:
    first = http.get(address)
    assert first.headers["Cache-Control"].startswith("public, max-age=")
    again = http.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("address", ["/api/products", "/api/products/peonies"])
def test_an_answer_for_a_day_is_never_shown_unasked(http: FlaskClient, address: str) -> None:
    of_a_day = f"{address}?delivery_date=2026-12-01&postcode=97201"
    first = http.get(of_a_day)
    assert (first.status_code, first.headers["Cache-Control"]) == (200, "public, max-age=0")
    again = http.get(of_a_day, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_changed_answer_has_a_new_tag(http: FlaskClient) -> None:
    first = http.get("/api/products")
    with db.transaction() as session:
        a_product(session, "fresh")
    again = http.get("/api/products", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert again.headers["ETag"] != first.headers["ETag"]


@pytest.fixture
def statements(database: None) -> Iterator[list[str]]:
    """Every statement that is sent to the database."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(db.engine(), "before_cursor_execute", note)
    yield sent
    event.remove(db.engine(), "before_cursor_execute", note)


def test_a_list_takes_two_statements(http: FlaskClient, statements: list[str]) -> None:
    http.get("/api/products?category=roses&q=rose")
    assert len(statements) == 2  # the shop's time zone, and the body


def test_a_far_day_is_no_error(http: FlaskClient) -> None:
    assert _slugs(http, "delivery_date=9999-12-31") == []
    beyond = (NOW + timedelta(days=400)).date().isoformat()
    assert _slugs(http, f"delivery_date={beyond}&postcode=97214") == []
