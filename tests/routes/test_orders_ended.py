"""Cancelling, letting go, paying again and late money: through the HTTP door, with the sandbox."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from backend.shop.checkout.rules import HOLD_AFTER_SESSION
from backend.shop.checkout.services import refund, resolve, sweep
from backend.shop.kit import clock
from tests.builders.shop import OpenShop
from tests.routes.buying import facts, fill_cart, ledger, order
from tests.sandbox import browser


def payment_id() -> UUID:
    [(found,)] = facts("select id from payment order by attempt desc, created_at desc limit 1")
    return UUID(str(found))


def pay_and_return(http: FlaskClient, page: str) -> None:
    way = urlsplit(browser.pay(page).headers["Location"])
    http.get(f"{way.path}?{way.query}")


def send_refunds() -> list[tuple[str, int]]:
    refund.send_open(clock=clock.now)
    return [tuple(row) for row in facts("select state, amount from refund")]


def test_an_order_that_waits_says_what_may_be_done_and_is_cancelled(
    http: FlaskClient, open_shop: OpenShop
) -> None:
    placed = order(http, fill_cart(http, open_shop)).json
    assert (placed["can_pay"], placed["can_cancel"], placed["cancel_until"]) == (True, True, None)
    page = placed["payment"]["redirect_url"]
    done = http.post(f"/api/orders/{placed['number']}/cancel")
    assert done.status_code == 200, done.text
    assert done.json["status"] == {"code": "cancelled", "label": "Cancelled"}
    assert (done.json["can_pay"], done.json["can_cancel"]) == (False, False)
    assert done.json["deliveries"][0]["status"]["code"] == "cancelled"
    assert (ledger(), http.get("/api/cart").json["count"]) == ({}, 1)
    assert browser.buttons(page) == []
    again = http.post(f"/api/orders/{placed['number']}/payment")
    assert (again.status_code, again.json["code"], again.json["order_status"]) == (
        409,
        "not_payable",
        "cancelled",
    )


def test_a_waiting_order_says_how_long_its_flowers_are_held(http: FlaskClient, open_shop: OpenShop) -> None:
    placed = order(http, fill_cart(http, open_shop)).json
    paid_by = datetime.fromisoformat(placed["payment"]["expires_at"])
    assert datetime.fromisoformat(placed["held_until"]) == paid_by + HOLD_AFTER_SESSION
    pay_and_return(http, placed["payment"]["redirect_url"])
    assert http.get(f"/api/orders/{placed['number']}").json["held_until"] is None

    other = order(http, fill_cart(http, open_shop)).json
    assert other["held_until"] is not None
    assert http.post(f"/api/orders/{other['number']}/cancel").json["held_until"] is None


def test_a_paid_order_is_cancelled_with_its_money_back(http: FlaskClient, open_shop: OpenShop) -> None:
    placed = order(http, fill_cart(http, open_shop, slot=1)).json
    pay_and_return(http, placed["payment"]["redirect_url"])
    seen = http.get(f"/api/orders/{placed['number']}").json
    [(cutoff,)] = facts("select cutoff_at from slot_instance where id = :id", id=open_shop.slot_ids[1])
    assert (seen["can_pay"], seen["can_cancel"]) == (False, True)
    assert seen["cancel_until"] == cutoff.isoformat().replace("+00:00", "Z")
    done = http.post(f"/api/orders/{placed['number']}/cancel").json
    assert done["status"]["code"] == "cancelled"
    assert done["payment"]["status"] == {"code": "succeeded", "label": "Refund on its way"}
    assert ledger() == {}
    assert send_refunds() == [("succeeded", 5400)]
    assert http.get(f"/api/orders/{placed['number']}").json["payment"]["status"]["code"] == "refunded"


def test_after_the_shops_limit_the_florist_has_to_be_called(http: FlaskClient, open_shop: OpenShop) -> None:
    placed = order(http, fill_cart(http, open_shop)).json
    pay_and_return(http, placed["payment"]["redirect_url"])
    facts("update shop set cancel_minutes_before_cutoff = 100000 returning id")
    assert http.get(f"/api/orders/{placed['number']}").json["can_cancel"] is False
    refused = http.post(f"/api/orders/{placed['number']}/cancel")
    assert (refused.status_code, refused.json["code"]) == (409, "not_cancellable")
    assert refused.json["cancel_until"]
    assert facts("select status from orders") == [("confirmed",)]
    assert facts("select count(*) from refund") == [(0,)]


def test_the_back_link_frees_the_places_and_leads_to_a_full_cart(
    http: FlaskClient, open_shop: OpenShop
) -> None:
    cart = fill_cart(http, open_shop)
    placed = order(http, cart).json
    for _ in range(2):  # the back button, pressed twice
        back = http.get(f"/api/payments/return?payment={payment_id()}&cancelled=1")
        assert (back.status_code, back.headers["Location"]) == (
            303,
            "/checkout?step=review&payment=cancelled",
        )
    assert (ledger(), http.get("/api/cart").json["count"]) == ({}, 1)
    assert browser.buttons(placed["payment"]["redirect_url"]) == []
    assert http.get(f"/api/orders/{placed['number']}").json["status"]["code"] == "cancelled"
    assert order(http, cart).status_code == 201


def test_the_back_link_after_paying_in_another_tab_shows_the_order(
    http: FlaskClient, open_shop: OpenShop
) -> None:
    placed = order(http, fill_cart(http, open_shop)).json
    browser.pay(placed["payment"]["redirect_url"])
    back = http.get(f"/api/payments/return?payment={payment_id()}&cancelled=1")
    assert back.headers["Location"] == f"/orders/{placed['number']}?placed=1"
    assert facts("select status from orders") == [("confirmed",)]


def test_paying_again_gives_the_open_page_and_else_a_new_one(http: FlaskClient, open_shop: OpenShop) -> None:
    placed = order(http, fill_cart(http, open_shop)).json
    page, address = placed["payment"]["redirect_url"], f"/api/orders/{placed['number']}/payment"
    assert http.post(address).json == {"redirect_url": page}
    resolve.resolve(payment_id=payment_id(), clock=clock.now)  # the page has timed out
    new = http.post(address)
    assert new.status_code == 200, new.text
    assert new.json["redirect_url"] != page
    pay_and_return(http, new.json["redirect_url"])
    assert facts("select state from payment order by attempt") == [("expired",), ("succeeded",)]
    assert facts("select status from orders") == [("confirmed",)]


@pytest.mark.parametrize("verb", ["cancel", "payment"])
def test_a_stranger_can_do_nothing_with_an_order(http: FlaskClient, open_shop: OpenShop, verb: str) -> None:
    number = order(http, fill_cart(http, open_shop)).json["number"]
    stranger = http.application.test_client()
    refused = stranger.post(f"/api/orders/{number}/{verb}")
    assert (refused.status_code, refused.json["code"]) == (404, "order_not_found")
    assert facts("select status from orders") == [("pending_payment",)]


def test_an_order_whose_places_were_lost_offers_the_next_three(
    http: FlaskClient, open_shop: OpenShop
) -> None:
    placed = order(http, fill_cart(http, open_shop)).json
    browser.pay(placed["payment"]["redirect_url"])  # and nobody tells us until it is too late
    facts("update payment set state = 'expired' returning id")
    assert sweep.sweep(clock=lambda: clock.now() + timedelta(minutes=41)) == 1
    facts(
        "update capacity_bucket set capacity = 0 where id = (select bucket_id from slot_instance"
        " where id = :slot) returning id",
        slot=open_shop.slot_ids[0],
    )
    http.get(f"/api/payments/return?payment={payment_id()}")
    seen = http.get(f"/api/orders/{placed['number']}").json
    assert (seen["status"]["code"], seen["payment"]["status"]["label"]) == ("expired", "Refund on its way")
    [offer] = seen["offers"]
    assert offer["delivery_id"] == placed["deliveries"][0]["id"]
    assert [slot["id"] for slot in offer["slots"]] == list(open_shop.slot_ids[1:4])
    assert send_refunds() == [("succeeded", 5400)]
    assert ledger() == {}


def test_past_two_hours_the_places_are_held_no_longer(http: FlaskClient, open_shop: OpenShop) -> None:
    cart = fill_cart(http, open_shop)
    placed = order(http, cart).json
    facts("update orders set held_since = now() - interval '81 minutes' returning id")
    refused = order(http, cart)
    assert (refused.status_code, refused.json["code"]) == (409, "hold_limit")
    assert refused.json["number"] == placed["number"]
    address = f"/api/orders/{placed['number']}"
    assert http.get(address).json["can_pay"] is True  # on the page that is open
    assert http.post(f"{address}/payment").json == {"redirect_url": placed["payment"]["redirect_url"]}
    resolve.resolve(payment_id=payment_id(), clock=clock.now)
    assert http.get(address).json["can_pay"] is False
    assert http.post(f"{address}/payment").json["code"] == "hold_limit"
    assert facts("select status from orders") == [("pending_payment",)]
    assert http.post(f"{address}/cancel").status_code == 200
    assert order(http, cart).status_code == 201


def test_too_many_orders_that_wait_at_one_address(http: FlaskClient, open_shop: OpenShop) -> None:
    facts("update shop set live_orders_per_address = 1 returning id")
    order(http, fill_cart(http, open_shop))
    neighbor = http.application.test_client()
    cart = fill_cart(neighbor, open_shop, slot=1)
    refused = order(neighbor, cart)
    assert (refused.status_code, refused.json["code"]) == (429, "too_many_holds")
    assert refused.headers["Retry-After"] == "60"
    assert facts("select count(*) from orders") == [(1,)]
    far = {"REMOTE_ADDR": "2001:db8:1:2::7"}
    neighbor.environ_base.update(far)
    assert order(neighbor, cart).status_code == 201
    assert facts("select client_address from orders order by placed_at") == [
        ("127.0.0.1",),
        ("2001:db8:1:2::/64",),
    ]
