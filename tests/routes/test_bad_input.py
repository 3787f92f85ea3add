"""What no customer sends by accident: each gets a problem with its own code, and nothing changes."""

from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from backend import db
from backend.shop.delivery.models import SlotInstance
from tests.builders.shop import OpenShop
from tests.routes.buying import BUYER, RECIPIENT, facts, fill_cart, ledger, order

NOBODY = str(uuid4())
HUGE = "x" * 10_240


def everything() -> list[Any]:
    """Every row that a customer's request could move."""
    tables = ("cart", "cart_delivery", "cart_line", "orders", "payment", "capacity_bucket", "idempotency_key")
    return [facts(f"select * from {table} order by 1, 2") for table in tables]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"variant_id": 999_999}, 404, "variant_not_found"),
        ({"variant_id": 10**12}, 422, "validation"),
        ({"variant_id": -1}, 422, "validation"),
        ({"variant_id": "1; drop table cart"}, 422, "validation"),
        ({"quantity": 0}, 422, "validation"),
        ({"quantity": -1}, 422, "validation"),
        ({"quantity": 10**9}, 422, "quantity_limit"),
        ({"quantity": 10**30}, 422, "validation"),
        ({"quantity": "x"}, 422, "validation"),
        ({"quantity": 1.5}, 422, "validation"),
        ({"quantity": None}, 422, "validation"),
        ({"quantity": True}, 422, "validation"),
        ({"unit_price": 1}, 422, "validation"),
        ({"delivery_id": NOBODY}, 404, "delivery_not_found"),
        ({"delivery_id": "x"}, 422, "validation"),
    ],
)
def test_lines_that_cannot_be(
    http: FlaskClient, open_shop: OpenShop, body: dict[str, Any], status: int, code: str
) -> None:
    fill_cart(http, open_shop)
    before = everything()
    refused = http.post("/api/cart/lines", json={"variant_id": open_shop.variant_id} | body)
    assert (refused.status_code, refused.json["code"]) == (status, code)
    assert refused.mimetype == "application/problem+json"
    assert everything() == before


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"postcode": "hello"}, 422, "invalid_postcode"),
        ({"postcode": ""}, 422, "invalid_postcode"),
        ({"postcode": 97201}, 422, "validation"),
        ({"date": "2026-02-30"}, 422, "validation"),
        ({"date": 12}, 422, "validation"),
        ({"slot_id": 999_999}, 404, "slot_not_found"),
        ({"slot_id": 10**18}, 422, "validation"),
        ({"card_message": HUGE}, 422, "card_too_long"),
        ({"card_message": HUGE * 3}, 422, "validation"),
        ({"method": "drone"}, 422, "validation"),
        ({"recipient": RECIPIENT | {"name": " "}}, 422, "validation"),
        ({"recipient": RECIPIENT | {"phone": "call me"}}, 422, "validation"),
        ({"recipient": RECIPIENT | {"fee": 0}}, 422, "validation"),
        ({"delivery_fee": {"amount": 0, "currency": "USD"}}, 422, "validation"),
    ],
)
def test_deliveries_that_cannot_be(
    http: FlaskClient, open_shop: OpenShop, body: dict[str, Any], status: int, code: str
) -> None:
    parcel = fill_cart(http, open_shop)["deliveries"][0]["id"]
    before = everything()
    refused = http.patch(f"/api/cart/deliveries/{parcel}", json=body)
    assert (refused.status_code, refused.json["code"]) == (status, code)
    assert everything() == before


@pytest.mark.parametrize(
    ("data", "kind", "status", "code"),
    [
        (b"{", "application/json", 400, "malformed_json"),
        (b"\xff\xfe", "application/json", 400, "malformed_json"),
        (b"[]", "application/json", 422, "validation"),
        (b"variant_id=1", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        (b"{}", "text/plain", 415, "unsupported_media_type"),
        (b"", "application/json", 422, "validation"),
        (b'{"variant_id": NaN}', "application/json", 422, "validation"),
        (b"[" * 100_000, "application/json", 400, "malformed_json"),
    ],
)
def test_bodies_that_are_no_bodies(
    http: FlaskClient, open_shop: OpenShop, data: bytes, kind: str, status: int, code: str
) -> None:
    before = everything()
    refused = http.post("/api/cart/lines", data=data, content_type=kind)
    assert (refused.status_code, refused.json["code"]) == (status, code)
    assert everything() == before


def test_a_body_of_megabytes(http: FlaskClient, open_shop: OpenShop) -> None:
    refused = http.post("/api/cart/lines", data=b" " * 2_000_000, content_type="application/json")
    assert (refused.status_code, refused.json["code"]) == (413, "too_large")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost.evil.example", ""])
def test_a_strangers_origin(http: FlaskClient, open_shop: OpenShop, origin: str) -> None:
    before = everything()
    refused = http.post(
        "/api/cart/lines", json={"variant_id": open_shop.variant_id}, headers={"Origin": origin}
    )
    assert (refused.status_code, refused.json["code"]) == (403, "csrf")
    assert everything() == before


def test_somebody_elses_cart(http: FlaskClient, open_shop: OpenShop) -> None:
    cart = fill_cart(http, open_shop)
    parcel, line = cart["deliveries"][0]["id"], cart["deliveries"][0]["lines"][0]["id"]
    stranger = http.application.test_client()
    stranger.post("/api/cart/lines", json={"variant_id": open_shop.addon_id})
    before = everything()
    tries = [
        (stranger.patch(f"/api/cart/lines/{line}", json={"quantity": 9}), "line_not_found"),
        (stranger.delete(f"/api/cart/lines/{line}"), "line_not_found"),
        (stranger.patch(f"/api/cart/deliveries/{parcel}", json={"card_message": "ha"}), "delivery_not_found"),
        (stranger.delete(f"/api/cart/deliveries/{parcel}"), "delivery_not_found"),
        (
            stranger.post("/api/cart/lines", json={"variant_id": open_shop.addon_id, "delivery_id": parcel}),
            "delivery_not_found",
        ),
    ]
    assert [(each.status_code, each.json["code"]) for each, _ in tries] == [(404, code) for _, code in tries]
    assert everything() == before


def test_a_made_up_cookie_finds_an_empty_cart(http: FlaskClient, open_shop: OpenShop) -> None:
    fill_cart(http, open_shop)
    stranger = http.application.test_client()
    stranger.set_cookie("posy_cart", "x" * 4_000)
    assert stranger.get("/api/cart").json["count"] == 0
    stranger.set_cookie("posy_orders", "e30.forged.signature")
    assert stranger.get("/api/orders/AAAA-AAAA").json["code"] == "order_not_found"


def test_a_slot_past_its_cutoff_by_the_servers_clock(http: FlaskClient, open_shop: OpenShop) -> None:
    cart = fill_cart(http, open_shop)
    with db.transaction() as session:
        slot = session.get_one(SlotInstance, open_shop.slot_ids[0])
        bucket = slot.bucket_id
        slot.cutoff_at = slot.starts_at.replace(year=2020)
    facts("update capacity_bucket set cutoff_at = '2020-01-01Z' where id = :id returning id", id=bucket)
    refused = order(http, cart)
    assert (refused.status_code, refused.json["code"]) == (409, "cutoff")
    assert [each["id"] for each in refused.json["alternatives"]] == list(open_shop.slot_ids[1:])
    assert ledger() == {}


def test_a_place_that_has_moved_out_of_every_zone(http: FlaskClient, open_shop: OpenShop) -> None:
    cart = fill_cart(http, open_shop)
    parcel = cart["deliveries"][0]["id"]
    moved = http.patch(f"/api/cart/deliveries/{parcel}", json={"postcode": "10001"}).json
    assert moved["deliveries"][0]["slot"] is None
    asked = http.get("/api/delivery/dates?postcode=10001")
    assert (asked.status_code, asked.json["code"]) == (409, "outside_zone")
    assert asked.json["phone"] == "(503) 555-0142"


@pytest.mark.parametrize(
    "number", ["AAAA-AAAA", "x" * 500, "%00", "..%2f..%2fetc", "'; drop table orders --"]
)
def test_orders_that_do_not_exist(http: FlaskClient, open_shop: OpenShop, number: str) -> None:
    found = http.get(f"/api/orders/{number}")
    assert (found.status_code, found.json["code"]) in {(404, "order_not_found"), (404, "not_found")}


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "\ud83d", "😀" * 50, "\u202eright to left"])
def test_odd_characters_are_kept_or_refused_but_never_break(
    http: FlaskClient, open_shop: OpenShop, text: str
) -> None:
    parcel = fill_cart(http, open_shop)["deliveries"][0]["id"]
    answer = http.patch(f"/api/cart/deliveries/{parcel}", json={"card_message": text})
    assert answer.status_code in (200, 400, 422)
    buyer = BUYER | {"name": text}
    body = {"buyer": buyer, "expected_total": {"amount": 1, "currency": "USD"}}
    answer = http.post("/api/orders", json=body, headers={"Idempotency-Key": "k"})
    assert answer.status_code in (400, 409, 422)


def test_an_unknown_address_and_a_wrong_method(http: FlaskClient) -> None:
    assert (http.get("/api/nothing").status_code, http.get("/api/nothing").json["code"]) == (404, "not_found")
    wrong = http.delete("/api/products")
    assert (wrong.status_code, wrong.json["code"]) == (405, "method_not_allowed")


def test_a_forged_webhook_is_not_stored(http: FlaskClient) -> None:
    forged = http.post(
        "/api/payments/webhooks/stripe",
        data=b'{"id": "evt_1", "type": "checkout.session.completed"}',
        headers={"Stripe-Signature": "t=1,v1=00"},
    )
    assert (forged.status_code, forged.json["code"]) == (400, "bad_signature")
    assert facts("select count(*) from webhook_inbox") == [(0,)]
