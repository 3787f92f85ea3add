"""My orders: hers alone, in words, and ordered again with what is no longer to be had said."""

from typing import Any

from flask.testing import FlaskClient

from backend import db
from tests.builders.shop import OpenShop
from tests.routes.account import customers
from tests.routes.buying import BUYER, RECIPIENT, facts, fill_cart, ledger, order
from tests.routes.conftest import Browser


def buy(http: FlaskClient, shop: OpenShop, **how: Any) -> str:
    placed = order(http, fill_cart(http, shop, **how))
    assert placed.status_code == 201, placed.text
    return str(placed.json["number"])


def settle(status: str = "confirmed") -> None:
    """As if every order were paid for: the next is no replacement."""
    with db.transaction() as session:
        session.connection().exec_driver_sql("update orders set status = %s", (status,))
        session.connection().exec_driver_sql("delete from cart_line")


def test_a_list_tells_of_each_order_in_words_and_the_newest_first(http: Browser, open_shop: OpenShop) -> None:
    hers = customers.browser_of(http)
    first = buy(hers, open_shop)
    settle()
    second = buy(hers, open_shop, slot=1, quantity=2)

    found = hers.get("/api/orders").json

    assert [each["number"] for each in found["items"]] == [second, first]
    assert (found["total"], found["page"], found["page_size"]) == (2, 1, 24)
    assert found["items"][1] == {
        "number": first,
        "placed_at": found["items"][1]["placed_at"],
        "status": {"code": "confirmed", "label": "Confirmed"},
        "total": {"amount": 5400, "currency": "USD"},
        "first_day": open_shop.tomorrow.isoformat(),
        "recipients": ["June Park"],
        "picture": found["items"][1]["picture"],
        "lines": 1,
    }
    page = hers.get("/api/orders?page=2&page_size=1").json
    assert [each["number"] for each in page["items"]] == [first]
    assert page["total"] == 2


def test_an_order_that_a_newer_one_replaced_is_not_listed(http: Browser, open_shop: OpenShop) -> None:
    hers = customers.browser_of(http)
    buy(hers, open_shop)
    newer = buy(hers, open_shop, slot=1)

    assert [each["number"] for each in hers.get("/api/orders").json["items"]] == [newer]


def test_her_order_opens_on_every_device_of_hers_and_on_no_others(http: Browser, open_shop: OpenShop) -> None:
    number = buy(customers.browser_of(http), open_shop)
    phone = http.application.test_client()
    hers, others = customers.elsewhere(http), customers.elsewhere(http, customers.BEA)

    assert phone.get(f"/api/orders/{number}", headers=hers).json["buyer"] == BUYER
    for answer in (
        phone.get(f"/api/orders/{number}", headers=others),
        phone.get(f"/api/orders/{number}"),
        phone.post(f"/api/orders/{number}/reorder", headers={**others, "Origin": "http://localhost"}),
        phone.post(f"/api/orders/{number}/cancel", headers={**others, "Origin": "http://localhost"}),
    ):
        assert (answer.status_code, answer.json["code"]) == (404, "order_not_found")
    assert phone.get("/api/orders", headers=others).json["items"] == []
    assert phone.get("/api/orders").status_code == 401
    assert facts("select status from orders") == [("pending_payment",)]
    assert facts("select count(*) from cart") == [(1,)]  # and nobody has got one by asking


def test_an_order_is_put_into_the_cart_again_for_its_person_and_on_no_day(
    http: Browser, open_shop: OpenShop
) -> None:
    hers = customers.browser_of(http)
    number = buy(hers, open_shop, quantity=2)
    settle()
    before = ledger()

    again = [hers.post(f"/api/orders/{number}/reorder").json for _ in range(2)][-1]  # pressed twice

    assert again["missing"] == []
    [parcel] = again["cart"]["deliveries"]
    assert {name: parcel[name] for name in ("postcode", "date", "slot", "card_message")} == {
        "postcode": "97201",
        "date": None,
        "slot": None,
        "card_message": "",
    }
    assert {name: parcel["recipient"][name] for name in RECIPIENT} == RECIPIENT
    assert [(line["variant_id"], line["quantity"]) for line in parcel["lines"]] == [(open_shop.variant_id, 2)]
    assert hers.get("/api/cart").json == again["cart"]
    assert ledger() == before  # a cart holds nothing


def test_what_cannot_be_had_again_is_said_in_words(http: Browser, open_shop: OpenShop) -> None:
    hers = customers.browser_of(http)
    cart = fill_cart(hers, open_shop)
    cart = hers.post("/api/cart/lines", json={"variant_id": open_shop.addon_id, "quantity": 1}).json
    number = order(hers, cart).json["number"]
    settle()
    with db.transaction() as session:
        gone = "update variant set active = false where id = %s"
        session.connection().exec_driver_sql(gone, (open_shop.addon_id,))

    again = hers.post(f"/api/orders/{number}/reorder").json

    [(name,)] = facts("select product_name from order_line where variant_id = :id", id=open_shop.addon_id)
    assert [(each["name"].startswith(name), each["reason"]) for each in again["missing"]] == [
        (True, "We do not have that any more")
    ]
    assert [line["variant_id"] for line in again["cart"]["deliveries"][0]["lines"]] == [open_shop.variant_id]


def test_nothing_is_left_of_a_recipient_for_whom_nothing_can_be_had(
    http: Browser, open_shop: OpenShop
) -> None:
    hers = customers.browser_of(http)
    number = buy(hers, open_shop)
    settle()
    hers.delete("/api/cart")
    with db.transaction() as session:
        session.connection().exec_driver_sql("update product set status = 'archived'")
        session.connection().exec_driver_sql("update cart_delivery set recipient = null, postcode = null")

    again = hers.post(f"/api/orders/{number}/reorder").json

    assert len(again["missing"]) == 1
    assert [each["recipient"] for each in again["cart"]["deliveries"]] == [None]


def test_a_guest_orders_again_what_this_browser_has_ordered(http: Browser, open_shop: OpenShop) -> None:
    number = buy(http, open_shop)
    settle()

    again = http.post(f"/api/orders/{number}/reorder").json

    assert again["cart"]["count"] == 1
    assert facts("select account_id from cart") == [(None,)]
