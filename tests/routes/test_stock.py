"""The stock of the day: what is there and short, what comes, is counted and thrown away."""

import datetime as dt
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from backend import db
from backend.shop.capacity import selectors as capacity
from backend.shop.kit.clock import midnight
from tests.builders.capacity import everything, reserve
from tests.builders.shop import OpenShop
from tests.builders.stock import a_lot, a_stem
from tests.routes import staff
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser

Headers = dict[str, str]
PORTLAND = "America/Los_Angeles"


@pytest.fixture
def florist(http: Browser) -> Headers:
    return staff.log_in(http, "florist")


def read(http: Browser, who: Headers, day: dt.date | None = None) -> dict[str, Any]:
    """The stems of the day by name, in their order."""
    asked = "/api/admin/stock" + (f"?date={day}" if day else "")
    answer = http.get(asked, headers=who)
    assert answer.status_code == 200, answer.text
    return {stem["name"]: stem for stem in answer.json["stems"]}


def rows() -> list[Any]:
    with db.transaction() as session:
        return everything(session) + facts("select * from stem_lot") + facts("select * from lot_move")


def moves() -> list[Any]:
    return facts("select kind, quantity, reason from lot_move order by id")


@pytest.fixture
def today(open_shop: OpenShop) -> dt.date:
    return open_shop.tomorrow - timedelta(days=1)


@pytest.fixture
def tulip(open_shop: OpenShop, today: dt.date) -> int:
    """Lot ids 2 to 5 of a stem with 5 vase days: too old, for today, for today and longer, to come."""
    with db.transaction() as session:
        stem = a_stem(session, "tulip", vase_days=5)
        stem.reorder_point = 30
        for quantity, ago, keeps in ((8, 9, -1), (10, 3, 0), (20, 2, 4), (40, -2, 6)):
            came = midnight(today - timedelta(days=ago), PORTLAND) + timedelta(hours=5)
            a_lot(
                session,
                stem,
                quantity,
                available_from=came,
                vase_life_end=today + timedelta(days=keeps + 5),
                state="arrived" if ago > 0 else "ordered",
            )
        return stem.id


def lot(stem: dict[str, Any], place: int) -> dict[str, Any]:
    found: dict[str, Any] = stem["lots"][place]
    return found


class TestReading:
    def test_a_stem_with_all_its_lots(
        self, http: Browser, florist: Headers, tulip: int, today: dt.date
    ) -> None:
        [(bucket,)] = facts("select bucket_id from stem_lot where id = 4")
        with db.transaction() as session:
            for quantity, ahead in ((3, 0), (4, 2), (5, 2)):
                reserve(session, (bucket, quantity), day=today + timedelta(days=ahead))
        stem = read(http, florist)["Tulip"]
        lots = stem.pop("lots")
        assert stem == {
            "id": tulip,
            "name": "Tulip",
            "species": "tulip",
            "colors": [],
            "perishable": True,
            "reorder_point": 30,
            "free": 10 + 8,
            "overbooked": 0,
            "wanted": [
                {"date": str(today), "quantity": 3},
                {"date": str(today + timedelta(days=2)), "quantity": 9},
            ],
        }
        assert lots[2] == {
            "id": 4,
            "version": 1,
            "stem_id": tulip,
            "state": "arrived",
            "arrives": str(today - timedelta(days=2)),
            "days_left": 4,
            "capacity": 20,
            "reserved": 12,
            "free": 8,
            "overbooked": 0,
            "coming": False,
        }
        days = [(each["days_left"], each["coming"]) for each in lots]
        assert days == [(-1, False), (0, False), (4, False), (6, True)]

    def test_another_day_has_other_lots(
        self, http: Browser, florist: Headers, tulip: int, today: dt.date
    ) -> None:
        assert read(http, florist, today + timedelta(days=1))["Tulip"]["free"] == 20
        assert read(http, florist, today + timedelta(days=2))["Tulip"]["free"] == 20 + 40

    def test_what_is_short_comes_first_then_what_is_low(
        self, http: Browser, florist: Headers, tulip: int, today: dt.date
    ) -> None:
        with db.transaction() as session:
            a_lot(session, a_stem(session, "aster"), 50)
            short = a_lot(session, a_stem(session, "zinnia"), 50)
            reserve(session, (short.bucket_id, 9), day=today)
        body = {"counted": 4, "version": 1}
        assert http.post(f"/api/admin/lots/{short.id}/count", json=body, headers=florist).status_code == 200
        assert list(read(http, florist)) == ["Zinnia", "Tulip", "Aster", "Freedom rose"]

    def test_stems_to_choose_from(self, http: Browser, florist: Headers, tulip: int, today: dt.date) -> None:
        with db.transaction() as session:
            a_stem(session, "vase", perishable=False)
        rose, stem, vase = http.get("/api/admin/stems", headers=florist).json["items"]
        assert (rose["name"], vase["name"], vase["proposed_end"]) == ("Freedom rose", "Vase", None)
        assert (stem["id"], stem["vase_days"]) == (tulip, 5)
        assert stem["unit_cost"] == {"amount": 150, "currency": "USD"}
        assert stem["proposed_end"] == str(today + timedelta(days=10))

    def test_a_day_that_no_calendar_has(self, http: Browser, florist: Headers, open_shop: OpenShop) -> None:
        for day in ("9999-12-31", "0001-01-01", "soon"):
            assert http.get(f"/api/admin/stock?date={day}", headers=florist).status_code == 422


class TestReceiving:
    def receive(self, http: Browser, who: Headers, **body: Any) -> Any:
        return http.post("/api/admin/lots", json=body, headers=who)

    def test_what_has_come_can_be_used_on_the_same_day(
        self, http: Browser, florist: Headers, tulip: int, today: dt.date
    ) -> None:
        before = read(http, florist)["Tulip"]["free"]
        answer = self.receive(http, florist, stem_id=tulip, quantity=25, unit_cost=80)
        assert answer.status_code == 201, answer.text
        made = answer.json["lot"]
        assert (made["capacity"], made["days_left"], made["arrives"]) == (25, 5, str(today))
        assert (made["state"], made["version"], answer.json["conflicts"]) == ("arrived", 1, [])
        assert read(http, florist)["Tulip"]["free"] == before + 25
        assert moves() == [("received", 25, "")]
        assert facts("select unit_cost, vase_life_end from stem_lot where id = :id", id=made["id"]) == [
            (80, today + timedelta(days=10))
        ]
        [(who,)] = facts("select who from lot_move")
        assert who.startswith("staff:")

    def test_somebody_may_know_better_how_long_they_last(
        self, http: Browser, florist: Headers, tulip: int, today: dt.date
    ) -> None:
        yesterday = today - timedelta(days=1)
        end = today + timedelta(days=6)
        body = {"stem_id": tulip, "quantity": 25, "arrived": str(yesterday), "vase_life_end": str(end)}
        assert self.receive(http, florist, **body).json["lot"]["days_left"] == 1

    def test_a_vase_does_not_die(
        self, http: Browser, florist: Headers, open_shop: OpenShop, today: dt.date
    ) -> None:
        with db.transaction() as session:
            vase = a_stem(session, "vase", perishable=False).id
        end = str(today + timedelta(days=2))
        made = self.receive(http, florist, stem_id=vase, quantity=3, vase_life_end=end).json["lot"]
        assert made["days_left"] is None

    @pytest.mark.parametrize(
        ("body", "status", "code"),
        [
            ({"arrived": 1}, 409, "not_arrived"),
            ({"vase_life_end": 4}, 409, "lot_too_old"),
            ({"stem_id": 9_999}, 404, "stem_not_found"),
            ({"quantity": 0}, 422, "validation"),
            ({"stem_id": 2**40}, 422, "validation"),
            ({"unit_cost": -1}, 422, "validation"),
        ],
    )
    def test_what_is_no_arrival_leaves_nothing(
        self,
        http: Browser,
        florist: Headers,
        tulip: int,
        today: dt.date,
        body: dict[str, int],
        status: int,
        code: str,
    ) -> None:
        before = rows()
        days = {
            key: str(today + timedelta(days=body[key])) for key in ("arrived", "vase_life_end") if key in body
        }
        answer = self.receive(http, florist, **({"stem_id": tulip, "quantity": 5} | body | days))
        assert (answer.status_code, answer.json["code"]) == (status, code)
        assert rows() == before


class TestFacts:
    def post(self, http: Browser, who: Headers, lot_id: int, verb: str, **body: Any) -> Any:
        return http.post(f"/api/admin/lots/{lot_id}/{verb}", json={"version": 1} | body, headers=who)

    def test_a_count_puts_the_books_right(self, http: Browser, florist: Headers, tulip: int) -> None:
        answer = self.post(http, florist, 4, "count", counted=17)
        assert answer.status_code == 200, answer.text
        assert (answer.json["lot"]["capacity"], answer.json["lot"]["version"]) == (17, 2)
        assert self.post(http, florist, 4, "count", counted=19, version=2).json["lot"]["free"] == 19
        assert moves() == [("counted", -3, ""), ("counted", 2, "")]

    def test_who_counts_a_lot_that_was_ordered_has_it(
        self, http: Browser, florist: Headers, tulip: int, today: dt.date
    ) -> None:
        early = midnight(today, PORTLAND)
        facts_before = facts("select state from stem_lot where id in (4, 5) order by id")
        assert facts_before == [("arrived",), ("ordered",)]
        self.post(http, florist, 5, "count", counted=38)
        assert facts("select state from stem_lot where id = 5") == [("ordered",)]  # not here yet: announced
        set_available(5, early)
        assert self.post(http, florist, 5, "count", counted=38, version=2).json["lot"]["state"] == "arrived"

    def test_waste_that_makes_a_conflict_and_a_count_that_takes_it_back(
        self, http: Browser, florist: Headers, open_shop: OpenShop
    ) -> None:
        number = order(http, fill_cart(http, open_shop)).json["number"]
        wasted = self.post(http, florist, 1, "waste", quantity=993, reason="The cooler failed")
        assert wasted.status_code == 200, wasted.text
        found = wasted.json["lot"]
        assert (found["capacity"], found["reserved"], found["overbooked"], found["free"]) == (7, 10, 3, 0)
        [conflict] = wasted.json["conflicts"]
        assert (conflict["kind"], conflict["what"], conflict["over"]) == ("stem_lot", "Freedom rose", 3)
        assert [(each["number"], each["quantity"]) for each in conflict["deliveries"]] == [(number, 10)]
        today = http.get("/api/admin/today", headers=florist).json
        assert today["conflicts"] == [conflict]
        [(actor, reason)] = facts("select actor, reason from audit_entry")
        assert (actor.startswith("staff:"), reason) == (True, "The cooler failed")
        back = self.post(http, florist, 1, "count", counted=1_000, version=2, reason="They are fine")
        assert (back.json["lot"]["overbooked"], back.json["conflicts"]) == (0, [])
        assert moves() == [("wasted", -993, "The cooler failed"), ("counted", 993, "They are fine")]
        with db.transaction() as session:
            assert capacity.drift(session) == []

    def test_more_is_thrown_away_than_the_books_had(
        self, http: Browser, florist: Headers, tulip: int
    ) -> None:
        answer = self.post(http, florist, 3, "waste", quantity=13, reason="Wilted")
        assert answer.json["lot"]["capacity"] == 0
        assert moves() == [("counted", 3, "Wilted"), ("wasted", -13, "Wilted")]

    @pytest.mark.parametrize(
        ("verb", "body"), [("count", {"counted": 5}), ("waste", {"quantity": 5, "reason": "Wilted"})]
    )
    def test_the_second_writer_sees_both(
        self, http: Browser, florist: Headers, tulip: int, verb: str, body: dict[str, Any]
    ) -> None:
        self.post(http, florist, 4, "count", counted=12)
        before = rows()
        answer = self.post(http, florist, 4, verb, **body)
        assert (answer.status_code, answer.json["code"]) == (409, "version_conflict")
        assert answer.json["current"] == lot(read(http, florist)["Tulip"], 2)
        assert answer.json["current"]["capacity"] == 12
        assert rows() == before

    def test_what_makes_no_sense(self, http: Browser, florist: Headers, tulip: int) -> None:
        before = rows()
        assert self.post(http, florist, 4, "count", counted=-1).status_code == 422
        assert self.post(http, florist, 4, "waste", quantity=1, reason=" ").status_code == 422
        assert self.post(http, florist, 4, "waste", quantity=0, reason="x").status_code == 422
        assert self.post(http, florist, 99, "count", counted=1).json["code"] == "lot_not_found"
        assert self.post(http, florist, 2**40, "count", counted=1).status_code == 404
        assert rows() == before


def set_available(lot_id: int, at: datetime) -> None:
    with db.transaction() as session:
        session.execute(
            text("update stem_lot set available_from = :at where id = :id"), {"at": at, "id": lot_id}
        )
