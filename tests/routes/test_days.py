"""The calendar by hand: how much there is of a day, whom less of it hits, days and slots that are closed."""

import datetime as dt
from datetime import timedelta
from typing import Any

import pytest

from backend import db
from tests.builders.capacity import everything
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser

Headers = dict[str, str]


@pytest.fixture
def manager(http: Browser) -> Headers:
    return staff.log_in(http, "manager")


def day_of(http: Browser, who: Headers, day: dt.date) -> dict[str, Any]:
    answer = http.get(f"/api/admin/days/{day}", headers=who)
    assert answer.status_code == 200, answer.text
    whole: dict[str, Any] = answer.json
    return whole


def ledger_rows() -> list[Any]:
    with db.transaction() as session:
        return everything(session) + facts("select * from work_day order by date")


def reasons(http: Browser, shop: OpenShop, day: dt.date | None = None) -> list[list[str]]:
    """What the picker says of each slot of a day."""
    asked = f"/api/delivery/slots?postcode={shop.postcode}&method=van&date={day or shop.tomorrow}"
    return [[reason["code"] for reason in slot["reasons"]] for slot in http.get(asked).json["slots"]]


@pytest.fixture
def number(http: Browser, open_shop: OpenShop) -> str:
    """An order for tomorrow that waits for its payment: one place, 15 van minutes, 10 of the workroom."""
    placed = order(http, fill_cart(http, open_shop))
    assert placed.status_code == 201, placed.text
    return str(placed.json["number"])


def test_a_day_in_full(http: Browser, open_shop: OpenShop, manager: Headers, number: str) -> None:
    whole = day_of(http, manager, open_shop.tomorrow)
    [slot] = whole["day"].pop("slots")
    assert slot.pop("starts_at").startswith(str(open_shop.tomorrow))
    assert slot == {
        "id": open_shop.slot_ids[0],
        "version": 1,
        "label": "Any time 9 am – 6 pm",
        "zone": "Inner Portland",
        "method": "van",
        "whole_day": True,
        "open": True,
        "places": {"capacity": 5, "reserved": 1, "overbooked": 0, "open": True},
    }
    assert whole["day"] == {
        "date": str(open_shop.tomorrow),
        "open": True,
        "closed_because": "",
        "blackout": None,
        "version": 1,
        "staff": {"florists": 1, "florist_minutes": 5000, "vans": 1, "van_minutes": 5000},
        "workroom": {"capacity": 5000, "reserved": 10, "overbooked": 0, "open": True},
        "morning": {"capacity": 2500, "reserved": 0, "overbooked": 0, "open": True},
        "afternoon": {"capacity": 2500, "reserved": 10, "overbooked": 0, "open": True},
        "vans": {"capacity": 5000, "reserved": 15, "overbooked": 0, "open": True},
    }
    [booked] = whole["booked"]
    assert (booked["number"], booked["recipient_name"], booked["waits"]) == (number, "June Park", True)
    assert (booked["slot_id"], booked["status"]["code"]) == (open_shop.slot_ids[0], "scheduled")
    assert whole["conflicts"] == []


def test_a_span_of_days_and_what_is_no_span(http: Browser, open_shop: OpenShop, manager: Headers) -> None:
    today = open_shop.tomorrow - timedelta(days=1)
    asked = f"/api/admin/days?from={today}&to={today + timedelta(days=6)}"
    answer = http.get(asked, headers=manager)
    assert (answer.json["today"], len(answer.json["days"])) == (str(today), 7)
    assert [day["version"] for day in answer.json["days"]] == [1, 1, 1, 1, None, None, None]
    assert [day["open"] for day in answer.json["days"]] == [True] * 7
    tag = answer.headers["ETag"]
    assert http.get(asked, headers={**manager, "If-None-Match": tag}).status_code == 304
    for wrong in (
        f"from={today}&to={today - timedelta(days=1)}",
        f"from={today}&to=2099-01-01",
        "from=x&to=y",
    ):
        assert http.get(f"/api/admin/days?{wrong}", headers=manager).status_code == 422
    assert http.get("/api/admin/days/soon", headers=manager).json["code"] == "day_not_found"


class TestStaff:
    def change(self, http: Browser, who: Headers, day: dt.date, **body: Any) -> Any:
        return http.patch(f"/api/admin/days/{day}", json={"version": 1} | body, headers=who)

    def test_more_hands_are_more_minutes(self, http: Browser, open_shop: OpenShop, manager: Headers) -> None:
        answer = self.change(http, manager, open_shop.tomorrow, florists=3, van_minutes=60)
        assert answer.status_code == 200, answer.text
        day = answer.json["day"]
        assert (day["version"], day["workroom"]["capacity"], day["vans"]["capacity"]) == (2, 15_000, 60)
        assert facts("select action, subject, reason, change from audit_entry where action like 'day%'") == [
            (
                "day.staffed",
                f"work_day:{open_shop.tomorrow}",
                "",
                {"florists": [1, 3], "van_minutes": [5000, 60]},
            )
        ]

    @pytest.mark.parametrize(
        ("wanted", "kind", "reserved"),
        [
            ({"vans": 3, "florist_minutes": 9}, "workroom_minutes", 10),
            ({"vans": 0, "florists": 3}, "van_minutes", 15),
        ],
    )
    def test_less_than_is_promised_is_refused_and_nothing_moves(
        self,
        http: Browser,
        open_shop: OpenShop,
        manager: Headers,
        number: str,
        wanted: dict[str, int],
        kind: str,
        reserved: int,
    ) -> None:
        before = ledger_rows()
        answer = self.change(http, manager, open_shop.tomorrow, **wanted)  # its other half could be granted
        assert answer.status_code == 409
        assert (answer.json["code"], answer.json["kind"]) == ("below_reserved", kind)
        assert answer.json["reserved"] == reserved
        assert ledger_rows() == before
        assert facts("select count(*) from audit_entry") == [(0,)]

    def test_a_fact_overbooks_says_who_and_why_and_lists_whom_it_hits(
        self, http: Browser, open_shop: OpenShop, manager: Headers, number: str
    ) -> None:
        fact = {"florist_minutes": 4, "is_fact": True, "reason": "Wren is ill"}
        answer = self.change(http, manager, open_shop.tomorrow, **fact)
        assert answer.status_code == 200, answer.text
        room = answer.json["day"]["workroom"]
        assert room == {"capacity": 4, "reserved": 10, "overbooked": 8, "open": True}
        assert answer.json["day"]["afternoon"] == {
            "capacity": 2,
            "reserved": 10,
            "overbooked": 8,
            "open": True,
        }
        [conflict] = answer.json["conflicts"]
        assert (conflict["kind"], conflict["over"]) == ("workroom_minutes", 8)
        assert [(each["number"], each["quantity"]) for each in conflict["deliveries"]] == [(number, 10)]
        halves = facts("select actor, reason from audit_entry where action = 'capacity.set'")
        [(actor, reason)] = set(halves)
        assert (actor.startswith("staff:"), reason) == (True, "Wren is ill")
        assert reasons(http, open_shop) == [[]]  # this afternoon there is room
        self.change(http, manager, open_shop.tomorrow - timedelta(days=1), **fact)
        assert reasons(http, open_shop) == [["workroom_full"]]
        better = self.change(http, manager, open_shop.tomorrow, florist_minutes=600, version=2)
        assert better.json["day"]["workroom"]["overbooked"] == 0
        assert better.json["conflicts"] == []
        assert reasons(http, open_shop) == [[]]

    def test_a_fact_needs_a_reason(self, http: Browser, open_shop: OpenShop, manager: Headers) -> None:
        answer = self.change(http, manager, open_shop.tomorrow, florists=0, is_fact=True, reason="  ")
        assert (answer.status_code, answer.json["code"]) == (422, "validation")

    def test_the_second_writer_sees_both(self, http: Browser, open_shop: OpenShop, manager: Headers) -> None:
        self.change(http, manager, open_shop.tomorrow, florists=3)
        before = ledger_rows()
        answer = self.change(http, manager, open_shop.tomorrow, florists=2)
        assert (answer.status_code, answer.json["code"]) == (409, "version_conflict")
        assert answer.json["current"] == day_of(http, manager, open_shop.tomorrow)["day"]
        assert answer.json["current"]["staff"]["florists"] == 3
        assert ledger_rows() == before

    def test_a_day_that_is_over_or_not_laid_out(
        self, http: Browser, open_shop: OpenShop, manager: Headers
    ) -> None:
        for days, code in ((-2, "day_over"), (30, "day_not_found"), (500, "day_too_far")):
            day = open_shop.tomorrow + timedelta(days=days)
            assert self.change(http, manager, day, florists=1).json["code"] == code


class TestPlaces:
    def change(self, http: Browser, who: Headers, slot: int, **body: Any) -> Any:
        return http.patch(f"/api/admin/slots/{slot}", json={"version": 1} | body, headers=who)

    def test_more_and_fewer_places(self, http: Browser, open_shop: OpenShop, manager: Headers) -> None:
        slot = open_shop.slot_ids[0]
        answer = self.change(http, manager, slot, capacity=7)
        assert answer.json["day"]["slots"][0]["places"]["capacity"] == 7
        answer = self.change(http, manager, slot, capacity=0, version=2)
        assert answer.json["day"]["slots"][0]["version"] == 3
        assert reasons(http, open_shop) == [["slot_full"]]
        assert facts("select change from audit_entry where action = 'slot.resized' order by id") == [
            ({"capacity": [5, 7]},),
            ({"capacity": [7, 0]},),
        ]

    def test_fewer_than_are_booked(
        self, http: Browser, open_shop: OpenShop, manager: Headers, number: str
    ) -> None:
        slot, before = open_shop.slot_ids[0], ledger_rows()
        answer = self.change(http, manager, slot, capacity=0)
        assert (answer.status_code, answer.json["code"], answer.json["reserved"]) == (
            409,
            "below_reserved",
            1,
        )
        assert ledger_rows() == before
        fact = self.change(http, manager, slot, capacity=0, is_fact=True, reason="The van broke down")
        assert fact.json["day"]["slots"][0]["places"] == {
            "capacity": 0,
            "reserved": 1,
            "overbooked": 1,
            "open": True,
        }
        [conflict] = fact.json["conflicts"]
        assert [each["number"] for each in conflict["deliveries"]] == [number]

    def test_the_second_writer_sees_both(self, http: Browser, open_shop: OpenShop, manager: Headers) -> None:
        slot = open_shop.slot_ids[0]
        self.change(http, manager, slot, capacity=7)
        answer = self.change(http, manager, slot, capacity=6)
        assert (answer.status_code, answer.json["code"]) == (409, "version_conflict")
        assert answer.json["current"]["slots"][0]["places"]["capacity"] == 7

    def test_no_such_slot(self, http: Browser, open_shop: OpenShop, manager: Headers) -> None:
        answer = self.change(http, manager, 99_999, capacity=7)
        assert (answer.status_code, answer.json["code"]) == (404, "slot_not_found")
