"""Zones by hand: at once true for customers; who is booked keeps her place and is named."""

from datetime import date
from typing import Any

import pytest

from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser
from tests.routes.test_calendar import everything as calendar_rows
from tests.routes.test_days import Headers, reasons

SLOT = {
    "weekdays": [1, 2, 3, 4, 5, 6, 7],
    "starts": "09:00:00",
    "ends": "18:00:00",
    "whole_day": True,
    "capacity": 5,
    "extra_fee": 0,
    "cutoff": {"kind": "days_before", "days": 1, "time": "23:59:00"},
    "active": True,
}


@pytest.fixture
def manager(http: Browser) -> Headers:
    return staff.log_in(http, "manager")


def everything() -> list[Any]:
    tables = ("zone", "zone_postcode", "slot_template", "slot_instance", "destination_rule")
    return [
        *calendar_rows(),
        *(row for table in tables for row in facts(f"select * from {table} order by 1")),
    ]


def read(http: Browser, who: Headers) -> Any:
    return http.get("/api/admin/zones", headers=who).json


def zone_body(**change: Any) -> dict[str, Any]:
    whole = {"name": "Inner Portland", "fee": 900, "postcodes": [{"kind": "exact", "low": "97201"}]}
    return whole | change


def change_zone(http: Browser, who: Headers, zone_id: int, version: int = 1, **change: Any) -> Any:
    body = zone_body(**change) | {"version": version}
    return http.patch(f"/api/admin/zones/{zone_id}", json=body, headers=who)


def change_slot(http: Browser, who: Headers, version: int = 1, **change: Any) -> Any:
    [(template_id,)] = facts("select min(id) from slot_template")
    body = SLOT | change | {"version": version}
    return http.patch(f"/api/admin/slot-templates/{template_id}", json=body, headers=who)


def add_slot(http: Browser, who: Headers, **change: Any) -> Any:
    [(zone_id,)] = facts("select min(id) from zone")
    return http.post("/api/admin/slot-templates", json=SLOT | {"zone_id": zone_id} | change, headers=who)


def labels(http: Browser, day: date, postcode: str = "97201") -> list[str]:
    found = http.get(f"/api/delivery/slots?postcode={postcode}&date={day}").json["slots"]
    return [each["label"] for each in found]


def test_what_there_is(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    [zone] = read(http, manager)["zones"]
    assert (zone["name"], zone["fee"], zone["postcodes"]) == (
        "Inner Portland",
        900,
        [{"kind": "exact", "low": "97201", "high": None}],
    )
    [slot] = zone["templates"]
    cutoff = {"kind": "days_before", "days": 1, "time": "23:59:00", "minutes": None}
    assert slot == {"id": slot["id"], "version": 1, "only_on": None, **SLOT, "cutoff": cutoff}


def test_a_new_zone_with_its_slots_is_open_at_once(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    spans = [{"kind": "prefix", "low": "980"}, {"kind": "range", "low": "98660", "high": "98668"}]
    made = http.post(
        "/api/admin/zones", json=zone_body(name="Över the River", fee=1900, postcodes=spans), headers=manager
    )
    assert made.status_code == 201, made.text
    assert facts("select slug, currency from zone order by id desc limit 1") == [("over-the-river", "USD")]
    assert labels(http, open_shop.tomorrow, "98662") == []
    slot = add_slot(
        http, manager, zone_id=made.json["zone"]["id"], starts="10:00:00", ends="12:00:00", whole_day=False
    )
    assert (slot.status_code, slot.json["booked"]) == (201, [])
    assert labels(http, open_shop.tomorrow, "98662") == ["10 am – 12 pm"]
    assert http.get("/api/delivery/dates?postcode=98001").json["zone"]["fee"]["amount"] == 1900
    assert facts("select count(*) from slot_instance where zone_id = (select max(id) from zone)") == [(90,)]


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        ([{"kind": "exact", "low": "9720"}], "9720 is not 5 digits."),
        ([{"kind": "exact", "low": "97202", "high": "97203"}], "One postcode has no end."),
        ([{"kind": "prefix", "low": "97x"}], "97x is not 1 to 4 digits."),
        ([{"kind": "range", "low": "97209", "high": "97203"}], "97209 comes after 97203."),
        ([{"kind": "range", "low": "97209"}], "Nothing is not 5 digits."),
        ([{"kind": "exact", "low": "97202"}] * 2, "97202 is there twice."),
    ],
)
def test_postcodes_that_mean_nothing_are_named(
    http: Browser, open_shop: OpenShop, manager: Headers, spans: list[dict[str, str]], message: str
) -> None:
    before = everything()
    refused = http.post("/api/admin/zones", json=zone_body(postcodes=spans), headers=manager)
    assert (refused.status_code, refused.json["code"]) == (422, "bad_postcodes")
    assert refused.json["errors"] == [{"path": f"postcodes.{len(spans) - 1}", "message": message}]
    assert everything() == before


def test_two_zones_do_not_claim_the_same(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    before = everything()
    refused = http.post("/api/admin/zones", json=zone_body(name="Other"), headers=manager)
    assert (refused.status_code, refused.json["code"]) == (409, "postcode_taken")
    assert refused.json["detail"] == "97201: Inner Portland has this already."
    assert everything() == before


def test_an_old_page_changes_nothing(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    [(zone_id,)] = facts("select id from zone")
    before = everything()
    for refused in (
        change_zone(http, manager, zone_id, version=7),
        change_slot(http, manager, version=7),
    ):
        assert (refused.status_code, refused.json["code"]) == (409, "version_conflict")
        assert refused.json["current"]["version"] == 1
    assert http.patch("/api/admin/zones/99", json=zone_body(version=1), headers=manager).status_code == 404
    assert everything() == before


def test_a_zone_that_shrinks_or_retires_names_who_is_booked_and_loses_nobody(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    number = order(http, fill_cart(http, open_shop)).json["number"]
    before = facts("select * from demand_line order by id")
    [(zone_id,)] = facts("select id from zone")
    other = change_zone(http, manager, zone_id, fee=1200, free_above=10_000)
    assert (other.status_code, other.json["booked"]) == (200, [])
    spans = [{"kind": "exact", "low": "97209"}]
    shrunk = change_zone(http, manager, zone_id, version=2, postcodes=spans)
    assert [each["number"] for each in shrunk.json["booked"]] == [number]
    assert http.get("/api/delivery/dates?postcode=97201").json["code"] == "outside_zone"
    back = change_zone(http, manager, zone_id, version=3)
    assert (back.json["booked"], reasons(http, open_shop)) == ([], [[]])
    retired = change_zone(http, manager, zone_id, version=4, active=False)
    assert [each["number"] for each in retired.json["booked"]] == [number]
    assert http.get("/api/delivery/dates?postcode=97201").json["code"] == "outside_zone"
    places = "select distinct open from capacity_bucket where kind = 'slot_stops'"
    assert facts(places) == [(False,)]
    assert change_zone(http, manager, zone_id, version=5).json["booked"] == []
    assert reasons(http, open_shop) == [[]]
    assert facts("select * from demand_line order by id") == before


def test_a_customer_who_pays_for_a_retired_zone_is_refused(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    cart = fill_cart(http, open_shop)
    [(zone_id,)] = facts("select id from zone")
    change_zone(http, manager, zone_id, active=False)
    refused = order(http, cart)
    assert (refused.status_code, refused.json["code"]) == (409, "outside_zone")
