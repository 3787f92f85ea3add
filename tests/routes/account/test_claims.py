"""A guest's orders become an account's by a code that only their address gets."""

import threading
from typing import Any

import pytest

from backend import db
from backend.shop.accounts import keys
from backend.shop.kit import clock
from backend.shop.orders import owned
from tests.builders.shop import OpenShop
from tests.routes.account import customers
from tests.routes.account.test_my_orders import settle
from tests.routes.buying import BUYER, facts, fill_cart, order
from tests.routes.conftest import Browser


@pytest.fixture
def numbers(http: Browser, open_shop: OpenShop) -> list[str]:
    """Two orders of a guest whose e-mail is Ann's, the oldest first; this browser forgets them."""
    placed = []
    for slot in (0, 1):
        placed.append(order(http, fill_cart(http, open_shop, slot=slot)).json["number"])
        settle()
    http.delete_cookie("posy_orders")
    return placed


def begin(http: Browser, hers: dict[str, str], email: str) -> Any:
    return http.post("/api/me/claims", json={"email": email}, headers=hers)


def confirm(http: Browser, hers: dict[str, str], flow: str, code: str | None = None) -> Any:
    [(secret_id,)] = facts("select id from one_time_secret order by created_at desc limit 1")
    body = {"flow": flow, "code": code or keys.code_of(secret_id)}
    return http.post("/api/me/claims/confirm", json=body, headers=hers)


def wrong_code() -> str:
    [(secret_id,)] = facts("select id from one_time_secret order by created_at desc limit 1")
    return "000000" if keys.code_of(secret_id) != "000000" else "111111"


def owners() -> list[Any]:
    return [account for (account,) in facts("select account_id from orders")]


def test_registering_an_address_shows_none_of_its_orders(http: Browser, numbers: list[str]) -> None:
    hers = customers.log_in(http, BUYER["email"])

    assert http.get("/api/orders", headers=hers).json["items"] == []
    assert http.get(f"/api/orders/{numbers[0]}", headers=hers).status_code == 404
    assert owners() == [None, None]


def test_the_code_of_their_address_gives_orders_to_the_account(http: Browser, numbers: list[str]) -> None:
    hers = customers.log_in(http, customers.BEA)  # her other address
    begun = begin(http, hers, " Ann@Example.com")
    assert (begun.status_code, begun.json["expires_in"]) == (202, 600)

    claimed = confirm(http, hers, begun.json["flow"])

    assert claimed.json == {"orders": numbers}
    assert [each["number"] for each in http.get("/api/orders", headers=hers).json["items"]] == numbers[::-1]
    again = confirm(http, hers, begun.json["flow"])
    assert (again.status_code, again.json["code"]) == (409, "code_over")


def test_an_order_says_whether_it_can_be_claimed(http: Browser, open_shop: OpenShop) -> None:
    number = order(http, fill_cart(http, open_shop)).json["number"]
    assert http.get(f"/api/orders/{number}").json["can_claim"] is True
    hers = customers.log_in(http, customers.BEA)
    confirm(http, hers, begin(http, hers, BUYER["email"]).json["flow"])
    assert http.get(f"/api/orders/{number}", headers=hers).json["can_claim"] is False


def test_guessing_is_stopped_after_five_tries_and_gives_nothing(http: Browser, numbers: list[str]) -> None:
    hers = customers.log_in(http)
    flow = begin(http, hers, BUYER["email"]).json["flow"]
    wrong = wrong_code()

    tries = [confirm(http, hers, flow, wrong) for _ in range(5)]
    right = confirm(http, hers, flow)

    assert [(each.status_code, each.json["code"]) for each in tries] == [(403, "code_refused")] * 5
    assert (right.status_code, right.json["code"]) == (409, "code_over")
    assert owners() == [None, None]


def test_a_code_is_good_only_for_the_account_that_asked(http: Browser, numbers: list[str]) -> None:
    flow = begin(http, customers.elsewhere(http), BUYER["email"]).json["flow"]

    refused = confirm(http, customers.elsewhere(http, customers.BEA), flow)

    assert (refused.status_code, refused.json["code"]) == (409, "code_over")
    assert owners() == [None, None]


def test_an_address_without_orders_is_answered_like_any_other(http: Browser, numbers: list[str]) -> None:
    hers = customers.log_in(http)
    begun = begin(http, hers, "nobody@example.com")

    assert begun.status_code == 202
    assert sorted(begun.json) == ["expires_in", "flow"]
    assert confirm(http, hers, begun.json["flow"]).json == {"orders": []}
    assert owners() == [None, None]


def test_of_two_claims_at_once_each_order_goes_to_one(http: Browser, numbers: list[str]) -> None:
    for email in (customers.ANN, customers.BEA):
        customers.make(email)
    accounts = [account for (account,) in facts("select id from account order by email")]
    start, got = threading.Barrier(2), {}

    def claim(account_id: Any) -> None:
        start.wait()
        with db.transaction() as session:
            got[account_id] = owned.claim(
                session, email=BUYER["email"], account_id=account_id, at=clock.now()
            )

    threads = [threading.Thread(target=claim, args=(each,)) for each in accounts]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sorted(map(len, got.values())) == [0, 2]
    [winner] = [account for account, claimed in got.items() if claimed]
    assert got[winner] == numbers
    assert owners() == [winner, winner]
