"""What is said of a single day, and public holidays: before and after blackouts, in the calendar's order."""

from datetime import date, timedelta
from typing import Any

import pytest

from backend import db
from backend.shop.delivery import services as delivery
from backend.shop.delivery.selectors import usual_staff
from backend.shop.settings.selectors import shop
from tests.builders.catalog import a_product
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


def judged(http: Browser, cart: Any, day: date) -> list[str]:
    """What the picker says of what lies in the cart, on the day's only time."""
    parcel = cart["deliveries"][0]["id"]
    [slot] = http.get(f"/api/delivery/slots?postcode=97201&date={day}&delivery_id={parcel}").json["slots"]
    return [each["code"] for each in slot["reasons"]]


def test_a_limited_range_leaves_out_everything_else_but_addons(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    day = open_shop.tomorrow
    cart = fill_cart(http, open_shop)
    http.post("/api/cart/lines", json={"variant_id": open_shop.addon_id, "quantity": 1})
    dear = dearer()
    said = say(http, manager, day, name="Embers only", open=True, product_ids=[dear])
    assert said.status_code == 200, said.text
    assert judged(http, cart, day) == ["blackout"]
    [(bouquet,)] = facts("select id from product where slug = 'rose-city-dozen'")
    again = say(http, manager, day, version=1, name="Roses only", open=True, product_ids=[bouquet])
    assert again.json["override"]["version"] == 2
    assert judged(http, cart, day) == []


def dearer() -> int:
    """Another bouquet, and not the cheapest."""
    with db.transaction() as session:
        return a_product(session, "ember", name="Ember", price=9900).id


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


def listed(http: Browser, day: date) -> list[str]:
    """What the catalog shows for a day, add-ons left out."""
    found = http.get(f"/api/products?delivery_date={day}&postcode=97201").json["items"]
    return [each["slug"] for each in found]


def test_a_day_of_a_limited_range_is_open_to_who_has_chosen_nothing_yet(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    """The cheapest bouquet, by which an empty cart is judged, is not in the range."""
    day = open_shop.tomorrow
    with db.transaction() as session:
        dear = a_product(session, "ember", name="Ember", price=9900)
    assert (
        say(http, manager, day, name="Valentine's Day", open=True, product_ids=[dear.id]).status_code == 200
    )
    assert reasons(http, open_shop) == [[]]
    [shown] = [
        each
        for each in http.get("/api/delivery/dates?postcode=97201").json["dates"]
        if each["date"] == str(day)
    ]
    assert (shown["available"], shown["reasons"]) == (True, [])
    preview = http.get(f"/api/admin/calendar/preview?postcode=97201&date={day}", headers=manager).json
    assert [slot["available"] for slot in preview["slots"]] == [True]
    assert listed(http, day) == ["ember"]
    assert judged(http, fill_cart(http, open_shop), day) == ["blackout"]


@pytest.mark.parametrize("scope", ["product_id", "category_id"])
def test_the_catalog_of_a_day_leaves_out_what_cannot_be_had_on_it(
    http: Browser, open_shop: OpenShop, manager: Headers, scope: str
) -> None:
    day = open_shop.tomorrow
    [(product, category)] = facts("select id, category_id from product where kind = 'bouquet'")
    assert listed(http, day) == ["rose-city-dozen"]
    black_out(http, manager, day, **{scope: product if scope == "product_id" else category})
    assert listed(http, day) == []
    assert listed(http, day + timedelta(days=1)) == ["rose-city-dozen"]
