"""Money back by hand: exact sums, unit by unit, and never more than is left."""

from typing import Any

import pytest

from backend import db
from backend.shop.capacity import selectors as ledger
from backend.shop.checkout.services import refund
from backend.shop.kit import clock
from tests.builders.shop import OpenShop
from tests.builders.stock import a_lot, a_stem
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.desk import Desk, at_the_desk, everything, reserved, set_status, usd

# Three bouquets of $45.00 with 7.3911 % tax: 135.00 + 9.98, delivery 9.00 + 0.67.
RATE = 73_911
LINE, TAX, TOTAL = 13_500, 998, 15_465


@pytest.fixture
def desk(http: Browser, open_shop: OpenShop) -> Desk:
    made = at_the_desk(http, open_shop, quantity=3, tax=RATE)
    assert facts("select total, tax from orders") == [(TOTAL, TAX + 67)]
    return made


def line_id(desk: Desk) -> str:
    return str(desk.delivery()["lines"][0]["id"])


def books() -> tuple[int, int, int]:
    """Credit, captured, refunded."""
    return tuple(
        facts("select credit, captured, refunded from orders join payment on order_id = orders.id")[0]
    )


def no_drift() -> None:
    with db.transaction() as session:
        assert ledger.drift(session) == []


def test_units_given_back_one_by_one_add_up_to_the_line(desk: Desk) -> None:
    set_status("delivered")  # so that the last one may go too
    [line] = desk.delivery()["lines"]
    assert line["refunds"] == [usd(4833), usd(9666), usd(LINE + TAX)]
    sums = []
    for _ in range(3):
        named = desk.delivery()["lines"][0]["refunds"][0]
        done = desk.order(
            "refunds", reason="Broken", line_id=line["id"], quantity=1, stems="back", expected=named
        )
        assert done.status_code == 200, done.text
        sums.append(done.json["money"]["refunds"][-1]["amount"]["amount"])
    assert sums == [4833, 4833, 4832]
    assert sum(sums) == LINE + TAX
    assert books() == (LINE + TAX, TOTAL, LINE + TAX)
    seen = desk.read()
    assert (seen["deliveries"][0]["lines"][0]["cancelled"], seen["money"]["left"]) == (3, usd(967))
    assert seen["money"]["balance_due"] == usd(0)
    over = desk.order("refunds", reason="x", line_id=line["id"], quantity=1)
    assert (over.status_code, over.json["code"], over.json["left"]) == (409, "too_many_units", 0)


def test_several_units_at_once_are_the_same_sum(desk: Desk) -> None:
    set_status("delivered")
    done = desk.order("refunds", reason="Broken", line_id=line_id(desk), quantity=2)
    assert done.json["money"]["refunds"][0]["amount"] == usd(9666)
    assert done.json["money"]["refunds"][0]["what"] == "2 × Rose City Dozen"
    assert done.json["deliveries"][0]["lines"][0]["refunds"] == [usd(4832)]


def test_stems_and_minutes_of_what_is_not_made_yet_go_back(desk: Desk) -> None:
    assert reserved() == [
        ("slot_stops", 5, 1),
        ("stem_lot", 1000, 30),
        ("van_minutes", 5000, 15),
        ("workroom_minutes", 2500, 30),
    ]
    done = desk.order("refunds", reason="One less", line_id=line_id(desk), quantity=1, stems="back")
    assert done.json["deliveries"][0]["lines"][0]["stems"] == [
        {"name": "Freedom rose", "quantity": 20, "instead_of": None}
    ]
    assert reserved() == [
        ("slot_stops", 5, 1),
        ("stem_lot", 1000, 20),
        ("van_minutes", 5000, 15),
        ("workroom_minutes", 2500, 20),
    ]
    no_drift()


def test_stems_that_are_bound_stay_with_the_delivery(desk: Desk) -> None:
    before = reserved()
    desk.order("refunds", reason="One less", line_id=line_id(desk), quantity=1, stems="kept")
    assert reserved() == before
    no_drift()


def test_swapped_stems_go_back_to_the_lot_that_they_came_from(desk: Desk) -> None:
    """25 of 30 roses are taken as tulips; with one bouquet less 20 tulips are all that is needed."""
    with db.transaction() as session:
        stem = a_stem(session, "tulip")
        tulip, bucket = stem.id, a_lot(session, stem).bucket_id
    facts("update capacity_bucket set reserved = 25 where id = :id returning id", id=bucket)
    facts(
        "update capacity_bucket set reserved = 5 where kind = 'stem_lot' and id <> :id returning id",
        id=bucket,
    )
    facts(
        "update demand_line set quantity = 5 where bucket_id ="
        " (select id from capacity_bucket where kind = 'stem_lot' and id <> :id) returning id",
        id=bucket,
    )
    facts(
        "insert into demand_line (delivery_id, bucket_id, quantity, use_on, state)"
        " select id, :bucket, 25, making_day, 'confirmed' from delivery returning id",
        bucket=bucket,
    )
    facts(
        "insert into stem_swap (delivery_id, stem_id, substitute_id, quantity, taken, at, who)"
        " select delivery.id, stem.id, :tulip, 25, 25, now(), 'staff:x' from delivery, stem"
        " where stem.slug = 'freedom-rose' returning id",
        tulip=tulip,
    )
    no_drift()
    done = desk.order("refunds", reason="One less", line_id=line_id(desk), quantity=1, stems="back")
    assert done.json["deliveries"][0]["lines"][0]["stems"] == [
        {"name": "Tulip", "quantity": 20, "instead_of": "Freedom rose"}
    ]
    assert facts("select reserved from capacity_bucket where kind = 'stem_lot' order by id") == [(0,), (20,)]
    assert facts("select quantity from stem_swap") == [(20,)]
    no_drift()


def test_an_amount_and_then_all_that_is_left(desk: Desk) -> None:
    done = desk.order("refunds", reason="It came late", amount=usd(1000), expected=usd(1000))
    assert done.json["money"]["credit"] == usd(1000)
    assert done.json["money"]["balance_due"] == usd(0)
    assert done.json["history"][-1]["what"] == "Money given back"
    refund.send_open(clock=clock.now)
    assert desk.read()["money"]["payments"][0]["status"]["code"] == "partly_refunded"
    all_of_it = desk.order("refunds", reason="It never came", whole=True, expected=usd(TOTAL - 1000))
    assert all_of_it.status_code == 200, all_of_it.text
    assert books() == (TOTAL, TOTAL, TOTAL)
    refund.send_open(clock=clock.now)
    assert facts("select state, amount from refund order by created_at") == [
        ("succeeded", 1000),
        ("succeeded", TOTAL - 1000),
    ]
    assert desk.read()["money"]["payments"][0]["status"]["code"] == "refunded"
    assert desk.read()["status"]["code"] == "confirmed"  # money is not flowers
    nothing = desk.order("refunds", reason="x", whole=True)
    assert (nothing.json["code"], nothing.json["left"]) == ("over_refund", 0)


@pytest.mark.parametrize("amount", [0, -1, TOTAL + 1])
def test_more_than_is_left_or_nothing_is_refused(desk: Desk, amount: int) -> None:
    before = everything()
    refused = desk.order("refunds", reason="x", amount=usd(amount))
    assert (refused.status_code, refused.json["code"], refused.json["left"]) == (409, "over_refund", TOTAL)
    assert everything() == before


def test_what_was_given_back_is_not_given_back_again(desk: Desk) -> None:
    set_status("delivered")
    desk.order("refunds", reason="x", amount=usd(TOTAL - 4000))
    before = everything()
    refused = desk.order("refunds", reason="x", line_id=line_id(desk), quantity=1)
    assert (refused.json["code"], refused.json["left"]) == ("over_refund", 4000)
    assert everything() == before


def test_a_refund_that_failed_can_be_sent_again_without_being_taken_off_twice(desk: Desk) -> None:
    desk.order("refunds", reason="Sorry", amount=usd(1000))
    facts("update refund set state = 'failed' returning id")
    facts("update payment set refunded = 0 returning id")
    assert desk.read()["money"]["balance_due"] == usd(-1000)
    done = desk.order("refunds", reason="Once more", amount=usd(1500))
    money = done.json["money"]
    assert (money["credit"], money["refunded"], money["balance_due"]) == (usd(1500), usd(1500), usd(0))


def test_the_last_thing_of_a_delivery_to_come_is_cancelled_with_it(desk: Desk) -> None:
    before = everything()
    refused = desk.order("refunds", reason="x", line_id=line_id(desk), quantity=3)
    assert (refused.status_code, refused.json["code"]) == (409, "last_of_delivery")
    assert everything() == before


def test_after_units_were_given_back_cancelling_gives_the_rest(desk: Desk) -> None:
    desk.order("refunds", reason="x", line_id=line_id(desk), quantity=2)
    assert desk.delivery()["comes_back"] == usd(TOTAL - 9666)
    done = desk.order("cancel", reason="All of it", stems="back", expected=usd(TOTAL - 9666))
    assert books() == (TOTAL, TOTAL, TOTAL)
    assert done.json["money"]["balance_due"] == usd(0)
    assert reserved() == [("stem_lot", 1000, 0)]
    gone = desk.order("refunds", reason="x", line_id=line_id(desk), quantity=1)
    assert gone.json["code"] == "illegal_move"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "validation"),
        ({"whole": True, "amount": usd(1)}, 422, "validation"),
        ({"quantity": 1, "whole": True}, 422, "validation"),
        ({"line_id": "00000000-0000-0000-0000-000000000000"}, 422, "validation"),
        ({"line_id": "00000000-0000-0000-0000-000000000000", "quantity": 1}, 404, "line_not_found"),
        ({"amount": {"amount": 100, "currency": "EUR"}}, 422, "validation"),
        ({"amount": usd(100), "reason": ""}, 422, "validation"),
        ({"amount": usd(100), "expected": usd(99)}, 409, "sum_changed"),
        ({"amount": usd(100), "version": 1}, 409, "version_conflict"),
    ],
)
def test_a_refund_that_says_nothing_clear_moves_nothing(
    desk: Desk, body: dict[str, Any], status: int, code: str
) -> None:
    before = everything()
    refused = desk.order("refunds", **({"reason": "x"} | body))
    assert (refused.status_code, refused.json["code"]) == (status, code)
    assert everything() == before
