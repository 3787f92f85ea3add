"""Promotions by hand: managers set them, the ledger counts them, every change is written down."""

from typing import Any

import pytest

from tests.builders.pricing import a_promotion
from tests.builders.shop import OpenShop
from tests.routes import people, staff
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser
from tests.routes.desk import usd

Headers = dict[str, str]
DOOR = "/api/admin/promotions"
BODY = {
    "name": "Welcome",
    "code": "welcome 10",
    "kind": "percent",
    "percent": 10,
    "first_order": True,
    "total_limit": 100,
    "starts_on": "2026-01-01",
}


@pytest.fixture
def manager(http: Browser, open_shop: OpenShop) -> Headers:
    return staff.log_in(http, "manager")


def test_a_promotion_is_made_and_at_once_true(http: Browser, manager: Headers) -> None:
    [(version,)] = facts("select rules_version from shop")
    made = http.post(DOOR, json=BODY, headers=manager)
    assert made.status_code == 201, made.text
    assert made.json["items"] == [
        {
            "id": 1,
            "name": "Welcome",
            "code": "WELCOME10",
            "kind": "percent",
            "percent": 10,
            "amount": None,
            "buy": None,
            "get": None,
            "minimum": None,
            "product_ids": [],
            "category_codes": [],
            "first_order": True,
            "per_customer": None,
            "total_limit": 100,
            "starts_on": "2026-01-01",
            "ends_on": None,
            "combines": False,
            "active": True,
            "version": 1,
            "used": 0,
            "held": 0,
            "left": 100,
            "status": "running",
        }
    ]
    assert facts("select rules_version from shop") == [(version + 1,)]


def test_a_promotion_is_paused_by_who_saw_its_version_and_removed(http: Browser, manager: Headers) -> None:
    http.post(DOOR, json=BODY, headers=manager)
    url, paused = f"{DOOR}/1", {"version": 1, "active": False, "minimum": usd(5000), "ends_on": "2199-12-31"}
    [changed] = http.patch(url, json=paused, headers=manager).json["items"]
    assert (changed["status"], changed["version"], changed["minimum"]) == ("paused", 2, usd(5000))
    assert facts("select open, capacity from capacity_bucket where kind = 'promotion_uses'") == [(False, 100)]
    assert facts("select action, change from audit_entry where action like 'promotion.%' order by id")[1] == (
        "promotion.changed",
        {"active": [True, False], "minimum": [None, 5000], "ends_on": [None, "2199-12-31"]},
    )
    late = http.patch(url, json=paused, headers=manager)
    assert (late.status_code, late.json["code"]) == (409, "version_conflict")
    assert late.json["current"]["items"][0]["version"] == 2
    assert http.delete(url, headers=manager).json["items"] == []
    assert http.delete(url, headers=manager).status_code == 404


def test_uses_are_counted_and_one_that_was_used_stays(
    http: Browser, manager: Headers, open_shop: OpenShop
) -> None:
    once = a_promotion(code="ONCE", total_limit=1)
    fill_cart(http, open_shop)
    cart = http.put("/api/cart/promotion", json={"code": "once"}).json
    assert order(http, cart).status_code == 201
    [seen] = http.get(DOOR, headers=manager).json["items"]
    assert (seen["used"], seen["held"], seen["left"], seen["status"]) == (0, 1, 0, "used_up")
    refused = http.delete(f"{DOOR}/{once}", headers=manager)
    assert (refused.status_code, refused.json["code"]) == (409, "promotion_in_use")
    [more] = http.patch(f"{DOOR}/{once}", json={"version": 1, "total_limit": 3}, headers=manager).json[
        "items"
    ]
    assert (more["held"], more["left"], more["status"]) == (1, 2, "running")


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"percent": None}, "percent"),
        ({"percent": 101}, "percent"),
        ({"amount": usd(500)}, "amount"),
        ({"kind": "buy_x", "percent": None, "buy": 3}, "get"),
        ({"ends_on": "2025-12-31"}, "ends_on"),
        ({"product_ids": [999]}, "product_ids"),
        ({"category_codes": ["nowhere"]}, "category_codes"),
        ({"code": "ä"}, "code"),
    ],
)
def test_what_makes_no_sense_is_refused(
    http: Browser, manager: Headers, change: dict[str, Any], path: str
) -> None:
    refused = http.post(DOOR, json=BODY | change, headers=manager)
    assert (refused.status_code, refused.json["code"]) == (422, "validation"), refused.text
    assert path in refused.json["errors"][0]["path"]
    assert facts("select count(*) from promotion") == [(0,)]
    assert facts("select count(*) from capacity_bucket where kind = 'promotion_uses'") == [(0,)]


def test_a_limit_below_what_is_used_is_nobodys_conflict(
    http: Browser, manager: Headers, open_shop: OpenShop
) -> None:
    many = a_promotion(code="MANY", total_limit=5)
    for slot in (0, 1):
        guest = people.another_browser(http)
        fill_cart(guest, open_shop, slot=slot)
        cart = guest.put("/api/cart/promotion", json={"code": "many"}).json
        assert order(guest, cart).status_code == 201
    [lower] = http.patch(f"{DOOR}/{many}", json={"version": 1, "total_limit": 1}, headers=manager).json[
        "items"
    ]
    assert (lower["held"], lower["left"], lower["status"]) == (2, 0, "used_up")
    assert facts("select overbooked from capacity_bucket where kind = 'promotion_uses'") == [(1,)]
    today = http.get(f"/api/admin/today?date={open_shop.tomorrow}", headers=manager)
    assert (today.status_code, today.json["conflicts"]) == (200, [])


def test_a_code_is_one_promotions(http: Browser, manager: Headers) -> None:
    a_promotion(code="WELCOME10")
    refused = http.post(DOOR, json=BODY, headers=manager)
    assert (refused.status_code, refused.json["code"]) == (409, "code_taken")
    assert facts("select count(*) from promotion") == [(1,)]
