"""What to buy and the orders at suppliers: suggested, ordered, changed, sent, called off, arrived, short."""

from typing import Any

import pytest

from backend import db
from tests.builders.shop import OpenShop
from tests.builders.stock import a_lot, a_stem
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


class TestToBuy:
    def first(self, market: Market, supplier: int, tulip: int) -> dict[str, Any]:
        """Nobody wants any of what can come the day after tomorrow, but nothing is in the shop."""
        told = {"id": supplier, "name": "Rose Quarter Wholesale", "email": "sales@rq.example", "phone": ""}
        line = {"stem_id": tulip, "name": "Tulip", "lot_id": market.lot(market.day(2))[0], "reserved": 0}
        line |= {"brings": 50, "free": 0, "coming": 0, "reorder_point": 15, "bunch": 10, "suggested": 20}
        line |= {"unit_cost": {"amount": 150, "currency": "USD"}}
        return {
            "supplier": told,
            "arrives_on": str(market.day(2)),
            "order_by": str(market.day(0)),
            "late": False,
            "total": {"amount": 20 * 150, "currency": "USD"},
            "lines": [line],
        }

    def test_what_is_promised_and_what_is_missing_to_the_reorder_point(
        self, market: Market, supplier: int, tulip: int
    ) -> None:
        market.promised(3, 23)
        read = market.get(f"stock/to-buy?until={market.day(9)}")
        assert (read["today"], read["until"]) == (str(market.day(0)), str(market.day(9)))
        first, second, *_ = read["baskets"]
        assert first == self.first(market, supplier, tulip)
        assert (second["arrives_on"], second["order_by"]) == (str(market.day(3)), str(market.day(1)))
        [line] = second["lines"]
        assert (line["reserved"], line["free"], line["suggested"]) == (23, 20, 30)
        # Seven of the second still serve the eighth day, and ten of the third the ninth: too few, both times.
        [eighth, ninth] = read["baskets"][2:]
        assert (eighth["arrives_on"], ninth["arrives_on"]) == (str(market.day(8)), str(market.day(9)))
        assert [basket["lines"][0]["free"] for basket in (eighth, ninth)] == [7, 10]
        assert [basket["lines"][0]["suggested"] for basket in (eighth, ninth)] == [10, 10]

    def test_what_is_on_the_shelf_or_on_its_way_is_not_bought_again(
        self, market: Market, supplier: int, tulip: int
    ) -> None:
        market.ordered(supplier, tulip, ahead=2, quantity=20)
        market.promised(4, 10)
        [basket, *_] = market.get(f"stock/to-buy?until={market.day(7)}")["baskets"]
        [line] = basket["lines"]
        assert (basket["arrives_on"], line["reserved"], line["free"], line["coming"], line["suggested"]) == (
            str(market.day(4)),
            10,
            20,
            20,
            10,
        )

    def test_too_late_to_order_is_a_conflict_until_it_is_ordered_after_all(
        self, market: Market, supplier: int, tulip: int
    ) -> None:
        market.promised(3, 12)
        market.supply(supplier, tulip, order_days_before=6, version=1, bunch=10)
        [late, *_] = market.get("stock/to-buy")["baskets"]
        assert (late["arrives_on"], late["order_by"], late["late"]) == (
            str(market.day(3)),
            str(market.day(-3)),
            True,
        )
        [line] = late["lines"]
        assert (line["reserved"], line["brings"], line["suggested"]) == (12, 0, 12)
        assert market.lots()[1] == (market.day(3), "planned", 0, 12)
        [conflict] = market.get("today")["conflicts"]
        assert (conflict["what"], conflict["over"]) == ("Tulip", 12)
        wish = {"stem_id": tulip, "lot_id": line["lot_id"], "quantity": 12}
        assert (
            market.order(supplier, market.day(3), wish).status_code == 201
        )  # they were called, and will come
        assert (market.lots()[1], market.get("today")["conflicts"]) == ((market.day(3), "ordered", 12, 0), [])

    def test_what_has_no_standing_days_is_bought_at_its_supplier(
        self, market: Market, supplier: int, tulip: int
    ) -> None:
        with db.transaction() as session:
            vase = a_stem(session, "vase", perishable=False)
            vase.supplier_id, vase.lead_days, vase.reorder_point = supplier, 4, 10
            a_lot(session, vase, 7)
            vase_id = vase.id
        found = market.get(f"stock/to-buy?until={market.day(4)}")["baskets"]
        [basket] = [each for each in found if each["arrives_on"] == str(market.day(4))]
        [line] = basket["lines"]
        told = (line["stem_id"], line["lot_id"], line["brings"], line["free"], line["suggested"])
        assert told == (vase_id, None, None, 7, 13)
        answer = market.order(supplier, market.day(4), {"stem_id": vase_id, "quantity": 13})
        assert answer.status_code == 201, answer.text
        again = market.get(f"stock/to-buy?until={market.day(4)}")["baskets"]
        assert [each for each in again if each["arrives_on"] == str(market.day(4))] == []

    def test_nothing_to_buy(self, market: Market) -> None:
        assert market.get("stock/to-buy")["baskets"] == []


class TestOrdering:
    def test_what_is_ordered_is_what_is_sold(self, market: Market, supplier: int, tulip: int) -> None:
        market.promised(3, 23)
        made = market.ordered(supplier, tulip, quantity=30)
        line = {"stem_id": tulip, "name": "Tulip", "lot_id": market.lot(market.day(3))[0], "ordered": 30}
        line |= {"reserved": 23, "received": None, "unit_cost": {"amount": 150, "currency": "USD"}}
        assert made["lines"] == [{"id": 1, "proposed_end": str(market.day(13)), **line}]
        assert (made["state"], made["version"]) == ({"code": "open", "label": "To send"}, 1)
        assert made["total"] == {"amount": 4500, "currency": "USD"}
        assert market.lots()[1] == (market.day(3), "ordered", 30, 0)
        listed = market.get("purchase-orders")
        assert (listed["today"], listed["items"]) == (str(market.today), [made])
        assert market.get(f"purchase-orders/{made['id']}") == made
        assert facts("select action, subject from audit_entry where action like 'purchase%'") == [
            ("purchase_order.ordered", "purchase_order:1")
        ]

    def test_less_than_is_promised_or_of_another_day_or_supplier_is_refused(
        self, market: Market, supplier: int, tulip: int
    ) -> None:
        market.promised(3, 23)
        other = market.supplier("Willamette Growers")
        lot_id, _ = market.lot(market.day(3))
        wish = {"stem_id": tulip, "lot_id": lot_id, "quantity": 30}
        market.ordered(supplier, tulip, ahead=5)
        taken = {"stem_id": tulip, "lot_id": market.lot(market.day(5))[0], "quantity": 9}
        before = moved()
        for refused, code in (
            (market.order(supplier, market.day(3), wish | {"quantity": 22}), "below_reserved"),
            (market.order(supplier, market.day(4), wish), "lot_not_to_order"),
            (market.order(other, market.day(3), wish), "lot_not_to_order"),
            (market.order(supplier, market.day(3), wish, wish), "lot_not_to_order"),
            (market.order(supplier, market.day(3), wish | {"stem_id": 1}), "lot_not_to_order"),
            (market.order(supplier, market.day(5), taken), "lot_not_to_order"),
            (market.order(supplier, market.day(3), wish | {"lot_id": 9_999}), "lot_not_to_order"),
            (market.order(99, market.day(3), wish), "supplier_not_found"),
            (market.order(supplier, market.day(3), {"stem_id": 9_999, "quantity": 1}), "stem_not_found"),
            (market.order(supplier, market.day(-1), wish), "arrives_in_past"),
            (market.order(supplier, market.day(3)), "validation"),
            (market.order(supplier, market.day(3), wish | {"quantity": 0}), "validation"),
        ):
            assert refused.json["code"] == code
        assert moved() == before

    def test_fewer_than_promised_only_with_a_reason(self, market: Market, supplier: int, tulip: int) -> None:
        market.promised(3, 23)
        made = market.ordered(supplier, tulip, quantity=30)
        path, lines = f"purchase-orders/{made['id']}", [{"id": made["lines"][0]["id"], "quantity": 20}]
        before = moved()
        assert market.patch(path, lines=lines, version=1).json["code"] == "below_reserved"
        assert market.patch(path, lines=lines, version=9).json["current"] == made
        assert moved() == before
        answer = market.patch(path, lines=lines, version=1, reason="They have no more")
        assert answer.status_code == 200, answer.text
        assert (answer.json["order"]["version"], answer.json["order"]["lines"][0]["ordered"]) == (2, 20)
        assert [(each["what"], each["over"]) for each in answer.json["conflicts"]] == [("Tulip", 3)]
        assert market.lots()[1] == (market.day(3), "ordered", 20, 3)
        more = market.patch(path, lines=[lines[0] | {"quantity": 60}], version=2)
        assert (more.json["conflicts"], market.lots()[1][2:4]) == ([], (60, 0))

    def test_called_off_it_is_planned_again(self, market: Market, supplier: int, tulip: int) -> None:
        market.promised(3, 53 - 3)
        made = market.ordered(supplier, tulip, quantity=60)
        market.promised(3, 5)
        answer = market.post(f"purchase-orders/{made['id']}/cancel", version=1)
        assert answer.status_code == 200, answer.text
        assert answer.json["order"]["state"] == {"code": "cancelled", "label": "Called off"}
        assert [each["over"] for each in answer.json["conflicts"]] == [5]
        assert market.lots()[1] == (market.day(3), "planned", 50, 5)
        again = market.ordered(supplier, tulip, quantity=55)
        assert again["lines"][0]["reserved"] == 55
        over = market.post(f"purchase-orders/{made['id']}/send", version=2)
        assert (over.status_code, over.json["code"]) == (409, "purchase_ended")

    def test_its_life_has_one_door(self, market: Market, supplier: int, tulip: int) -> None:
        made = market.ordered(supplier, tulip)
        path = f"purchase-orders/{made['id']}"
        sent = market.post(f"{path}/send", version=1)
        assert (sent.json["order"]["state"]["code"], sent.json["order"]["version"]) == ("sent", 2)
        assert market.post(f"{path}/send", version=2).json["code"] == "purchase_ended"
        assert market.post(f"{path}/send", version=1).json["code"] == "version_conflict"
        assert market.post("purchase-orders/99/send", version=1).json["code"] == "purchase_not_found"
        assert market.post("purchase-orders/99/cancel", version=1).status_code == 404
        actions = "select action, change->'state' from audit_entry where action = 'purchase_order.sent'"
        assert facts(actions) == [("purchase_order.sent", ["open", "sent"])]
