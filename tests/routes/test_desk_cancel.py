"""Cancelling by the shop: all the money of an order, what one delivery cost, stems back or kept."""

from typing import Any

import pytest

from backend import db
from backend.shop.capacity import selectors as ledger
from backend.shop.checkout.services import refund
from backend.shop.kit import clock
from tests.builders.shop import OpenShop
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser
from tests.routes.desk import Desk, at_the_desk, everything, reserved, set_status, usd
from tests.sandbox import browser

STEMS = 1_000


@pytest.fixture
def desk(http: Browser, open_shop: OpenShop) -> Desk:
    return at_the_desk(http, open_shop)


@pytest.fixture
def two(http: Browser, open_shop: OpenShop) -> Desk:
    """Two deliveries of one bouquet each."""
    return at_the_desk(http, open_shop, slots=(1, 2))


def refunds() -> list[tuple[Any, ...]]:
    return facts("select amount, cause, state, reason from refund order by created_at")


def no_drift() -> None:
    with db.transaction() as session:
        assert ledger.drift(session) == []


def jobs() -> list[str]:
    return [
        name
        for (name,) in facts("select task_name from procrastinate_jobs order by id")
        if "confirm" not in name
    ]


def test_an_order_is_cancelled_with_all_its_money_and_its_stems_go_back(two: Desk) -> None:
    done = two.order("cancel", reason="No roses came", stems="back", expected=usd(10800))
    assert done.status_code == 200, done.text
    assert done.json["status"]["code"] == "cancelled"
    money = done.json["money"]
    assert (money["refunded"], money["left"], money["credit"], money["balance_due"]) == (
        usd(10800),
        usd(0),
        usd(10800),
        usd(0),
    )
    assert refunds() == [(10800, "order", "requested", "No roses came")]
    assert reserved() == [("stem_lot", STEMS, 0)]
    assert [each["who"] for each in done.json["history"][-3:]] == ["Florist"] * 3
    assert facts("select who like 'staff:%', why from order_move where to_status = 'cancelled' limit 1") == [
        (True, "No roses came")
    ]
    assert jobs()[-2:] == ["checkout:send_refund", "notifications:send_cancellation"]
    refund.send_open(clock=clock.now)
    assert two.read()["money"]["payments"][0]["status"]["label"] == "Refunded"
    no_drift()


def test_stems_that_are_cut_stay_used(desk: Desk) -> None:
    set_status("preparing")
    desk.order("cancel", reason="The buyer called", stems="kept")
    assert reserved() == [("stem_lot", STEMS - 10, 0)]
    assert facts("select distinct state from demand_line order by 1") == [("consumed",), ("released",)]
    no_drift()


def test_what_is_made_has_used_its_stems_whatever_is_said(desk: Desk) -> None:
    set_status("ready")
    consume = "update demand_line set state = 'consumed' where bucket_id in"
    facts(f"{consume} (select id from capacity_bucket where kind = 'stem_lot') returning id")
    facts("update capacity_bucket set reserved = 0, capacity = 990 where kind = 'stem_lot' returning id")
    assert desk.order("cancel", reason="The buyer called", stems="back").status_code == 200
    assert reserved() == [("stem_lot", STEMS - 10, 0)]
    no_drift()


def test_one_delivery_of_several_goes_with_what_it_cost(two: Desk) -> None:
    done = two.parcel("cancel", index=1, reason="Nobody is there", stems="back", expected=usd(5400))
    assert done.status_code == 200, done.text
    assert [each["status"]["code"] for each in done.json["deliveries"]] == ["scheduled", "cancelled"]
    assert done.json["status"]["code"] == "confirmed"
    money = done.json["money"]
    assert (money["refunded"], money["credit"], money["balance_due"]) == (usd(5400), usd(5400), usd(0))
    assert refunds() == [(5400, "delivery", "requested", "Nobody is there")]
    assert reserved() == [
        ("slot_stops", 5, 1),
        ("stem_lot", STEMS, 10),
        ("van_minutes", 5000, 15),
        ("workroom_minutes", 2500, 10),
    ]
    assert jobs()[-2:] == ["checkout:send_refund", "notifications:send_cancellation"]
    assert done.json["deliveries"][0]["comes_back"] == usd(5400)
    no_drift()
    last = two.parcel("cancel", reason="Nor there", stems="back")
    assert last.json["status"]["code"] == "cancelled"
    assert refunds()[1] == (5400, "order", "requested", "Nor there")
    assert (last.json["money"]["left"], last.json["money"]["balance_due"]) == (usd(0), usd(0))


def test_a_delivery_gives_back_what_is_left_of_it(two: Desk) -> None:
    """Of 10800, 8000 were given up; a delivery of 5400 can give back the 2800 that are left."""
    two.order("refunds", reason="Sorry", amount=usd(8000))
    assert two.delivery()["comes_back"] == usd(2800)
    done = two.parcel("cancel", reason="x", stems="back")
    money = done.json["money"]
    assert (money["left"], money["credit"], money["balance_due"]) == (usd(0), usd(10800), usd(0))


def test_an_order_that_waits_for_its_payment_ends_its_page_first(http: Browser, open_shop: OpenShop) -> None:
    paid = at_the_desk(http, open_shop)
    waiting = order(http, fill_cart(http, open_shop, slot=2)).json
    desk = Desk(http, open_shop, waiting["number"], paid.headers)
    done = desk.order("cancel", reason="Ordered by mistake", stems="back")
    assert done.json["status"]["code"] == "cancelled"
    assert browser.buttons(waiting["payment"]["redirect_url"]) == []
    assert refunds() == []
    assert "notifications:send_cancellation" not in jobs()
    assert done.json["money"]["balance_due"] == usd(0)


def test_one_that_is_paid_at_that_moment_stays(http: Browser, open_shop: OpenShop) -> None:
    paid = at_the_desk(http, open_shop)
    waiting = order(http, fill_cart(http, open_shop, slot=2)).json
    browser.pay(waiting["payment"]["redirect_url"])  # and nobody has told us
    desk = Desk(http, open_shop, waiting["number"], paid.headers)
    done = desk.order("cancel", reason="Not paid", stems="back")
    assert (done.status_code, done.json["status"]["code"]) == (200, "confirmed")
    assert refunds() == []


@pytest.mark.parametrize("status", ["out_for_delivery", "delivered"])
def test_what_is_under_way_or_delivered_is_not_cancelled(desk: Desk, status: str) -> None:
    set_status(status)
    assert desk.read()["can_cancel"] is False
    before = everything()
    for refused in (
        desk.order("cancel", reason="x", stems="back"),
        desk.parcel("cancel", reason="x", stems="back"),
    ):
        assert (refused.status_code, refused.json["code"]) == (409, "illegal_move")
    assert everything() == before


def test_a_cancelled_order_is_not_cancelled_again(desk: Desk) -> None:
    desk.order("cancel", reason="x", stems="back")
    before = everything()
    assert desk.order("cancel", reason="x", stems="back").json["code"] == "illegal_move"
    assert desk.parcel("cancel", reason="x", stems="back").json["code"] == "illegal_move"
    assert everything() == before


def test_one_delivery_of_an_order_that_waits_cannot_go_alone(two: Desk) -> None:
    facts("update orders set status = 'pending_payment' returning id")
    before = everything()
    assert two.parcel("cancel", reason="x", stems="back").json["code"] == "not_sold"
    assert everything() == before


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"version": 1}, 409, "version_conflict"),
        ({"expected": usd(5399)}, 409, "sum_changed"),
        ({"expected": {"amount": 5400, "currency": "EUR"}}, 409, "sum_changed"),
        ({"reason": " "}, 422, "validation"),
        ({"stems": "sold"}, 422, "validation"),
        ({"amount": usd(1)}, 422, "validation"),
    ],
)
def test_a_cancelling_that_is_refused_moves_nothing(
    desk: Desk, change: dict[str, Any], status: int, code: str
) -> None:
    before = everything()
    refused = desk.order("cancel", **({"reason": "x", "stems": "back"} | change))
    assert (refused.status_code, refused.json["code"]) == (status, code)
    if code == "sum_changed":
        assert refused.json["actual"] == usd(5400)
    if code == "version_conflict":
        assert refused.json["current"] == desk.read()
    assert everything() == before
