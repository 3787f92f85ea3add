"""The florist's day through the door: what is there, in which order, and what wants a person."""

from datetime import timedelta
from typing import Any

import pytest

from backend import db
from backend.shop.capacity import services as capacity
from backend.shop.capacity.services import Fact
from backend.shop.checkout.services import locks
from backend.shop.checkout.services.confirm import confirm
from backend.shop.kit import clock
from backend.shop.orders.services import Step
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser


@pytest.fixture
def florist(http: Browser) -> dict[str, str]:
    return staff.log_in(http, "florist")


def sold(http: Browser, shop: OpenShop, **recipient: Any) -> str:
    """An order that is paid for; answers its number."""
    http.delete("/api/cart")
    cart = fill_cart(http, shop)
    if recipient:
        delivery = cart["deliveries"][0]
        changed = http.patch(
            f"/api/cart/deliveries/{delivery['id']}",
            json={"recipient": {**delivery["recipient"], **recipient}},
        )
        assert changed.status_code == 200, changed.text
        cart = changed.json
    placed = order(http, cart)
    assert placed.status_code == 201, placed.text
    number = str(placed.json["number"])
    [(order_id,)] = facts("select id from orders where number = :number", number=number)
    with db.transaction() as session:
        confirm(
            session, order=locks.order(session, order_id=order_id), step=Step(clock.now(), "shop", "paid")
        )
        session.connection().exec_driver_sql("update payment set state = 'succeeded', captured = amount")
    return number


def read(http: Browser, headers: dict[str, str], shop: OpenShop) -> Any:
    answer = http.get(f"/api/admin/today?date={shop.tomorrow}", headers=headers)
    assert answer.status_code == 200, answer.text
    return answer


def test_a_sold_order_is_there_with_all_that_its_maker_needs(
    http: Browser, open_shop: OpenShop, florist: dict[str, str]
) -> None:
    number = sold(http, open_shop)
    day = read(http, florist, open_shop).json

    [delivery] = day["deliveries"]
    assert (day["date"], delivery["number"], delivery["status"]["code"]) == (
        open_shop.tomorrow.isoformat(),
        number,
        "scheduled",
    )
    assert (delivery["recipient_name"], delivery["zone"], delivery["postcode"]) == (
        "June Park",
        "Inner Portland",
        "97201",
    )
    assert [(each["product_name"], each["quantity"]) for each in delivery["lines"]] == [
        ("Rose City Dozen", 1)
    ]
    assert (delivery["late"], delivery["urgent"], delivery["card_message"]) == (
        False,
        False,
        "Happy birthday, June!",
    )
    [arrival] = day["arrivals"]
    assert (arrival["number"], arrival["buyer_name"], arrival["deliveries"], arrival["total"]["amount"]) == (
        number,
        "Ann Lee",
        1,
        5400,
    )


def test_what_is_not_paid_or_is_cancelled_is_nobodys_work(
    http: Browser, open_shop: OpenShop, florist: dict[str, str]
) -> None:
    cancelled = sold(http, open_shop)
    assert http.post(f"/api/orders/{cancelled}/cancel").status_code == 200
    assert order(http, fill_cart(http, open_shop)).status_code == 201

    day = read(http, florist, open_shop).json

    assert (day["deliveries"], day["arrivals"]) == ([], [])


def test_services_come_first_and_are_due_before_their_hour(
    http: Browser, open_shop: OpenShop, florist: dict[str, str]
) -> None:
    first = sold(http, open_shop)
    service = sold(http, open_shop, kind_of_place="funeral_home", service_time="19:30")
    with db.transaction() as session:  # the family has moved it since
        session.connection().exec_driver_sql(
            "update delivery set recipient = jsonb_set(recipient, '{service_time}', '\"16:30\"')"
            " where recipient->>'service_time' is not null"
        )

    found = read(http, florist, open_shop).json["deliveries"]

    assert [each["number"] for each in found] == [service, first]
    assert found[0]["due_at"] < found[1]["due_at"] == found[1]["ends_at"]


def test_what_is_past_its_hour_is_late_until_it_is_there(
    http: Browser, open_shop: OpenShop, florist: dict[str, str]
) -> None:
    sold(http, open_shop)
    over = clock.now() - timedelta(minutes=1)
    with db.transaction() as session:
        session.connection().exec_driver_sql("update delivery set ends_at = %s", (over,))
    late = read(http, florist, open_shop).json["deliveries"][0]
    with db.transaction() as session:
        session.connection().exec_driver_sql(
            "update delivery set ends_at = %s", (over + timedelta(minutes=30),)
        )
    soon = read(http, florist, open_shop).json["deliveries"][0]

    assert (late["late"], late["urgent"]) == (True, False)
    assert (soon["late"], soon["urgent"]) == (False, True)


def test_a_bucket_that_holds_too_much_names_the_orders_in_it(
    http: Browser, open_shop: OpenShop, florist: dict[str, str]
) -> None:
    number = sold(http, open_shop)
    [(lot,)] = facts("select bucket_id from stem_lot")
    with db.transaction() as session:
        wilted = Fact("staff:test", "a box froze", clock.now())
        capacity.set_capacity(session, bucket_id=lot, capacity=4, fact=wilted)

    [conflict] = read(http, florist, open_shop).json["conflicts"]

    assert (conflict["kind"], conflict["what"], conflict["over"]) == ("stem_lot", "Freedom rose", 6)
    assert [(each["number"], each["quantity"]) for each in conflict["deliveries"]] == [(number, 10)]


def test_a_letter_that_died_is_told(http: Browser, open_shop: OpenShop, florist: dict[str, str]) -> None:
    with db.transaction() as session:
        session.connection().exec_driver_sql(
            "insert into letter (kind, subject_id, recipient, state, created_at, last_error)"
            " values ('order_confirmed', '1', 'ann@example.com', 'dead', now(), 'no such mailbox')"
        )

    [letter] = read(http, florist, open_shop).json["dead_letters"]

    assert (letter["kind"], letter["recipient"], letter["error"]) == (
        "order_confirmed",
        "ann@example.com",
        "no such mailbox",
    )


def test_an_unchanged_day_costs_a_304(http: Browser, open_shop: OpenShop, florist: dict[str, str]) -> None:
    first = read(http, florist, open_shop)
    again = http.get(
        f"/api/admin/today?date={open_shop.tomorrow}",
        headers={**florist, "If-None-Match": first.headers["ETag"]},
    )

    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"] == "private, no-cache"


def test_the_back_office_is_one_page_that_alone_may_write_styles(http: Browser) -> None:
    page = http.get("/admin/orders/K7MD-93QA")

    assert page.status_code == 200
    policy = page.headers["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe-inline" not in http.get("/").headers["Content-Security-Policy"]
