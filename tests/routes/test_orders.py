"""Placing, paying, coming back: through the HTTP door, with the sandbox as provider."""

from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from flask.testing import FlaskClient

from backend import db
from backend.shop.capacity import selectors as capacity
from tests.builders.shop import OpenShop
from tests.routes.buying import BUYER, facts, fill_cart, ledger, order
from tests.sandbox import browser

HELD = {"slot_stops": 1, "stem_lot": 10, "van_minutes": 15, "workroom_minutes": 10}


SUMS = {
    "items": {"amount": 4500, "currency": "USD"},
    "discount": {"amount": 0, "currency": "USD"},
    "promotions": [],
    "delivery": {"amount": 900, "currency": "USD"},
    "plain_delivery": {"amount": 900, "currency": "USD"},
    "surges": [],
    "tax": {"amount": 0, "currency": "USD"},
    "tax_included": False,
    "tip": {"amount": 0, "currency": "USD"},
    "total": {"amount": 5400, "currency": "USD"},
}


def come_back(http: FlaskClient, hosted: requests.Response) -> Any:
    """Follows the hosted page's way back to the shop."""
    assert hosted.status_code == 303, hosted.text
    way = urlsplit(hosted.headers["Location"])
    return http.get(f"{way.path}?{way.query}")


def test_a_bouquet_is_placed_paid_and_confirmed(http: FlaskClient, open_shop: OpenShop) -> None:
    cart = fill_cart(http, open_shop)
    assert cart["totals"] == SUMS | {"complete": True}
    placed = order(http, cart)
    assert placed.status_code == 201, placed.text
    assert placed.json["status"] == {"code": "pending_payment", "label": "Waiting for payment"}
    assert ledger() == HELD
    back = come_back(http, browser.pay(placed.json["payment"]["redirect_url"]))
    assert back.status_code == 303
    assert back.headers["Location"] == f"/orders/{placed.json['number']}?placed=1"

    seen = http.get(f"/api/orders/{placed.json['number']}").json
    assert seen["status"] == {"code": "confirmed", "label": "Confirmed"}
    assert seen["payment"]["status"] == {"code": "succeeded", "label": "Paid"}
    assert [step["label"] for step in seen["history"]] == ["Waiting for payment", "Confirmed"]
    assert seen["deliveries"][0]["card_message"] == "Happy birthday, June!"
    assert seen["totals"]["total"] == {"amount": 5400, "currency": "USD"}
    emptied = http.get("/api/cart").json
    assert emptied["count"] == 0
    forgotten = {"date": None, "slot": None, "recipient": None, "card_message": "", "postcode": "97201"}
    assert forgotten.items() <= emptied["deliveries"][0].items()
    assert ledger() == HELD
    assert facts("select distinct state from demand_line") == [("confirmed",)]
    assert facts("select task_name from procrastinate_jobs order by 1") == [
        ("notifications:send_confirmation",),
        ("notifications:send_new_order",),
    ]
    with db.transaction() as session:
        assert capacity.drift(session) == []


def test_a_declined_card_can_be_followed_by_one_that_pays(http: FlaskClient, open_shop: OpenShop) -> None:
    page = order(http, fill_cart(http, open_shop)).json["payment"]["redirect_url"]
    browser.pay(page, card="4000 0000 0000 0002")
    assert "declined" in browser.read(page)
    assert facts("select state from payment") == [("open",)]
    come_back(http, browser.pay(page))
    assert facts("select state, captured from payment") == [("succeeded", 5400)]
    assert facts("select status from orders") == [("confirmed",)]


def test_the_same_key_is_one_order_and_the_same_answer(http: FlaskClient, open_shop: OpenShop) -> None:
    cart = fill_cart(http, open_shop)
    first, again = order(http, cart, key="k-1"), order(http, cart, key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    assert facts("select count(*) from orders") == [(1,)]
    changed = order(http, cart, key="k-1", total={"amount": 1, "currency": "USD"})
    assert (changed.status_code, changed.json["code"]) == (422, "idempotency_mismatch")


def test_ordering_again_replaces_the_old_order_and_its_page_can_no_longer_be_paid(
    http: FlaskClient, open_shop: OpenShop
) -> None:
    cart = fill_cart(http, open_shop)
    old = order(http, cart).json
    line = cart["deliveries"][0]["lines"][0]["id"]
    more = http.patch(f"/api/cart/lines/{line}", json={"quantity": 2}).get_json()
    new = order(http, more).json
    assert new["number"] != old["number"]
    assert facts("select status from orders order by placed_at") == [("replaced",), ("pending_payment",)]
    assert ledger() == {"slot_stops": 1, "stem_lot": 20, "van_minutes": 15, "workroom_minutes": 20}
    assert browser.buttons(old["payment"]["redirect_url"]) == []
    assert [old["replaced_by"], new["replaced_by"]] == [None, None]
    assert http.get(f"/api/orders/{old['number']}").json["replaced_by"] == new["number"]
    come_back(http, browser.pay(new["payment"]["redirect_url"]))
    assert facts("select status from orders order by placed_at") == [("replaced",), ("confirmed",)]


def test_an_old_order_that_was_paid_meanwhile_is_the_answer(http: FlaskClient, open_shop: OpenShop) -> None:
    cart = fill_cart(http, open_shop)
    old = order(http, cart).json
    browser.pay(old["payment"]["redirect_url"])
    again = order(http, cart)
    assert (again.status_code, again.json["number"]) == (201, old["number"])
    assert facts("select status from orders") == [("confirmed",)]


def test_a_stranger_sees_no_order_and_the_letters_secret_opens_it(
    http: FlaskClient, open_shop: OpenShop
) -> None:
    number = order(http, fill_cart(http, open_shop)).json["number"]
    stranger = http.application.test_client()
    assert stranger.get(f"/api/orders/{number}").json["code"] == "order_not_found"
    wrong = stranger.post("/api/orders/access", json={"number": number, "token": "guess"})
    assert (wrong.status_code, wrong.json["code"]) == (404, "order_not_found")
    from_letter = _secret(number)
    opened = stranger.post("/api/orders/access", json={"number": number, "token": from_letter})
    assert opened.status_code == 204
    assert stranger.get(f"/api/orders/{number}").json["number"] == number


def _secret(number: str) -> str:
    from backend.shop.orders.links import access_token  # noqa: PLC0415 - settings come from the fixture

    [(order_id,)] = facts("select id from orders where number = :number", number=number)
    return access_token(order_id)


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"expected_total": {"amount": 5399, "currency": "USD"}}, 409, "price_changed"),
        ({"expected_total": {"amount": 5400, "currency": "EUR"}}, 409, "price_changed"),
        ({"total": 1}, 422, "validation"),
        ({"delivery_fee": {"amount": 0, "currency": "USD"}}, 422, "validation"),
        ({"buyer": BUYER | {"email": "nobody"}}, 422, "validation"),
        ({"buyer": None}, 422, "validation"),
    ],
)
def test_a_tampered_order_is_refused_and_nothing_moves(
    http: FlaskClient, open_shop: OpenShop, change: dict[str, Any], status: int, code: str
) -> None:
    cart = fill_cart(http, open_shop)
    body = {"buyer": BUYER, "expected_total": cart["totals"]["total"]} | change
    refused = http.post("/api/orders", json=body, headers={"Idempotency-Key": "k"})
    assert (refused.status_code, refused.json["code"]) == (status, code)
    assert facts("select count(*) from orders") == [(0,)]
    assert facts("select count(*) from idempotency_key") == [(0,)]
    assert ledger() == {}


def test_a_full_slot_is_refused_with_others_that_can_be_had(http: FlaskClient, open_shop: OpenShop) -> None:
    cart = fill_cart(http, open_shop)
    facts(
        "update capacity_bucket set capacity = 0 where id = (select bucket_id from slot_instance"
        " where id = :slot) returning id",
        slot=open_shop.slot_ids[0],
    )
    refused = order(http, cart)
    assert (refused.status_code, refused.json["code"]) == (409, "slot_full")
    assert [each["id"] for each in refused.json["alternatives"]] == list(open_shop.slot_ids[1:])
    assert facts("select count(*) from orders") == [(0,)]
    assert ledger() == {}


def test_without_a_key_a_cart_or_a_recipient_there_is_no_order(
    http: FlaskClient, open_shop: OpenShop
) -> None:
    body = {"buyer": BUYER, "expected_total": {"amount": 4500, "currency": "USD"}}
    assert http.post("/api/orders", json=body).json["code"] == "idempotency_key_required"
    assert http.post("/api/orders", json=body, headers={"Idempotency-Key": "k"}).json["code"] == "cart_empty"
    http.post("/api/cart/lines", json={"variant_id": open_shop.variant_id})
    refused = http.post("/api/orders", json=body, headers={"Idempotency-Key": "k"})
    assert refused.json["code"] == "cart_incomplete"
    assert [lack["field"] for lack in refused.json["missing"]] == ["postcode", "slot_id", "recipient"]


def test_the_van_needs_a_street_and_a_city(http: FlaskClient, open_shop: OpenShop) -> None:
    parcel = fill_cart(http, open_shop)["deliveries"][0]["id"]
    nowhere = {"name": "June Park", "phone": "503 555 0199"}
    cart = http.patch(f"/api/cart/deliveries/{parcel}", json={"recipient": nowhere}).get_json()
    refused = order(http, cart)
    assert (refused.status_code, refused.json["code"]) == (409, "cart_incomplete")
    assert [lack["field"] for lack in refused.json["missing"]] == ["recipient.line1", "recipient.city"]
    assert ledger() == {}
