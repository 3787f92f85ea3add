"""The buyer of an order that staff took: she sees what is due, pays it online, and only then owes nothing."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest

from backend.shop.orders import links
from tests.builders.shop import OpenShop
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.desk import everything, usd
from tests.routes.taking import Clerk, clerk
from tests.sandbox import browser


@pytest.fixture
def desk(http: Browser, open_shop: OpenShop) -> Clerk:
    return clerk(http, open_shop)


def buyer(http: Browser, number: str) -> Browser:
    """Another browser that has opened the letter's link."""
    [(order_id,)] = facts("select id from orders where number = :number", number=number)
    hers = http.application.test_client()
    token = links.access_token(UUID(str(order_id)))
    opened = hers.post("/api/orders/access", json={"number": number, "token": token})
    assert opened.status_code == 204
    return hers  # type: ignore[return-value]  # Flask types it as its base class


def seen(hers: Browser, number: str) -> dict[str, Any]:
    return dict(hers.get(f"/api/orders/{number}").json or {})


def test_a_balance_is_seen_and_paid_online(desk: Clerk, http: Browser) -> None:
    number = desk.placed(payment="link")["number"]
    assert desk.take(number, 1400).status_code == 200
    hers = buyer(http, number)
    order = seen(hers, number)
    assert (order["can_pay"], order["balance_due"]) == (True, usd(4000))
    assert order["due_at"] is not None
    assert order["payment"]["status"] == {"code": "due", "label": "To be paid"}
    page = hers.post(f"/api/orders/{number}/payment").json["redirect_url"]
    assert seen(hers, number)["payment"]["redirect_url"] == page
    assert "what is still to be paid" in browser.read(page)
    way = urlsplit(browser.pay(page).headers["Location"])
    assert hers.get(f"{way.path}?{way.query}").status_code == 303
    order = seen(hers, number)
    assert (order["can_pay"], order["balance_due"], order["due_at"]) == (False, usd(0), None)
    assert order["status"]["code"] == "confirmed"
    again = hers.post(f"/api/orders/{number}/payment")
    assert (again.status_code, again.json["code"]) == (409, "not_payable")
    methods = [
        (each["provider"], each["captured"]["amount"]) for each in desk.read(number)["money"]["payments"]
    ]
    assert sorted(methods) == [("Desk", 1400), ("Stripe", 4000)]


def test_without_an_address_a_balance_is_paid_online_all_the_same(desk: Clerk, http: Browser) -> None:
    walk_in = {"name": "Walk In", "phone": "503 555 0100"}
    number = desk.placed(payment="account", buyer=walk_in)["number"]
    paid = buyer(http, number).post(f"/api/orders/{number}/payment")
    assert paid.status_code == 200, paid.text


def test_the_back_link_of_the_page_leaves_what_is_sold_as_it_is(desk: Clerk, http: Browser) -> None:
    number = desk.placed(payment="link")["number"]
    hers = buyer(http, number)
    hers.post(f"/api/orders/{number}/payment")
    [(payment,)] = facts("select id from payment")
    back = hers.get(f"/api/payments/return?payment={payment}&cancelled=1")
    assert back.headers["Location"].endswith(f"/orders/{number}")
    order = seen(hers, number)
    assert (order["status"]["code"], order["can_pay"], order["balance_due"]) == ("confirmed", True, usd(5400))


def test_money_at_the_counter_is_at_most_what_is_due_and_once_per_key(desk: Clerk) -> None:
    number = desk.placed(payment="account")["number"]
    before = everything()
    refused = desk.take(number, 5401)
    assert (refused.status_code, refused.json["code"], refused.json["due"]) == (
        409,
        "over_balance",
        usd(5400),
    )
    assert everything() == before
    version = desk.read(number)["version"]
    taken = [
        desk.take(number, 5400, key="k1", version=version, method="transfer", note="By wire") for _ in "ab"
    ]
    assert [each.status_code for each in taken] == [200, 200]
    [payment] = taken[1].json["money"]["payments"]
    assert (payment["method"], payment["captured"], payment["who"]) == ("transfer", usd(5400), "Florist")
    assert (taken[1].json["due_at"], taken[1].json["money"]["balance_due"]) == (None, usd(0))
    event = taken[1].json["history"][-1]
    assert (event["what"], event["why"]) == ("Money taken at the counter", "By wire")
    other = desk.take(number, 1, key="k1", version=version)
    assert (other.status_code, other.json["code"]) == (422, "idempotency_mismatch")


@pytest.mark.parametrize("amount", [0, -5])
def test_what_is_no_money_is_refused(desk: Clerk, amount: int) -> None:
    number = desk.placed(payment="account")["number"]
    before = everything()
    refused = desk.take(number, amount)
    assert (refused.status_code, refused.json["code"]) == (422, "validation")
    assert everything() == before


def test_what_is_refused_or_repeated_at_the_counter_ends_no_page(desk: Clerk, http: Browser) -> None:
    number = desk.placed(payment="link")["number"]
    hers, old = buyer(http, number), desk.read(number)["version"]
    assert desk.take(number, 1400, key="k1", version=old).status_code == 200
    page = hers.post(f"/api/orders/{number}/payment").json["redirect_url"]
    assert desk.take(number, 1400, key="k1", version=old).status_code == 200
    assert desk.take(number, 5400).json["code"] == "over_balance"
    assert desk.take(number, 10, version=old).json["code"] == "version_conflict"
    assert seen(hers, number)["payment"]["redirect_url"] == page
    assert facts("select state from payment where provider = 'stripe'") == [("open",)]


def test_the_link_is_sent_anew_each_time_it_is_asked_for(desk: Clerk) -> None:
    number = desk.placed(payment="link")["number"]
    path = f"/api/admin/orders/{number}/payment-link"
    version = desk.read(number)["version"]
    assert [desk.post(path, version=version).status_code for _ in range(2)] == [200, 200]
    asked = facts("select count(*) from audit_entry where action = 'order.payment_asked'")
    assert asked == [(3,)]
    desk.take(number, 5400)
    refused = desk.post(path, version=desk.read(number)["version"])
    assert (refused.status_code, refused.json["code"]) == (409, "not_payable")


def test_what_is_unpaid_is_found_and_told_when_its_deadline_is_over(desk: Clerk) -> None:
    paid, late, early = (desk.placed(payment=way)["number"] for way in ("cash", "link", "account"))
    rows = desk.get("/api/admin/orders?unpaid=1")["items"]
    assert [(each["number"], each["balance_due"], each["channel"]) for each in rows] == [
        (late, usd(5400), "phone"),
        (early, usd(5400), "phone"),
    ]
    assert desk.get("/api/admin/orders")["total"] == 3
    assert desk.get("/api/admin/today")["unpaid"] == []
    facts("update orders set due_at = now() - interval '1 hour' where number = :n returning id", n=late)
    [told] = desk.get("/api/admin/today")["unpaid"]
    assert (told["number"], told["buyer_name"], told["balance_due"]) == (late, "Ann Lee", usd(5400))
    assert desk.read(late)["status"]["code"] == "confirmed"  # nothing is cancelled by a clock
    desk.take(late, 5400)
    assert desk.get("/api/admin/today")["unpaid"] == []
    assert [each["number"] for each in desk.get("/api/admin/orders?unpaid=1")["items"]] == [early]
    assert paid
