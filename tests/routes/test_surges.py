"""What busy days cost more: a line of its own, the same in the picker, the cart and the order."""

from datetime import date, timedelta
from typing import Any

import pytest

from backend import db
from backend.shop.pricing.models import TaxRate
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser
from tests.routes.desk import at_the_desk, usd

Headers = dict[str, str]

SUMS = {
    "items": usd(4500),
    "discount": usd(0),
    "promotions": [],
    "delivery": usd(1400),
    "plain_delivery": usd(900),
    "surges": [{"name": "Valentine's week", "amount": usd(500)}],
    "tax": usd(590),
    "tax_included": False,
    "tip": usd(0),
    "total": usd(6490),
}


@pytest.fixture
def manager(http: Browser) -> Headers:
    return staff.log_in(http, "manager")


def add(http: Browser, who: Headers, first: date, last: date | None = None, **more: Any) -> Any:
    days = {"first": str(first), "last": str(last or first)}
    body = days | {"amount": 500, "name": "Valentine's week"} | more
    return http.post("/api/admin/surges", json=body, headers=who)


def slot(http: Browser, day: date) -> Any:
    [found] = http.get(f"/api/delivery/slots?postcode=97201&date={day}").json["slots"]
    return found


def fees(http: Browser) -> dict[str, int]:
    """The lowest fee of each day that can be had."""
    days = http.get("/api/delivery/dates?postcode=97201").json["dates"]
    return {each["date"]: each["fee_from"]["amount"] for each in days if each["fee_from"]}


def test_picker_cart_and_order_say_the_same(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    with db.transaction() as session:
        rate = TaxRate(country="US", region="OR", name="t", low="97201", high="97201", rate_ppm=100_000)
        session.add(rate)
    day = open_shop.tomorrow
    [(before,)] = facts("select rules_version from shop")
    made = add(http, manager, day)
    assert made.status_code == 201, made.text
    assert facts("select rules_version from shop") == [(before + 1,)]
    assert made.json["items"] == [
        {
            "id": 1,
            "first": str(day),
            "last": str(day),
            "rule": "",
            "zone_id": None,
            "zone": None,
            "amount": usd(500),
            "name": "Valentine's week",
        }
    ]
    seen = slot(http, day)
    assert (seen["fee"], seen["surge"], seen["surge_name"]) == (usd(1400), usd(500), "Valentine's week")
    assert fees(http) == {str(day): 1400, **{str(day + timedelta(days=ahead)): 900 for ahead in (1, 2)}}
    cart = fill_cart(http, open_shop)
    assert cart["totals"] == SUMS | {"complete": True}
    assert (cart["deliveries"][0]["delivery_fee"], cart["deliveries"][0]["surge"]) == (usd(1400), usd(500))
    placed = order(http, cart)
    assert placed.status_code == 201, placed.text
    assert placed.json["totals"] == SUMS | {"credit": usd(0)}
    assert facts("select fee, surge, surge_name from delivery") == [(1400, 500, "Valentine's week")]


def test_one_that_comes_between_looking_and_placing(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    cart = fill_cart(http, open_shop)
    add(http, manager, open_shop.tomorrow)
    refused = order(http, cart)
    assert (refused.status_code, refused.json["code"]) == (409, "price_changed")
    assert (refused.json["expected"], refused.json["actual"]) == (usd(5400), usd(5900))
    assert facts("select count(*) from orders") == [(0,)]


def test_what_is_ordered_keeps_its_price_and_gives_it_all_back(http: Browser, open_shop: OpenShop) -> None:
    who = staff.log_in(http, "manager")
    add(http, who, open_shop.tomorrow + timedelta(days=1))
    desk = at_the_desk(http, open_shop)
    assert http.delete("/api/admin/surges/1", headers=who).json["items"] == []
    assert slot(http, open_shop.tomorrow + timedelta(days=1))["surge"] is None
    seen = desk.delivery()
    assert (seen["delivery_fee"], seen["surge"], seen["comes_back"]) == (usd(1400), usd(500), usd(5900))
    assert desk.parcel("cancel", reason="Snow", stems="back").status_code == 200
    assert facts("select amount from refund") == [(5900,)]


def test_the_highest_one_counts_and_one_of_another_zone_never(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    day = open_shop.tomorrow
    facts("insert into zone (slug, name, fee, currency) values ('other', 'Other', 100, 'USD') returning 1")
    add(http, manager, day, zone_id=2, amount=9_000)
    assert slot(http, day)["surge"] is None
    add(http, manager, day, day + timedelta(days=1), amount=500)
    add(http, manager, day, zone_id=1, amount=1_000, name="Valentine's Day")
    assert (slot(http, day)["surge"], slot(http, day)["surge_name"]) == (usd(1000), "Valentine's Day")
    assert slot(http, day + timedelta(days=1))["surge"] == usd(500)


def test_what_recurs_comes_again(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    last_week = open_shop.tomorrow - timedelta(days=7)
    made = add(http, manager, last_week, rule="FREQ=WEEKLY;COUNT=2")
    assert made.status_code == 201
    assert fees(http)[str(open_shop.tomorrow)] == 1400
    assert [each["rule"] for each in made.json["items"]] == ["FREQ=WEEKLY;COUNT=2"]


def test_a_fee_that_is_waived_leaves_the_surge(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    facts("update zone set free_above = 4000 returning 1")
    add(http, manager, open_shop.tomorrow)
    totals = fill_cart(http, open_shop)["totals"]
    assert (totals["delivery"], totals["plain_delivery"]) == (usd(500), usd(0))


def test_what_is_collected_costs_nothing_more(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    day = open_shop.tomorrow
    add(http, manager, day)
    cart = fill_cart(http, open_shop)
    parcel = cart["deliveries"][0]["id"]
    changed = http.patch(f"/api/cart/deliveries/{parcel}", json={"method": "collection"})
    assert (changed.json["totals"]["delivery"], changed.json["totals"]["surges"]) == (usd(0), [])


def test_two_recipients_and_one_name_are_one_line(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    day = open_shop.tomorrow + timedelta(days=1)
    add(http, manager, day, day + timedelta(days=1))
    desk = at_the_desk(http, open_shop, slots=(1, 2))
    totals = desk.read()["totals"]
    assert totals["surges"] == [{"name": "Valentine's week", "amount": usd(1000)}]
    assert (totals["delivery"], totals["plain_delivery"]) == (usd(2800), usd(1800))


def test_refusals_change_nothing(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    day = open_shop.tomorrow
    query = "select (select count(*) from surge), (select count(*) from audit_entry), rules_version from shop"
    before = facts(query)
    for wrong, code in (
        ({"rule": "FREQ=DAILY"}, "bad_recurrence"),
        ({"zone_id": 99}, "scope_not_found"),
        ({"amount": 0}, "validation"),
        ({"name": " "}, "validation"),
        ({"last": str(day - timedelta(days=1))}, "validation"),
    ):
        answer = add(http, manager, day, **wrong)
        assert (answer.status_code, answer.json["code"]) == (422, code), wrong
    gone = http.delete("/api/admin/surges/7", headers=manager)
    assert (gone.status_code, gone.json["code"]) == (404, "surge_not_found")
    assert facts(query) == before
