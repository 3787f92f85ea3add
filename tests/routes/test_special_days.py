"""What is said of a single day, and public holidays: before and after blackouts, in the calendar's order."""

from datetime import date
from typing import Any

import pytest

from backend import db
from backend.shop.delivery import services as delivery
from backend.shop.delivery.selectors import usual_staff
from backend.shop.settings.selectors import shop
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser
from tests.routes.test_calendar import black_out, everything, say
from tests.routes.test_days import Headers, reasons


@pytest.fixture
def manager(http: Browser) -> Headers:
    return staff.log_in(http, "manager")


def test_an_override_beats_a_blackout_and_a_persons_word_beats_both(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    day = open_shop.tomorrow
    black_out(http, manager, day)
    said = say(http, manager, day, name="Valentine's Day", open=True)
    assert said.status_code == 200, said.text
    assert reasons(http, open_shop) == [[]]
    http.post(f"/api/admin/days/{day}/close", json={"reason": "Snow"}, headers=manager)
    assert reasons(http, open_shop) == [["closed"]]
    http.post(f"/api/admin/days/{day}/open", json={"reason": "Thaw"}, headers=manager)
    assert reasons(http, open_shop) == [[]]
    assert http.delete(f"/api/admin/overrides/{day}?version=1", headers=manager).status_code == 204
    assert reasons(http, open_shop) == [["closed"]]


def test_a_limited_range_leaves_out_everything_else_but_addons(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    day = open_shop.tomorrow
    [(addon,)] = facts("select id from product where kind = 'addon'")
    assert say(http, manager, day, name="Cards only", open=True, product_ids=[addon]).status_code == 200
    assert reasons(http, open_shop) == [["blackout"]]
    [(bouquet,)] = facts("select id from product where kind = 'bouquet'")
    again = say(http, manager, day, version=1, name="Roses only", open=True, product_ids=[bouquet])
    assert again.json["override"]["version"] == 2
    assert reasons(http, open_shop) == [[]]


def test_a_closed_override_lists_who_is_booked(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    number = order(http, fill_cart(http, open_shop)).json["number"]
    said = say(http, manager, open_shop.tomorrow, name="A day off", open=False)
    assert [each["number"] for each in said.json["booked"]] == [number]
    assert reasons(http, open_shop) == [["closed"]]


def test_the_shop_closes_on_a_holiday_and_opens_again(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    ahead = http.get("/api/admin/calendar", headers=manager).json["holidays"]
    assert {"name": "Christmas Day", "closed": False} in [
        {"name": each["name"], "closed": each["closed"]} for each in ahead
    ]
    day = next(date.fromisoformat(each["date"]) for each in ahead if each["name"] == "Christmas Day")
    with db.transaction() as session:
        delivery.lay_out(session, today=day, days=1, time_zone=shop(session).time_zone)
        delivery.lay_out_days(session, today=day, days=1, staff=usual_staff(session))
    assert reasons(http, open_shop, day) == [[]]
    address = "/api/admin/calendar/holidays"
    before = everything()
    for body, status, code in (
        ({"names": ["Christmas Day"], "seen": ["Labor Day"]}, 409, "version_conflict"),
        ({"names": ["Towel Day"], "seen": []}, 422, "holiday_unknown"),
        ({"names": ["Christmas Day"]}, 422, "validation"),
    ):
        refused = http.put(address, json=body, headers=manager)
        assert (refused.status_code, refused.json["code"]) == (status, code)
    assert everything() == before
    said = http.put(address, json={"names": ["Christmas Day"], "seen": []}, headers=manager)
    assert [each["name"] for each in said.json["holidays"] if each["closed"]] == ["Christmas Day"]
    assert reasons(http, open_shop, day) == [["closed"]]
    http.put(address, json={"names": [], "seen": ["Christmas Day"]}, headers=manager)
    assert reasons(http, open_shop, day) == [[]]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"name": "x", "open": True, "version": 3}, 409, "version_conflict"),
        ({"name": "", "open": True}, 422, "validation"),
        ({"name": "x", "open": True, "product_ids": []}, 422, "validation"),
        ({"name": "x", "open": True, "product_ids": [999]}, 422, "scope_not_found"),
    ],
)
def test_what_is_no_override_changes_nothing(
    http: Browser, open_shop: OpenShop, manager: Headers, body: dict[str, Any], status: int, code: str
) -> None:
    before = everything()
    refused = say(http, manager, open_shop.tomorrow, **body)
    assert (refused.status_code, refused.json["code"]) == (status, code)
    no_day = http.put("/api/admin/overrides/tomorrow", json={"name": "x", "open": True}, headers=manager)
    assert (no_day.status_code, no_day.json["code"]) == (404, "day_not_found")
    gone = http.delete(f"/api/admin/overrides/{open_shop.tomorrow}?version=1", headers=manager)
    assert (gone.status_code, gone.json["code"]) == (404, "override_not_found")
    assert everything() == before
