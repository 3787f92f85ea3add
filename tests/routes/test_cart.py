"""The guest's cart through the HTTP door: lines, deliveries, totals, and what survives."""

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import text

from backend import db
from backend.shop.pricing.models import TaxRate
from tests.builders.shop import OpenShop
from tests.routes.buying import RECIPIENT, facts, fill_cart


def usd(amount: int) -> dict[str, object]:
    return {"amount": amount, "currency": "USD"}


def test_without_a_cookie_the_cart_is_empty_and_none_is_made(http: FlaskClient, open_shop: OpenShop) -> None:
    cart = http.get("/api/cart").json
    assert (cart["id"], cart["count"], cart["deliveries"]) == (None, 0, [])
    assert facts("select count(*) from cart") == [(0,)]


def test_the_same_size_again_raises_its_quantity(http: FlaskClient, open_shop: OpenShop) -> None:
    http.post("/api/cart/lines", json={"variant_id": open_shop.variant_id})
    http.post("/api/cart/lines", json={"variant_id": open_shop.addon_id})
    cart = http.post("/api/cart/lines", json={"variant_id": open_shop.variant_id, "quantity": 2}).json
    lines = cart["deliveries"][0]["lines"]
    assert [(line["variant_id"], line["quantity"], line["total"]) for line in lines] == [
        (open_shop.variant_id, 3, usd(13_500)),
        (open_shop.addon_id, 1, usd(600)),
    ]
    assert cart["totals"] == {
        "items": usd(14_100),
        "discount": usd(0),
        "promotions": [],
        "delivery": None,
        "plain_delivery": None,
        "surges": [],
        "tax": None,
        "tax_included": False,
        "tip": usd(0),
        "total": usd(14_100),
        "complete": False,
    }


def test_a_line_is_changed_and_taken_out(http: FlaskClient, open_shop: OpenShop) -> None:
    cart = http.post("/api/cart/lines", json={"variant_id": open_shop.variant_id}).json
    line = f"/api/cart/lines/{cart['deliveries'][0]['lines'][0]['id']}"
    assert http.patch(line, json={"quantity": 5}).json["count"] == 5
    assert http.delete(line).json["count"] == 0
    assert http.delete(line).json["code"] == "line_not_found"


def test_place_and_day_are_kept_before_anything_is_chosen(http: FlaskClient, open_shop: OpenShop) -> None:
    day = open_shop.tomorrow.isoformat()
    made = http.post("/api/cart/deliveries", json={"postcode": "97201-1234", "date": day})
    assert made.status_code == 201
    parcel = http.get("/api/cart").json["deliveries"][0]
    assert (parcel["postcode"], parcel["date"], parcel["zone"]) == ("97201", day, "Inner Portland")
    cart = http.post("/api/cart/lines", json={"variant_id": open_shop.variant_id}).json
    assert [len(each["lines"]) for each in cart["deliveries"]] == [1]


def test_a_chosen_slot_is_let_go_when_place_or_day_change(http: FlaskClient, open_shop: OpenShop) -> None:
    cart = fill_cart(http, open_shop)
    parcel = f"/api/cart/deliveries/{cart['deliveries'][0]['id']}"
    assert cart["deliveries"][0]["slot"]["id"] == open_shop.slot_ids[0]
    kept = http.patch(parcel, json={"card_message": "Yours"}).json["deliveries"][0]
    assert kept["slot"]["id"] == open_shop.slot_ids[0]
    later = (open_shop.tomorrow + timedelta(days=1)).isoformat()
    assert http.patch(parcel, json={"date": later}).json["deliveries"][0]["slot"] is None
    chosen = http.patch(parcel, json={"slot_id": open_shop.slot_ids[2]}).json["deliveries"][0]
    assert chosen["date"] == (open_shop.tomorrow + timedelta(days=2)).isoformat()
    assert http.patch(parcel, json={"postcode": "10001"}).json["deliveries"][0]["slot"] is None


def test_a_full_slot_is_said_in_the_cart(http: FlaskClient, open_shop: OpenShop) -> None:
    fill_cart(http, open_shop)
    with db.transaction() as session:
        session.execute(text("update capacity_bucket set capacity = 0 where kind = 'slot_stops'"))
    parcel = http.get("/api/cart").json["deliveries"][0]
    assert parcel["slot"]["available"] is False
    assert parcel["slot_problem"]["code"] == "slot_full"


def test_tax_is_that_of_the_place_where_the_flowers_go(http: FlaskClient, open_shop: OpenShop) -> None:
    with db.transaction() as session:
        session.add(
            TaxRate(country="US", region="OR", name="Test", low="97200", high="97299", rate_ppm=88_000)
        )
        session.add(
            TaxRate(country="US", region="OR", name="Narrow", low="97201", high="97201", rate_ppm=89_000)
        )
    cart = fill_cart(http, open_shop)
    assert cart["totals"] == {
        "items": usd(4_500),
        "discount": usd(0),
        "promotions": [],
        "delivery": usd(900),
        "plain_delivery": usd(900),
        "surges": [],
        "tax": usd(401 + 80),  # 4500 and 900 at 8.9 %, each rounded
        "tax_included": False,
        "tip": usd(0),
        "total": usd(5_881),
        "complete": True,
    }


def test_collection_needs_no_place_and_costs_nothing(http: FlaskClient, open_shop: OpenShop) -> None:
    parcel = f"/api/cart/deliveries/{fill_cart(http, open_shop)['deliveries'][0]['id']}"
    cart = http.patch(parcel, json={"method": "collection"}).json
    assert cart["deliveries"][0]["slot"] is None
    assert cart["totals"]["delivery"] == usd(0)


def test_emptying_keeps_the_place_and_the_day(http: FlaskClient, open_shop: OpenShop) -> None:
    fill_cart(http, open_shop)
    cart = http.delete("/api/cart").json
    assert cart["count"] == 0
    assert cart["deliveries"][0]["postcode"] == "97201"
    assert cart["deliveries"][0]["recipient"]["name"] == RECIPIENT["name"]


def test_the_cookie_is_only_for_the_server(http: FlaskClient, open_shop: OpenShop) -> None:
    made = http.post("/api/cart/lines", json={"variant_id": open_shop.variant_id})
    cookie = made.headers["Set-Cookie"]
    assert cookie.startswith("posy_cart=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie  # loopback
    secret = cookie.split("=", 1)[1].split(";")[0]
    assert facts("select count(*) from cart where token_hash = :secret", secret=secret) == [(0,)]


def test_the_recipients_details_are_kept_as_they_were_said(http: FlaskClient, open_shop: OpenShop) -> None:
    parcel = f"/api/cart/deliveries/{fill_cart(http, open_shop)['deliveries'][0]['id']}"
    plain = http.get("/api/cart").json["deliveries"][0]["recipient"]
    unsaid = {"safe_place": "", "anonymous_sender": False, "service_time": None, "ribbon_text": ""}
    assert {name: plain[name] for name in unsaid} == unsaid
    said = {
        "safe_place": "Porch",
        "anonymous_sender": True,
        "service_time": "18:30",
        "ribbon_text": "In love",
    }
    kept = http.patch(parcel, json={"recipient": RECIPIENT | said}).json["deliveries"][0]["recipient"]
    assert {name: kept[name] for name in said} == said
    for wrong in ({"service_time": "25:00"}, {"ribbon_text": "x" * 81}, {"safe_place": "x" * 201}):
        assert http.patch(parcel, json={"recipient": RECIPIENT | wrong}).json["code"] == "validation"
    assert http.get("/api/cart").json["deliveries"][0]["recipient"]["service_time"] == "18:30"
