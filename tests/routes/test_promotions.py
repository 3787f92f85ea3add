"""Codes and tips at the cart: what they give, why they give nothing, and that nobody guesses them."""

from datetime import date, timedelta
from typing import Any

import pytest

from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from tests.builders.pricing import a_promotion, change_promotion
from tests.builders.shop import OpenShop
from tests.routes import people
from tests.routes.buying import BUYER, facts, fill_cart, order
from tests.routes.conftest import Browser
from tests.routes.desk import usd

TODAY = local_day(clock.now(), "America/Los_Angeles")


def enter(http: Browser, code: str) -> Any:
    return http.put("/api/cart/promotion", json={"code": code})


def test_a_code_takes_its_share_off_the_line_and_the_total(http: Browser, open_shop: OpenShop) -> None:
    a_promotion(code="SPRING10", name="Spring")
    fill_cart(http, open_shop, quantity=2)
    entered = enter(http, " spring 10 ")
    assert entered.status_code == 200, entered.text
    cart = entered.json
    assert cart["promotion"] == {"code": "SPRING10", "name": "Spring", "applied": True, "problem": None}
    totals = cart["totals"]
    assert (totals["items"], totals["discount"], totals["total"]) == (usd(9000), usd(900), usd(9000))
    assert totals["promotions"] == [{"code": "SPRING10", "name": "Spring", "amount": usd(900)}]
    [line] = cart["deliveries"][0]["lines"]
    assert (line["total"], line["discount"]) == (usd(9000), usd(900))
    assert cart["deliveries"][0]["discount"] == usd(900)
    placed = order(http, cart)
    assert placed.status_code == 201, placed.text
    sums = placed.json["totals"]
    assert (sums["discount"], sums["promotions"], sums["total"]) == (
        usd(900),
        [{"code": "SPRING10", "name": "Spring", "amount": usd(900)}],
        usd(9000),
    )
    assert placed.json["deliveries"][0]["lines"][0]["discount"] == usd(900)
    gone = http.delete("/api/cart/promotion").json
    assert (gone["promotion"], gone["totals"]["total"]) == (None, usd(9900))


@pytest.mark.parametrize(
    ("terms", "code", "message"),
    [
        ({"minimum": 5700}, "minimum", "From $57.00 on: $12.00 to go."),
        ({"ends_on": date(2026, 5, 3)}, "ended", "Ended on May 3."),
        ({"starts_on": TODAY + timedelta(days=400)}, "scheduled", None),
        ({"active": False}, "paused", "Not running at the moment."),
        ({"product_ids": (999,)}, "nothing_eligible", "Nothing in your cart takes part."),
        ({"kind": "buy_x", "buy": 2, "get": 1}, "too_few", "2 more of what takes part to go."),
    ],
)
def test_a_code_that_does_not_fit_is_kept_and_says_why(
    http: Browser, open_shop: OpenShop, terms: dict[str, Any], code: str, message: str | None
) -> None:
    a_promotion(code="SPRING", **terms)
    fill_cart(http, open_shop)
    cart = enter(http, "spring").json
    assert (cart["promotion"]["code"], cart["promotion"]["applied"]) == ("SPRING", False)
    problem = cart["promotion"]["problem"]
    assert problem["code"] == code
    assert message is None or problem["message"] == message
    assert (cart["totals"]["discount"], cart["totals"]["total"]) == (usd(0), usd(5400))


def test_a_code_that_is_outdone_says_so(http: Browser, open_shop: OpenShop) -> None:
    a_promotion(code="SPRING", percent=10, kind="percent")
    a_promotion(name="Half price", percent=50, kind="percent")
    fill_cart(http, open_shop)
    cart = enter(http, "spring").json
    assert cart["promotion"]["problem"] == {"code": "outdone", "message": "Another offer gives you more."}
    assert cart["totals"]["promotions"] == [{"code": None, "name": "Half price", "amount": usd(2250)}]


def test_a_use_that_another_has_is_used_up_and_ones_own_is_not(http: Browser, open_shop: OpenShop) -> None:
    a_promotion(code="ONCE", total_limit=1)
    fill_cart(http, open_shop)
    cart = enter(http, "once").json
    assert order(http, cart).status_code == 201
    again = http.get("/api/cart").json
    assert (again["promotion"]["applied"], again["totals"]["total"]) == (True, usd(4950))
    other: Any = http.application.test_client()
    fill_cart(other, open_shop)
    told = enter(other, "once").json
    assert told["promotion"]["problem"] == {"code": "used_up", "message": "Used up."}
    refused = order(other, told, total=usd(4950))
    assert (refused.status_code, refused.json["code"]) == (409, "promotion_used_up")
    assert refused.json["promotion"] == "Spring"
    assert facts("select count(*) from orders") == [(1,)]


def test_a_guest_is_told_in_her_cart_that_it_is_not_her_first_order(
    http: Browser, open_shop: OpenShop
) -> None:
    a_promotion(code="HELLO", first_order=True)
    a_promotion(kind="amount", amount=4000, code="GIFT", total_limit=1)
    first = fill_cart(http, open_shop)
    with_gift = enter(http, "gift").json
    assert order(http, with_gift).status_code == 201
    facts("update order_move set to_status = 'confirmed' returning id")
    other: Any = http.application.test_client()
    fill_cart(other, open_shop, slot=1)
    cart = enter(other, "hello").json
    assert cart["promotion"]["applied"] is True
    refused = order(other, cart, buyer=BUYER | {"email": "ANN@example.com"})
    assert (refused.status_code, refused.json["code"]) == (409, "price_changed")
    assert (refused.json["expected"], refused.json["actual"]) == (usd(4950), usd(5400))
    told = other.get("/api/cart").json
    assert told["promotion"]["problem"] == {"code": "first_order", "message": "Only for a first order."}
    assert told["totals"]["total"] == first["totals"]["total"]
    assert order(other, told).status_code == 201


def test_an_unknown_code_changes_nothing_and_guessing_ends(http: Browser, open_shop: OpenShop) -> None:
    a_promotion(code="SPRING")
    fill_cart(http, open_shop)
    enter(http, "spring")
    for _ in range(10):
        wrong = enter(http, "winter")
        assert (wrong.status_code, wrong.json["code"]) == (404, "promotion_unknown")
    assert http.get("/api/cart").json["promotion"]["code"] == "SPRING"
    stopped = enter(http, "spring")
    assert (stopped.status_code, stopped.json["code"]) == (429, "too_many_attempts")
    assert 0 < int(stopped.headers["Retry-After"]) <= 901


def test_right_codes_are_not_counted(http: Browser, open_shop: OpenShop) -> None:
    a_promotion(code="SPRING")
    fill_cart(http, open_shop)
    assert {enter(http, "spring").status_code for _ in range(12)} == {200}


def test_a_tip_is_part_of_the_total_and_of_what_is_paid(http: Browser, open_shop: OpenShop) -> None:
    fill_cart(http, open_shop)
    cart = http.put("/api/cart/tip", json={"amount": usd(500)}).json
    assert (cart["totals"]["tip"], cart["totals"]["total"]) == (usd(500), usd(5900))
    placed = order(http, cart)
    assert placed.status_code == 201, placed.text
    assert (placed.json["totals"]["tip"], placed.json["totals"]["total"]) == (usd(500), usd(5900))
    assert facts("select amount from payment") == [(5900,)]


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (usd(-1), "validation"),
        (usd(50_001), "tip_too_high"),
        ({"amount": 5, "currency": "EUR"}, "validation"),
    ],
)
def test_a_tip_that_is_none_is_refused(
    http: Browser, open_shop: OpenShop, amount: dict[str, Any], code: str
) -> None:
    fill_cart(http, open_shop)
    http.put("/api/cart/tip", json={"amount": usd(300)})
    refused = http.put("/api/cart/tip", json={"amount": amount})
    assert (refused.status_code, refused.json["code"]) == (422, code)
    assert http.get("/api/cart").json["totals"]["tip"] == usd(300)


def test_a_shop_without_tips_takes_none(http: Browser, open_shop: OpenShop) -> None:
    fill_cart(http, open_shop)
    facts("update shop set tips = false returning id")
    assert http.get("/api/shop").json["tips"] is False
    assert http.put("/api/cart/tip", json={"amount": usd(300)}).status_code == 422


def test_prices_with_their_tax_say_so_and_stay(http: Browser, open_shop: OpenShop) -> None:
    facts("update shop set prices_include_tax = true, delivery_tax = 'goods' returning id")
    facts(
        "insert into tax_rate (country, region, name, low, high, rate_ppm)"
        " values ('US', 'OR', 'VAT', '97000', '97999', 190000) returning id"
    )
    cart = fill_cart(http, open_shop)
    totals = cart["totals"]
    assert (totals["tax_included"], totals["tax"], totals["total"]) == (True, usd(718 + 144), usd(5400))
    assert http.get("/api/shop").json["tax_included"] is True
    placed = order(http, cart)
    assert placed.status_code == 201, placed.text
    assert placed.json["totals"]["tax_included"] is True
    assert facts("select tax, tax_included, total from orders") == [(862, True, 5400)]


def test_code_and_tip_go_along_when_she_logs_in(http: Browser, open_shop: OpenShop) -> None:
    a_promotion(code="SPRING")
    fill_cart(http, open_shop)
    enter(http, "spring")
    http.put("/api/cart/tip", json={"amount": usd(300)})
    people.an_account()
    who = people.bearer(people.log_in(http))
    cart = http.get("/api/cart", headers=who).json
    assert (cart["promotion"]["code"], cart["totals"]["tip"]) == ("SPRING", usd(300))


def test_a_promotion_that_changes_between_looking_and_placing(http: Browser, open_shop: OpenShop) -> None:
    spring = a_promotion(code="SPRING")
    fill_cart(http, open_shop)
    cart = enter(http, "spring").json
    change_promotion(spring, percent=20)
    refused = order(http, cart)
    assert (refused.status_code, refused.json["code"]) == (409, "price_changed")
    assert (refused.json["expected"], refused.json["actual"]) == (usd(4950), usd(4500))
    assert facts("select count(*) from orders") == [(0,)]
