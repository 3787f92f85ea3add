"""Suppliers and their standing days: what they can bring is planned at once, and no more is sold."""

from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from backend import db
from backend.shop.capacity import selectors as capacity
from tests.builders.capacity import reserve
from tests.builders.shop import OpenShop
from tests.builders.stock import a_stem
from tests.routes import staff
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.market import Market, moved


@pytest.fixture
def market(http: Browser, open_shop: OpenShop) -> Market:
    return Market(http, staff.log_in(http, "florist"))


@pytest.fixture
def tulip(market: Market) -> int:
    with db.transaction() as session:
        return a_stem(session, "tulip", vase_days=5).id


class TestSuppliers:
    def test_somebody_new_is_listed_and_written_down(self, market: Market) -> None:
        assert market.get("suppliers") == {"items": []}
        made = market.post(
            "suppliers", name=" Rose Quarter Wholesale ", email="sales@rq.example", note="Ask for Io"
        )
        assert made.status_code == 201, made.text
        assert made.json == {
            "id": 1,
            "name": "Rose Quarter Wholesale",
            "email": "sales@rq.example",
            "phone": "",
            "note": "Ask for Io",
            "active": True,
            "version": 1,
            "supplies": [],
        }
        assert market.get("suppliers") == {"items": [made.json]}
        assert facts("select action, subject from audit_entry") == [("supplier.added", "supplier:1")]

    def test_a_name_is_one_suppliers(self, market: Market) -> None:
        market.supplier("Willamette Growers")
        other = market.supplier("Rose Quarter")
        before = moved()
        again = market.post("suppliers", name="Willamette Growers")
        assert (again.status_code, again.json["code"]) == (409, "supplier_exists")
        renamed = market.patch(f"suppliers/{other}", name="Willamette Growers", version=1)
        assert (renamed.status_code, renamed.json["code"]) == (409, "supplier_exists")
        assert moved() == before

    def test_the_second_writer_sees_both(self, market: Market) -> None:
        supplier = market.supplier()
        assert market.patch(f"suppliers/{supplier}", name="Rose Quarter", version=1).json["conflicts"] == []
        before = moved()
        answer = market.patch(f"suppliers/{supplier}", name="Another", version=1)
        assert (answer.status_code, answer.json["code"]) == (409, "version_conflict")
        assert (answer.json["current"]["name"], answer.json["current"]["version"]) == ("Rose Quarter", 2)
        assert market.patch("suppliers/99", name="Another", version=1).json["code"] == "supplier_not_found"
        assert moved() == before


class TestStandingDays:
    def test_a_lot_for_each_day_that_can_still_be_ordered(self, market: Market, tulip: int) -> None:
        supplier = market.supplier()
        answer = market.supply(supplier, tulip, bunch=10, arrives="04:30")
        assert answer.status_code == 200, answer.text
        assert answer.json["conflicts"] == []
        assert answer.json["supplier"]["supplies"] == [
            {
                "stem_id": tulip,
                "stem_name": "Tulip",
                "weekdays": [1, 2, 3, 4, 5, 6, 7],
                "quantity": 50,
                "bunch": 10,
                "arrives": "04:30",
                "order_days_before": 2,
                "first_month": 1,
                "last_month": 12,
                "version": 1,
            }
        ]
        assert market.lots() == [(market.day(ahead), "planned", 50, 0) for ahead in range(2, 90)]
        [first] = facts(
            "select (available_from at time zone 'America/Los_Angeles')::text, vase_life_end, usable_from,"
            " usable_to from stem_lot lot join capacity_bucket bucket on bucket.id = lot.bucket_id"
            " where planned_for = :day",
            day=market.day(2),
        )
        day = market.day(2)
        assert first == (f"{day} 04:30:00", day + timedelta(10), day, day + timedelta(5))

    def test_only_its_weekdays_and_months(self, market: Market, tulip: int) -> None:
        month = market.day(40).month
        market.supply(market.supplier(), tulip, weekdays=[5, 2, 2], first_month=month, last_month=month)
        days = [market.day(ahead) for ahead in range(2, 90)]
        wanted = [day for day in days if day.isoweekday() in (2, 5) and day.month == month]
        assert [day for day, *_ in market.lots()] == wanted != []

    def test_fewer_is_a_fact_and_lists_whom_it_hits(
        self, market: Market, http: Browser, open_shop: OpenShop, tulip: int
    ) -> None:
        supplier = market.supplier()
        market.supply(supplier, tulip)
        _, bucket = market.lot(market.day(3))
        with db.transaction() as session:
            reserve(session, (bucket, 30), day=market.day(3))
        answer = market.supply(supplier, tulip, quantity=20, version=1)
        assert answer.status_code == 200, answer.text
        [conflict] = answer.json["conflicts"]
        assert (conflict["kind"], conflict["what"], conflict["over"]) == ("stem_lot", "Tulip", 10)
        assert market.lots()[:3] == [
            (market.day(2), "planned", 20, 0),
            (market.day(3), "planned", 20, 10),
            (market.day(4), "planned", 20, 0),
        ]
        assert facts("select reason from audit_entry where action = 'capacity.set'") == [
            ("The supplier brings fewer",)
        ]
        back = market.supply(supplier, tulip, quantity=60, version=2)
        assert back.json["conflicts"] == []
        assert market.lots()[1] == (market.day(3), "planned", 60, 0)

    def test_a_day_that_goes_and_a_supplier_who_stops_bring_nothing(self, market: Market, tulip: int) -> None:
        supplier = market.supplier()
        market.supply(supplier, tulip)
        gone = market.day(5).isoweekday()
        market.supply(supplier, tulip, weekdays=[day for day in range(1, 8) if day != gone], version=1)
        assert [cap for day, _, cap, *_ in market.lots() if day.isoweekday() == gone] == [0] * 13
        assert sum(cap for _, _, cap, *_ in market.lots()) == 50 * 75
        stopped = market.patch(f"suppliers/{supplier}", name="Rose", active=False, version=1)
        assert stopped.json["supplier"]["active"] is False
        assert {cap for _, _, cap, *_ in market.lots()} == {0}
        market.patch(f"suppliers/{supplier}", name="Rose", active=True, version=2)
        assert sum(cap for _, _, cap, *_ in market.lots()) == 50 * 75

    def test_what_takes_longer_to_order_does_not_come_where_it_is_too_late(
        self, market: Market, tulip: int
    ) -> None:
        supplier = market.supplier()
        market.supply(supplier, tulip)
        market.supply(supplier, tulip, order_days_before=5, version=1)
        assert [cap for _, _, cap, _ in market.lots()][:5] == [0, 0, 0, 50, 50]
        market.supply(supplier, tulip, order_days_before=3, version=2)
        assert [cap for _, _, cap, _ in market.lots()][:3] == [0, 50, 50]

    def test_refusals_move_nothing(self, market: Market, tulip: int) -> None:
        supplier = market.supplier()
        market.supply(supplier, tulip)
        before = moved()
        for refused, status, code in (
            (market.supply(supplier, tulip), 409, "version_conflict"),
            (market.supply(supplier, tulip, version=7), 409, "version_conflict"),
            (market.supply(99, tulip), 404, "supplier_not_found"),
            (market.supply(supplier, 9_999), 404, "stem_not_found"),
            (market.supply(supplier, tulip, weekdays=[8], version=1), 422, "validation"),
            (market.supply(supplier, tulip, arrives="25:00", version=1), 422, "validation"),
            (market.supply(supplier, tulip, first_month=13, version=1), 422, "validation"),
            (market.supply(supplier, tulip, quantity=-1, version=1), 422, "validation"),
        ):
            assert (refused.status_code, refused.json["code"]) == (status, code)
        assert moved() == before
        with db.transaction() as session:
            assert capacity.drift(session) == []


class TestStems:
    def test_what_is_ordered_when_and_where(self, market: Market, tulip: int) -> None:
        supplier = market.supplier()
        body = {"unit_cost": 95, "reorder_point": 30, "lead_days": 4, "supplier_id": supplier}
        answer = market.patch(f"stems/{tulip}", **body, version=1)
        assert answer.status_code == 200, answer.text
        told = {name: answer.json[name] for name in ("reorder_point", "lead_days", "supplier_id", "version")}
        assert told == {"reorder_point": 30, "lead_days": 4, "supplier_id": supplier, "version": 2}
        assert answer.json["unit_cost"] == {"amount": 95, "currency": "USD"}
        assert answer.json in market.get("stems")["items"]
        before = moved()
        again = market.patch(f"stems/{tulip}", **body, version=1)
        assert (again.status_code, again.json["current"]) == (409, answer.json)
        assert market.patch(f"stems/{tulip}", **(body | {"supplier_id": 9}), version=2).status_code == 404
        assert market.patch("stems/9999", **body, version=1).json["code"] == "stem_not_found"
        assert moved() == before

    def test_substitutes_keep_their_order(self, market: Market, tulip: int) -> None:
        with db.transaction() as session:
            lily, iris = a_stem(session, "lily").id, a_stem(session, "iris").id
        path = f"/api/admin/stems/{tulip}/substitutes"

        def put(stems: list[int], version: int) -> TestResponse:
            return market.http.put(path, json={"stem_ids": stems, "version": version}, headers=market.headers)

        assert put([lily, iris], 1).json["substitute_ids"] == [lily, iris]
        assert put([iris, lily], 2).json["substitute_ids"] == [iris, lily]
        before = moved()
        for stems, version, code in (
            ([tulip], 3, "not_a_substitute"),
            ([iris, iris], 3, "not_a_substitute"),
            ([9_999], 3, "stem_not_found"),
            ([iris], 2, "version_conflict"),
        ):
            assert put(stems, version).json["code"] == code
        assert moved() == before
