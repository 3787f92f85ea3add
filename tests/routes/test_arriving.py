"""What comes of an order at a supplier: all of it, short, late, used already, counted already."""

from typing import Any

import pytest

from backend import db
from backend.shop.capacity import selectors as capacity
from backend.shop.capacity import services as ledger
from backend.shop.capacity.services import HoldState
from tests.builders.capacity import becomes, demands, reserve
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.market import Market, moved


@pytest.fixture
def market(http: Browser, open_shop: OpenShop) -> Market:
    return Market(http, staff.log_in(http, "florist"))


@pytest.fixture
def supplier(market: Market) -> int:
    return market.supplier(email="sales@rq.example")


@pytest.fixture
def tulip(market: Market, supplier: int) -> int:
    return market.tulip(supplier)


def came(order: dict[str, Any], received: int, **more: Any) -> list[dict[str, Any]]:
    return [{"id": line["id"], "received": received, **more} for line in order["lines"]]


class TestArriving:
    def arrive(self, market: Market, made: dict[str, Any], **body: Any) -> Any:
        """Today instead of on its day."""
        return market.post(f"purchase-orders/{made['id']}/arrive", **({"version": made["version"]} | body))

    def test_it_can_be_used_at_once_and_as_long_as_it_lasts(
        self, market: Market, supplier: int, tulip: int
    ) -> None:
        made = market.ordered(supplier, tulip)
        answer = self.arrive(market, made, lines=came(made, 40))
        assert answer.status_code == 200, answer.text
        assert (answer.json["order"]["state"]["code"], answer.json["conflicts"]) == ("arrived", [])
        assert answer.json["order"]["lines"][0]["received"] == 40
        lot = next(stem for stem in market.get("stock")["stems"] if stem["id"] == tulip)["lots"][0]
        told = (lot["state"], lot["arrives"], lot["capacity"], lot["days_left"], lot["coming"])
        assert told == ("arrived", str(market.today), 40, 5, False)
        assert facts("select kind, quantity, reason from lot_move") == [
            ("received", 40, "The order has come")
        ]
        assert facts(
            "select unit_cost from stem_lot where state = 'arrived' and stem_id = :id", id=tulip
        ) == [(150,)]

    def test_short_it_lists_whom_it_hits(self, market: Market, supplier: int, tulip: int) -> None:
        market.promised(3, 23)
        made = market.ordered(supplier, tulip)
        answer = self.arrive(market, made, lines=came(made, 0), reason="The truck broke down")
        [conflict] = answer.json["conflicts"]
        assert (conflict["what"], conflict["over"]) == ("Tulip", 23)
        assert market.lots()[1] == (market.day(3), "arrived", 0, 23)
        assert facts("select reason from audit_entry where action = 'capacity.set'") == [
            ("The truck broke down",)
        ]

    def test_what_lasts_less_long_no_longer_serves_and_says_so(
        self, market: Market, supplier: int, tulip: int
    ) -> None:
        _, bucket = market.lot(market.day(3))
        with db.transaction() as session:
            reserve(session, (bucket, 4), day=market.day(4))
            reserve(session, (bucket, 6), day=market.day(6))
        made = market.ordered(supplier, tulip)
        answer = self.arrive(market, made, lines=came(made, 40, vase_life_end=str(market.day(10))))
        [conflict] = answer.json["conflicts"]
        assert (conflict["what"], conflict["over"]) == ("Tulip", 6)
        assert facts(
            "select usable_from, usable_to, overbooked from capacity_bucket where id = :id", id=bucket
        ) == [(market.today, market.day(5), 0)]
        assert market.get("today")["conflicts"] == [conflict]

    def test_what_was_used_or_thrown_away_before_it_was_told_is_not_there(
        self, market: Market, supplier: int, tulip: int
    ) -> None:
        lot_id, bucket = market.lot(market.day(3))
        day = market.day(3)
        with db.transaction() as session:
            delivery = reserve(session, (bucket, 10), day=day)
        made = market.ordered(supplier, tulip)
        with db.transaction() as session:
            used = becomes(delivery, 1, HoldState.CONSUMED, demands((bucket, 10), day=day))
            ledger.change(session, changes=[used])
        [(version,)] = facts("select version from stem_lot where id = :id", id=lot_id)
        assert (
            market.post(f"lots/{lot_id}/waste", quantity=4, reason="Broken", version=version).status_code
            == 200
        )
        assert self.arrive(market, made, lines=came(made, 35)).status_code == 200
        assert market.lots()[1] == (day, "arrived", 35 - 10 - 4, 0)

    def test_what_was_counted_stays_counted(self, market: Market, supplier: int, tulip: int) -> None:
        lot_id, _ = market.lot(market.day(3))
        made = market.ordered(supplier, tulip)
        [(version,)] = facts("select version from stem_lot where id = :id", id=lot_id)
        market.post(f"lots/{lot_id}/count", counted=33, version=version)
        assert self.arrive(market, made, lines=came(made, 40)).json["order"]["lines"][0]["received"] == 40
        assert market.lots()[1][2] == 33

    def test_refusals_move_nothing(self, market: Market, supplier: int, tulip: int) -> None:
        made = market.ordered(supplier, tulip)
        tomorrow, soon = str(market.day(1)), str(market.day(4))
        before = moved()
        for refused, status, code in (
            (self.arrive(market, made, lines=came(made, 40), arrived=tomorrow), 409, "not_arrived"),
            (self.arrive(market, made, lines=came(made, 40, vase_life_end=soon)), 409, "lot_too_old"),
            (self.arrive(market, made, lines=[{"id": 99, "received": 1}]), 422, "lines_missing"),
            (self.arrive(market, made, lines=[]), 422, "validation"),
            (self.arrive(market, made, lines=came(made, -1)), 422, "validation"),
            (self.arrive(market, made, lines=came(made, 40), version=9), 409, "version_conflict"),
        ):
            assert (refused.status_code, refused.json["code"]) == (status, code)
        assert moved() == before
        assert self.arrive(market, made, lines=came(made, 40)).status_code == 200
        again = self.arrive(market, made, lines=came(made, 40), version=2)
        assert again.json["code"] == "purchase_ended"
        with db.transaction() as session:
            assert capacity.drift(session) == []


def test_it_came_days_late(market: Market, supplier: int, tulip: int) -> None:
    """What was to come the day before yesterday serves from today on; whoever wanted it before is told of."""
    _, bucket = market.lot(market.day(2))
    made = market.ordered(supplier, tulip, ahead=2)
    with db.transaction() as session:
        reserve(session, (bucket, 5), day=market.day(2))
        reserve(session, (bucket, 7), day=market.day(5))
    with db.engine().begin() as connection:
        days = "usable_from = usable_from - 4, usable_to = usable_to - 4"
        connection.exec_driver_sql(f"update capacity_bucket set {days}")
        connection.exec_driver_sql("update demand_line set use_on = use_on - 4")
    answer = market.post(f"purchase-orders/{made['id']}/arrive", version=1, lines=came(made, 40))
    [conflict] = answer.json["conflicts"]
    assert (conflict["over"], conflict["what"]) == (5, "Tulip")
