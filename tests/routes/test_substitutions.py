"""Substituting through the door: a preview, then all chosen deliveries or none."""

from typing import Any
from uuid import uuid4

import pytest

from backend import db
from tests.builders.shop import OpenShop
from tests.builders.stock import a_lot, a_stem
from tests.routes import staff
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser
from tests.routes.desk import at_the_desk

Headers = dict[str, str]


@pytest.fixture
def florist(http: Browser, open_shop: OpenShop) -> Headers:
    """Stem 2 are tulips, 15 of them."""
    with db.transaction() as session:
        a_lot(session, a_stem(session, "tulip"), 15)
    return staff.log_in(http, "florist")


def preview(http: Browser, who: Headers, shop: OpenShop, by: int = 2) -> Any:
    asked = f"/api/admin/substitutions/preview?stem=1&by={by}&date={shop.tomorrow}"
    return http.get(asked, headers=who)


def swap(http: Browser, who: Headers, shop: OpenShop, *deliveries: str) -> Any:
    body = {"stem_id": 1, "substitute_id": 2, "date": str(shop.tomorrow), "delivery_ids": deliveries}
    return http.post("/api/admin/substitutions", json=body, headers=who)


def lots() -> list[Any]:
    return facts(
        "select capacity, reserved, overbooked from capacity_bucket where kind = 'stem_lot' order by id"
    )


def test_a_wilted_lot_is_made_good(http: Browser, open_shop: OpenShop, florist: Headers) -> None:
    number = order(http, fill_cart(http, open_shop)).json["number"]
    before = http.get(f"/api/orders/{number}").json["history"]
    waste = {"quantity": 1_000, "reason": "Wilted", "version": 1}
    assert (
        http.post("/api/admin/lots/1/waste", json=waste, headers=florist).json["conflicts"][0]["over"] == 10
    )
    found = preview(http, florist, open_shop).json
    assert (found["needed"], found["free"], found["enough"]) == (10, 15, True)
    [candidate] = found["deliveries"]
    assert (candidate["number"], candidate["quantity"], candidate["waits"]) == (number, 10, True)
    assert candidate["status"] == {"code": "scheduled", "label": "Scheduled"}
    answer = swap(http, florist, open_shop, candidate["delivery_id"])
    assert (answer.status_code, answer.json) == (200, {"conflicts": []})
    assert lots() == [(0, 0, 0), (15, 10, 0)]
    assert preview(http, florist, open_shop).json["deliveries"] == []
    # Her history is about where her order is, not about how it is made.
    assert http.get(f"/api/orders/{number}").json["history"] == before


def test_refusals_move_nothing(http: Browser, open_shop: OpenShop, florist: Headers) -> None:
    order(http, fill_cart(http, open_shop, quantity=2))
    [candidate] = preview(http, florist, open_shop).json["deliveries"]
    before = lots()
    short = swap(http, florist, open_shop, candidate["delivery_id"])
    assert (short.status_code, short.json["code"], short.json["missing"]) == (409, "substitute_short", 5)
    assert short.json["detail"] == "20 stems are needed, 15 are there."
    gone = swap(http, florist, open_shop, candidate["delivery_id"], str(uuid4()))
    assert (gone.status_code, gone.json["code"]) == (409, "not_to_substitute")
    assert swap(http, florist, open_shop).status_code == 422
    assert preview(http, florist, open_shop, by=1).json["code"] == "same_stem"
    assert preview(http, florist, open_shop, by=99).json["code"] == "stem_not_found"
    assert lots() == before
    assert facts("select (select count(*) from stem_swap), (select count(*) from order_move)") == [(0, 1)]


def choices(http: Browser, shop: OpenShop, *chosen: str) -> list[str]:
    """Sold orders whose buyers chose so; their deliveries."""
    found = []
    for choice in chosen:
        sold = at_the_desk(http, shop, slots=(0,))
        said = "update orders set substitution = :choice where number = :number returning 1"
        facts(said, choice=choice, number=sold.number)
        found.append(str(sold.delivery()["id"]))
    return found


def test_each_buyer_has_it_as_she_chose(http: Browser, open_shop: OpenShop, florist: Headers) -> None:
    facts("update stem set colors = '{red}', species = 'Rose' where id = 1 returning 1")
    facts("update stem set colors = '{red,pink}', species = 'Tulip' where id = 2 returning 1")
    facts("update capacity_bucket set capacity = 50 where capacity = 15 returning 1")
    color, flower, asked, back = choices(http, open_shop, "match_color", "match_flower", "ask", "refund")
    found = preview(http, florist, open_shop).json
    assert {each["delivery_id"]: (each["choice"]["code"], each["way"]) for each in found["deliveries"]} == {
        color: ("match_color", "swap"),
        flower: ("match_flower", "not_so"),
        asked: ("ask", "ask"),
        back: ("refund", "not_so"),
    }
    before = lots()
    refused = swap(http, florist, open_shop, color, flower, asked, back)
    assert (refused.status_code, refused.json["code"]) == (409, "consent_needed")
    assert refused.json["delivery_ids"] == sorted([flower, back])
    assert (lots(), facts("select count(*) from stem_swap")) == (before, [(0,)])

    assert swap(http, florist, open_shop, color, asked).status_code == 200
    assert facts("select delivery_id::text, agreed from stem_swap") == [(color, "choice")]
    assert facts("select delivery_id::text, state from substitution_proposal") == [(asked, "proposed")]
    assert lots() == [(1_000, 30, 0), (50, 20, 0)]
    ways = {each["delivery_id"]: each["way"] for each in preview(http, florist, open_shop).json["deliveries"]}
    assert ways == {flower: "not_so", asked: "not_so", back: "not_so"}  # she is being asked already


def test_of_a_cheaper_stem_there_are_more(http: Browser, open_shop: OpenShop, florist: Headers) -> None:
    facts("update stem set unit_cost = 110 where id = 2 returning 1")
    sold = at_the_desk(http, open_shop, slots=(0,))
    seen = preview(http, florist, open_shop).json
    assert (seen["needed"], seen["cheaper"], seen["deliveries"][0]["quantity"]) == (14, False, 10)
    assert swap(http, florist, open_shop, str(sold.delivery()["id"])).status_code == 200
    assert lots() == [(1_000, 0, 0), (15, 14, 0)]
    assert facts("select quantity, taken from stem_swap") == [(10, 14)]


def test_what_costs_nothing_replaces_nothing(http: Browser, open_shop: OpenShop, florist: Headers) -> None:
    facts("update stem set unit_cost = 0 where id = 2 returning 1")
    sold = at_the_desk(http, open_shop, slots=(0,))
    assert preview(http, florist, open_shop).json["cheaper"] is True
    before = lots()
    refused = swap(http, florist, open_shop, str(sold.delivery()["id"]))
    assert (refused.status_code, refused.json["code"]) == (409, "substitute_cheaper")
    assert lots() == before


def test_who_has_not_paid_is_not_asked(http: Browser, open_shop: OpenShop, florist: Headers) -> None:
    order(http, fill_cart(http, open_shop))
    facts("update orders set substitution = 'ask' returning 1")
    [candidate] = preview(http, florist, open_shop).json["deliveries"]
    assert (candidate["waits"], candidate["way"]) == (True, "not_so")
