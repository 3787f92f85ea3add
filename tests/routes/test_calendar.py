"""Blackouts and overrides through the HTTP door: at once true for customers; what is booked stays booked."""

from datetime import date, timedelta
from typing import Any

import pytest

from backend import db
from backend.shop.delivery import services as delivery
from backend.shop.settings.selectors import shop
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser
from tests.routes.counter import write
from tests.routes.test_days import Headers, ledger_rows, reasons


@pytest.fixture
def manager(http: Browser) -> Headers:
    return staff.log_in(http, "manager")


def black_out(http: Browser, who: Headers, day: date, **body: Any) -> Any:
    wanted = {"first": str(day), "last": str(day), "reason": "Inventory"} | body
    return http.post("/api/admin/blackouts", json=wanted, headers=who)


def say(http: Browser, who: Headers, day: date, **body: Any) -> Any:
    return http.put(f"/api/admin/overrides/{day}", json=body, headers=who)


def everything() -> list[Any]:
    return [
        *ledger_rows(),
        *facts("select * from blackout order by id"),
        *facts("select * from day_override order by date"),
        *facts("select rules_version from shop"),
        *facts("select count(*) from audit_entry"),
    ]


def open_buckets() -> list[tuple[str, bool]]:
    """Whether slots, vans and workroom of the day after tomorrow are open."""
    return facts(
        "select distinct kind, open from capacity_bucket where usable_from = usable_to"
        " and usable_from = (select min(date) + 2 from work_day) order by kind"
    )


def test_a_blackout_closes_the_shop_at_once_and_keeps_its_bookings(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    number = order(http, fill_cart(http, open_shop)).json["number"]
    waiting = http.application.test_client()
    cart = fill_cart(waiting, open_shop)  # a page that was open before
    before = facts("select reserved from capacity_bucket order by id")
    made = black_out(http, manager, open_shop.tomorrow)
    assert made.status_code == 201, made.text
    assert [(each["number"], each["date"]) for each in made.json["booked"]] == [
        (number, str(open_shop.tomorrow))
    ]
    assert facts("select reserved from capacity_bucket order by id") == before
    assert reasons(http, open_shop) == [["closed"]]
    refused = order(waiting, cart)
    assert (refused.status_code, refused.json["code"]) == (409, "closed")
    assert refused.json["detail"] == "We are closed at this time: Inventory."
    assert {each["date"] for each in refused.json["alternatives"]} == {
        str(open_shop.tomorrow + timedelta(days=ahead)) for ahead in (1, 2)
    }
    day = http.get(f"/api/admin/days/{open_shop.tomorrow}", headers=manager).json["day"]
    assert (day["open"], day["blackout"], day["workroom"]["open"], day["vans"]["open"]) == (
        True,
        "Inventory",
        False,
        False,
    )
    assert facts("select action, subject, change->'first' from audit_entry order by id desc limit 1") == [
        ("blackout.added", f"blackout:{made.json['blackout']['id']}", [None, str(open_shop.tomorrow)])
    ]


def test_forty_orders_are_listed_and_none_is_lost(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    write("update shop set live_orders_per_address = 40")
    write("update capacity_bucket set capacity = 40 where kind = 'slot_stops'")
    numbers = []
    for _ in range(40):
        customer = http.application.test_client()
        placed = order(customer, fill_cart(customer, open_shop))
        assert placed.status_code == 201, placed.text
        numbers.append(placed.json["number"])
    before = [*facts("select * from demand_line order by id"), *facts("select * from hold")]
    made = black_out(http, manager, open_shop.tomorrow)
    assert sorted(each["number"] for each in made.json["booked"]) == sorted(numbers)
    assert [*facts("select * from demand_line order by id"), *facts("select * from hold")] == before
    assert facts("select distinct status from orders") == [("pending_payment",)]


def test_a_zone_alone_is_closed(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    [(zone,)] = facts("select id from zone")
    day = open_shop.tomorrow + timedelta(days=1)
    assert black_out(http, manager, day, zone_id=zone).status_code == 201
    assert reasons(http, open_shop, day) == [["closed"]]
    assert open_buckets() == [("slot_stops", False), ("van_minutes", True), ("workroom_minutes", True)]


@pytest.mark.parametrize("scope", ["product_id", "category_id"])
def test_a_product_or_a_category_cannot_be_had_and_others_can(
    http: Browser, open_shop: OpenShop, manager: Headers, scope: str
) -> None:
    query = "select id, category_id from product where kind = 'bouquet'"
    [(product, category)] = facts(query)
    cart = fill_cart(http, open_shop)
    parcel = cart["deliveries"][0]["id"]
    made = black_out(
        http, manager, open_shop.tomorrow, **{scope: product if scope == "product_id" else category}
    )
    assert made.status_code == 201, made.text
    asked = f"/api/delivery/slots?postcode=97201&date={open_shop.tomorrow}&delivery_id={parcel}"
    [slot] = http.get(asked).json["slots"]
    assert [(each["code"], each["message"]) for each in slot["reasons"]] == [
        ("blackout", "Not to be had on this day: Rose City Dozen.")
    ]
    before = ledger_rows(), facts("select count(*) from orders")
    refused = order(http, cart)
    assert (refused.status_code, refused.json["code"]) == (409, "blackout")
    assert refused.json["variants"] == [open_shop.variant_id]
    assert len(refused.json["alternatives"]) == 2
    assert (ledger_rows(), facts("select count(*) from orders")) == before
    assert open_buckets() == [("slot_stops", True), ("van_minutes", True), ("workroom_minutes", True)]


def test_what_recurs_closes_each_of_its_days(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    made = black_out(http, manager, open_shop.tomorrow, rule="FREQ=DAILY;INTERVAL=2;COUNT=2").json
    days = [open_shop.tomorrow + timedelta(days=ahead) for ahead in range(3)]
    assert made["blackout"]["next_days"] == [str(days[0]), str(days[2])]
    assert [reasons(http, open_shop, day) for day in days] == [[["closed"]], [[]], [["closed"]]]


def test_days_that_are_laid_out_later_are_closed_too(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    later = open_shop.tomorrow + timedelta(days=10)
    black_out(http, manager, later)
    with db.transaction() as session:
        facts_of_shop = shop(session)
        today = open_shop.tomorrow - timedelta(days=1)
        delivery.lay_out(session, today=today, days=14, time_zone=facts_of_shop.time_zone)
    doors = "select date, b.open from slot_instance join capacity_bucket b on b.id = bucket_id"
    found = dict(facts(f"{doors} where date >= :day", day=later - timedelta(days=1)))
    assert (found[later - timedelta(days=1)], found[later]) == (True, False)


def test_a_blackout_that_moves_or_goes_opens_what_it_closed(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    first, second = open_shop.tomorrow, open_shop.tomorrow + timedelta(days=1)
    blackout = black_out(http, manager, first).json["blackout"]
    address = f"/api/admin/blackouts/{blackout['id']}"
    moved = http.patch(
        address,
        json={"version": 1, "first": str(second), "last": str(second), "reason": "Inventory"},
        headers=manager,
    )
    assert (moved.status_code, moved.json["blackout"]["version"]) == (200, 2)
    assert (reasons(http, open_shop, first), reasons(http, open_shop, second)) == ([[]], [["closed"]])
    before = everything()
    late = http.delete(f"{address}?version=1", headers=manager)
    assert (late.status_code, late.json["code"]) == (409, "version_conflict")
    assert late.json["current"]["first"] == str(second)
    assert everything() == before
    assert http.delete(f"{address}?version=2", headers=manager).status_code == 204
    assert reasons(http, open_shop, second) == [[]]
    gone = http.delete(f"{address}?version=2", headers=manager)
    assert (gone.status_code, gone.json["code"]) == (404, "blackout_not_found")


def test_a_day_by_hand_is_not_opened_by_a_blackout_that_goes(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    day = open_shop.tomorrow
    http.post(f"/api/admin/days/{day}/close", json={"reason": "Snow"}, headers=manager)
    blackout = black_out(http, manager, day).json["blackout"]
    http.delete(f"/api/admin/blackouts/{blackout['id']}?version=1", headers=manager)
    assert reasons(http, open_shop) == [["closed"]]


def test_the_page_lists_what_is_not_over(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    black_out(http, manager, date(2020, 1, 1), reason="Long ago")
    [(zone,)] = facts("select id from zone")
    black_out(http, manager, open_shop.tomorrow, zone_id=zone, reason="The bridge is closed")
    say(http, manager, open_shop.tomorrow, name="Valentine's Day", open=True)
    read = http.get("/api/admin/calendar", headers=manager).json
    assert [(each["reason"], each["scope"]) for each in read["blackouts"]] == [
        ("The bridge is closed", "Inner Portland")
    ]
    assert [(each["date"], each["name"]) for each in read["overrides"]] == [
        (str(open_shop.tomorrow), "Valentine's Day")
    ]
    assert (read["today"], read["zones"]) == (
        str(open_shop.tomorrow - timedelta(days=1)),
        [{"id": zone, "name": "Inner Portland"}],
    )
    assert [each["name"] for each in read["products"]] == ["Rose City Dozen"]


def test_the_preview_says_what_the_customer_reads(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    black_out(http, manager, open_shop.tomorrow)
    asked = f"/api/admin/calendar/preview?postcode=97201&date={open_shop.tomorrow}"
    seen = http.get(asked, headers=manager).json
    public = http.get(f"/api/delivery/slots?postcode=97201&date={open_shop.tomorrow}").json
    assert (seen["zone"], seen["slots"]) == ("Inner Portland", public["slots"])
    far = http.get(f"/api/admin/calendar/preview?postcode=10001&date={open_shop.tomorrow}", headers=manager)
    assert (far.status_code, far.json["code"]) == (409, "outside_zone")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"last": "2020-01-01"}, "validation"),
        ({"reason": " "}, "validation"),
        ({"zone_id": 1, "category_id": 1}, "validation"),
        ({"rule": "FREQ=HOURLY;COUNT=2"}, "bad_recurrence"),
        ({"rule": "FREQ=WEEKLY"}, "bad_recurrence"),
        ({"zone_id": 999}, "scope_not_found"),
        ({"category_id": 999}, "scope_not_found"),
        ({"product_id": 999}, "scope_not_found"),
        ({"first": "99999-01-01"}, "validation"),
    ],
)
def test_what_is_no_blackout_changes_nothing(
    http: Browser, open_shop: OpenShop, manager: Headers, body: dict[str, Any], code: str
) -> None:
    before = everything()
    refused = black_out(http, manager, open_shop.tomorrow, **body)
    assert (refused.status_code, refused.json["code"]) == (422, code)
    assert everything() == before
