"""Slots of a week and of one day, and what places ask, by hand: true at once; the booked keep their hour."""

from datetime import date, timedelta
from typing import Any

import pytest

from backend import db
from backend.shop.delivery.models import FloristDay
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import RECIPIENT, facts, fill_cart, order
from tests.routes.conftest import Browser
from tests.routes.test_calendar import say
from tests.routes.test_days import Headers, reasons
from tests.routes.test_zones import add_slot, change_slot, everything, labels


@pytest.fixture
def manager(http: Browser) -> Headers:
    return staff.log_in(http, "manager")


def test_new_hours_are_for_those_that_nobody_has_booked(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    number = order(http, fill_cart(http, open_shop)).json["number"]
    changed = change_slot(http, manager, starts="10:00:00", ends="12:30:00", whole_day=False, extra_fee=300)
    assert changed.status_code == 200, changed.text
    assert [each["number"] for each in changed.json["booked"]] == [number]
    assert labels(http, open_shop.tomorrow) == ["Any time 9 am – 6 pm"]
    assert labels(http, open_shop.tomorrow + timedelta(days=1)) == ["10 am – 12:30 pm"]
    fees = facts("select distinct extra_fee from slot_instance where date > now() + interval '1 hour'")
    assert fees == [(300,)]
    again = change_slot(http, manager, version=2)
    assert again.json["booked"] == []


def test_who_has_chosen_a_time_that_moves_chooses_again(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    cart = fill_cart(http, open_shop)
    waiting, other = http.application.test_client(), http.application.test_client()
    ordered = order(waiting, fill_cart(waiting, open_shop, slot=1))
    assert ordered.status_code == 201
    later = fill_cart(other, open_shop, slot=1)["deliveries"][0]  # of a slot that somebody has booked
    change_slot(http, manager, extra_fee=300)
    assert http.get("/api/cart").json["deliveries"][0]["slot"]["label"] == "Any time 9 am – 6 pm"
    change_slot(http, manager, version=2, starts="10:00:00", whole_day=False)
    refused = order(http, cart)
    assert (refused.status_code, refused.json["code"]) == (409, "cart_incomplete")
    parcel = http.get("/api/cart").json["deliveries"][0]
    assert (parcel["date"], parcel["slot"]) == (str(open_shop.tomorrow), None)
    kept = other.get("/api/cart").json["deliveries"][0]["slot"]
    assert (kept["id"], kept["label"]) == (later["slot"]["id"], "Any time 9 am – 6 pm")


def test_fewer_places_never_fall_below_what_is_promised(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    for _ in range(2):
        customer = http.application.test_client()
        assert order(customer, fill_cart(customer, open_shop)).status_code == 201
    assert change_slot(http, manager, capacity=1).json["booked"] == []
    query = (
        "select capacity, reserved, overbooked from capacity_bucket where kind = 'slot_stops' and usable_from"
    )
    assert facts(f"{query} = '{open_shop.tomorrow}'") == [(2, 2, 0)]
    assert facts(f"{query} = '{open_shop.tomorrow + timedelta(days=1)}'") == [(1, 0, 0)]


def test_a_retired_slot_is_shown_to_nobody_and_keeps_its_bookings(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    number = order(http, fill_cart(http, open_shop)).json["number"]
    waiting = http.application.test_client()
    cart = fill_cart(waiting, open_shop)
    before = facts("select reserved from capacity_bucket order by id")
    retired = change_slot(http, manager, active=False)
    assert [each["number"] for each in retired.json["booked"]] == [number]
    assert labels(http, open_shop.tomorrow) == []
    refused = order(waiting, cart)
    assert (refused.status_code, refused.json["code"]) == (409, "closed")
    assert facts("select reserved from capacity_bucket order by id") == before
    day = http.get(f"/api/admin/days/{open_shop.tomorrow}", headers=manager).json
    assert [each["places"]["reserved"] for each in day["day"]["slots"]] == [1]
    later = http.get(f"/api/admin/days/{open_shop.tomorrow + timedelta(days=1)}", headers=manager).json
    assert later["day"]["slots"] == []
    assert change_slot(http, manager, version=2).json["booked"] == []
    assert reasons(http, open_shop) == [[]]


def test_other_weekdays_close_what_is_not_theirs_and_lay_out_what_is(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    day = open_shop.tomorrow
    assert change_slot(http, manager, weekdays=[day.isoweekday()]).status_code == 200
    assert (len(labels(http, day)), labels(http, day + timedelta(days=1))) == (1, [])
    assert len(labels(http, day + timedelta(days=7))) == 1  # had not been laid out
    assert change_slot(http, manager, version=2).status_code == 200
    assert len(labels(http, day + timedelta(days=1))) == 1


def test_cutoffs_follow_their_new_kind(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    change_slot(http, manager, cutoff={"kind": "minutes_before", "minutes": 120})
    query = "select distinct starts_at - cutoff_at from slot_instance where starts_at > now()"
    assert facts(query) == [(timedelta(hours=2),)]
    same = facts("select count(*) from slot_instance s join capacity_bucket b on b.id = bucket_id"
                 " where s.cutoff_at is distinct from b.cutoff_at")  # fmt: skip
    assert same == [(0,)]
    cutoff = {"kind": "working_days_before", "days": 1, "time": "14:00:00"}
    assert change_slot(http, manager, version=2, cutoff=cutoff).json["template"]["cutoff"] == (
        cutoff | {"minutes": None}
    )


@pytest.mark.parametrize(
    "change",
    [
        {"starts": "18:00:00"},
        {"starts": "09:00:00Z"},
        {"weekdays": []},
        {"weekdays": [8]},
        {"weekdays": [1, 1]},
        {"capacity": -1},
        {"only_on": "2026-12-24"},
        {"cutoff": {"kind": "minutes_before", "time": "14:00"}},
        {"cutoff": {"kind": "days_before", "minutes": 5}},
        {"cutoff": {"kind": "days_before", "days": 0, "time": "18:01:00"}},
        {"zone_id": 999},
    ],
)
def test_slots_that_cannot_be(
    http: Browser, open_shop: OpenShop, manager: Headers, change: dict[str, Any]
) -> None:
    before = everything()
    assert add_slot(http, manager, **change).status_code == 422
    assert everything() == before


def test_hours_that_a_spring_night_skips_are_told(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    night = {"weekdays": [], "only_on": "2027-03-14", "starts": "02:30:00", "ends": "03:00:00"}
    cutoff = {"kind": "days_before", "days": 1, "time": "12:00:00"}
    before = everything()
    refused = add_slot(http, manager, **night, whole_day=False, cutoff=cutoff)
    assert (refused.status_code, refused.json["code"]) == (422, "bad_slot_template")
    assert "skips these hours" in refused.json["detail"]
    assert everything() == before


def test_a_day_has_slots_of_its_own(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    day = open_shop.tomorrow
    number = order(http, fill_cart(http, open_shop)).json["number"]
    own = add_slot(
        http, manager, weekdays=[], only_on=str(day), starts="07:00:00", ends="10:00:00", whole_day=False,
        extra_fee=1500,
    )  # fmt: skip
    assert own.status_code == 201, own.text
    assert labels(http, day) == ["Any time 9 am – 6 pm", "7 am – 10 am"]
    said = say(http, manager, day, name="Valentine's Day", open=True, own_slots=True)
    assert [each["number"] for each in said.json["booked"]] == [number]
    [slot] = http.get(f"/api/delivery/slots?postcode=97201&date={day}").json["slots"]
    assert (slot["label"], slot["fee"]["amount"], slot["available"]) == ("7 am – 10 am", 2400, True)
    http.delete(f"/api/admin/overrides/{day}?version=1", headers=manager)
    assert labels(http, day) == ["Any time 9 am – 6 pm", "7 am – 10 am"]


def test_a_day_ends_its_orders_early_by_the_shops_clock(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    day = open_shop.tomorrow
    said = say(
        http, manager, day, name="Valentine's Day", open=True, last_order="2020-02-12T18:00:00",
        capacity_percent=40,
    )  # fmt: skip
    assert said.json["override"] == {
        "date": str(day),
        "name": "Valentine's Day",
        "open": True,
        "product_ids": None,
        "capacity_percent": 40,
        "last_order": "2020-02-12T18:00:00",
        "own_slots": False,
        "version": 1,
    }
    [slot] = http.get(f"/api/delivery/slots?postcode=97201&date={day}").json["slots"]
    assert [each["code"] for each in slot["reasons"]] == ["cutoff"]
    assert (slot["cutoff_at"], slot["places_left"]) == ("2020-02-13T02:00:00Z", 2)


def test_what_places_ask(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    found = http.get("/api/admin/destinations", headers=manager).json["destinations"]
    assert [each["kind_of_place"] for each in found][:3] == ["home", "business", "hospital"]
    assert all(each["version"] is None for each in found)
    put = "/api/admin/destinations/school"
    said = http.put(put, json={"latest_end": "15:00:00"}, headers=manager)
    assert said.status_code == 200, said.text
    cart = fill_cart(http, open_shop)
    parcel = f"/api/cart/deliveries/{cart['deliveries'][0]['id']}"
    cart = http.patch(parcel, json={"recipient": RECIPIENT | {"kind_of_place": "school"}}).json
    asked = f"postcode=97201&date={open_shop.tomorrow}&delivery_id={cart['deliveries'][0]['id']}"
    [slot] = http.get(f"/api/delivery/slots?{asked}").json["slots"]
    words = "What goes to a school has to be there by 3 pm."
    assert [(each["code"], each["message"]) for each in slot["reasons"]] == [("destination", words)]
    assert cart["deliveries"][0]["slot_problem"]["message"] == words
    refused = order(http, cart)
    assert (refused.status_code, refused.json["code"], refused.json["detail"]) == (409, "destination", words)
    before = everything()
    assert http.put(put, json={"latest_end": "18:00:00"}, headers=manager).status_code == 409
    assert http.put("/api/admin/destinations/moon", json={}, headers=manager).status_code == 404
    assert everything() == before
    assert http.put(put, json={"version": 1}, headers=manager).status_code == 200
    assert facts("select count(*) from destination_rule") == [(0,)]
    assert order(http, cart).status_code == 201


def test_florists_days_are_told_a_year_ahead(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    with db.transaction() as session:
        session.add(FloristDay(name="Mother's Day", rule="FREQ=YEARLY;BYMONTH=5;BYDAY=2SU"))
    [found] = http.get("/api/admin/calendar", headers=manager).json["florist_days"]
    day = date.fromisoformat(found["date"])
    assert (found["name"], day.month, day.isoweekday(), 8 <= day.day <= 14) == ("Mother's Day", 5, 7, True)
