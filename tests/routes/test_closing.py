"""Days and slots that are closed: for everybody at once, and for as long as somebody said."""

from datetime import time, timedelta
from typing import Any

import pytest

from backend import db
from backend.shop.capacity import selectors as capacity
from backend.shop.delivery import services as delivery
from backend.shop.delivery.models import SlotTemplate
from backend.shop.delivery.selectors import usual_staff
from backend.shop.settings.models import Shop
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser
from tests.routes.test_days import Headers, reasons


@pytest.fixture
def manager(http: Browser) -> Headers:
    return staff.log_in(http, "manager")


@pytest.fixture
def number(http: Browser, open_shop: OpenShop) -> str:
    """An order for tomorrow that waits for its payment."""
    placed = order(http, fill_cart(http, open_shop))
    assert placed.status_code == 201, placed.text
    return str(placed.json["number"])


def turn(http: Browser, who: Headers, what: str, verb: str) -> Any:
    answer = http.post(f"/api/admin/{what}/{verb}", json={"reason": "Snow"}, headers=who)
    assert answer.status_code == 200, answer.text
    return answer.json


def test_a_closed_day_is_closed_for_everybody_and_its_bookings_stay(
    http: Browser, open_shop: OpenShop, number: str
) -> None:
    florist = staff.log_in(http, "florist")
    waiting = http.application.test_client()
    cart = fill_cart(waiting, open_shop)  # a page that was open before
    before = facts("select reserved from capacity_bucket order by id")
    closed = turn(http, florist, f"days/{open_shop.tomorrow}", "close")
    assert (closed["day"]["open"], closed["day"]["closed_because"]) == (False, "Snow")
    assert [each["number"] for each in closed["booked"]] == [number]
    assert facts("select reserved from capacity_bucket order by id") == before
    assert reasons(http, open_shop) == [["closed"]]
    refused = order(waiting, cart)
    assert (refused.status_code, refused.json["code"]) == (409, "closed")
    assert refused.json["detail"] == "We are closed at this time."
    assert {each["date"] for each in refused.json["alternatives"]} == {
        str(open_shop.tomorrow + timedelta(days=ahead)) for ahead in (1, 2)
    }
    assert reasons(http, open_shop, open_shop.tomorrow + timedelta(days=1)) == [[]]
    today = http.get(f"/api/admin/today?date={open_shop.tomorrow}", headers=florist).json
    assert today["open"] is False
    [(actor, change)] = facts("select actor, change from audit_entry where action = 'calendar.closed'")
    assert (actor.startswith("staff:"), change) == (True, {"open": [True, False]})


def test_closing_twice_is_closing_once(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    first = turn(http, manager, f"days/{open_shop.tomorrow}", "close")
    assert turn(http, manager, f"days/{open_shop.tomorrow}", "close") == first
    assert facts("select count(*) from audit_entry") == [(1,)]
    assert facts("select rules_version from shop") == [(2,)]


def test_a_slot_that_was_closed_by_itself_stays_closed_when_its_day_opens(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    day, slot = f"days/{open_shop.tomorrow}", f"slots/{open_shop.slot_ids[0]}"
    alone = turn(http, manager, slot, "close")
    assert (alone["day"]["open"], alone["day"]["slots"][0]["open"]) == (True, False)
    assert reasons(http, open_shop) == [["closed"]]
    turn(http, manager, day, "close")
    opened = turn(http, manager, day, "open")
    assert (opened["day"]["open"], opened["day"]["closed_because"]) == (True, "")
    assert reasons(http, open_shop) == [["closed"]]
    turn(http, manager, slot, "open")
    assert reasons(http, open_shop) == [[]]
    turn(http, manager, day, "close")
    waits = turn(http, manager, slot, "open")
    assert waits["day"]["slots"][0]["places"]["open"] is False
    assert facts("select rules_version from shop") == [(6,)]


def test_a_closed_day_stays_closed_when_slots_are_laid_out_again(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    far = open_shop.tomorrow + timedelta(days=40)
    turn(http, manager, f"days/{open_shop.tomorrow}", "close")
    assert turn(http, manager, f"days/{far}", "close")["day"]["slots"] == []
    with db.transaction() as session:
        zone = facts("select id from zone")[0][0]
        session.add(
            SlotTemplate(
                zone_id=zone,
                method="van",
                weekdays=[1, 2, 3, 4, 5, 6, 7],
                starts=time(18),
                ends=time(20),
                capacity=3,
                cutoff_days=1,
                cutoff_time=time(23, 59),
            )
        )
        session.flush()
        shop = session.get(Shop, 1)
        assert shop is not None
        today = open_shop.tomorrow - timedelta(days=1)
        delivery.lay_out_days(session, today=today, days=50, staff=usual_staff(session))
        delivery.lay_out(session, today=today, days=50, time_zone=shop.time_zone)
    assert reasons(http, open_shop) == [["closed"], ["closed"]]
    assert reasons(http, open_shop, far) == [["closed"], ["closed"]]
    assert reasons(http, open_shop, far + timedelta(days=1)) == [[], []]
    turn(http, manager, f"days/{far}", "open")
    assert reasons(http, open_shop, far) == [[], []]


def test_what_cannot_be_closed(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    past, far = open_shop.tomorrow - timedelta(days=2), open_shop.tomorrow + timedelta(days=500)
    for what, code in (
        (f"days/{past}", "day_over"),
        (f"days/{far}", "day_too_far"),
        ("slots/99999", "slot_not_found"),
    ):
        answer = http.post(f"/api/admin/{what}/close", json={"reason": "Snow"}, headers=manager)
        assert answer.json["code"] == code
    empty = http.post(f"/api/admin/days/{open_shop.tomorrow}/close", json={"reason": " "}, headers=manager)
    assert empty.status_code == 422
    assert facts("select count(*) from audit_entry") == [(0,)]
    with db.transaction() as session:
        assert capacity.drift(session) == []
