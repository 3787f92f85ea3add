"""A delivery's way over the counter: each move, each refusal, and what the ledger says after it."""

from typing import Any

import pytest

from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import facts, fill_cart, ledger, order
from tests.routes.conftest import Browser
from tests.routes.counter import OUT, Counter, lines, progress_letters, sell, state, write

KEPT = {"slot_stops": 1, "van_minutes": 15, "workroom_minutes": 10}


def stems() -> tuple[int, int]:
    """Capacity and reserved of the only lot."""
    [row] = facts("select capacity, reserved from capacity_bucket where kind = 'stem_lot'")
    return row[0], row[1]


def test_a_bouquet_is_made_brought_and_taken(counter: Counter) -> None:
    assert ledger() == {**KEPT, "stem_lot": 10}
    begun = counter.move("preparing")
    assert (begun.status_code, begun.json["status"]) == (200, {"code": "preparing", "label": "Preparing"})
    assert stems() == (1000, 10)
    ready = counter.move("ready")
    assert ready.json["status"]["code"] == "ready"
    assert stems() == (990, 0)
    assert ledger() == KEPT
    assert progress_letters() == []
    counter.bring_to("out_for_delivery")
    assert progress_letters() == [True]
    done = counter.move("delivered", received_by="  June  ")
    assert (done.json["status"]["label"], done.json["proof"]["received_by"]) == ("Delivered", "June")
    assert progress_letters() == [True, False]
    assert ledger() == KEPT
    assert facts("select status from orders") == [("delivered",)]
    who = facts("select distinct who from order_move where delivery_id is not null")
    assert who == facts("select 'staff:' || id from account")


def test_only_the_stems_are_consumed(counter: Counter) -> None:
    counter.bring_to("preparing", "ready")
    assert lines(counter.delivery_id) == {
        "slot_stops": [(1, "confirmed")],
        "van_minutes": [(15, "confirmed")],
        "workroom_minutes": [(10, "confirmed")],
        "stem_lot": [(10, "consumed")],
    }


def test_what_has_no_stems_is_ready_too(http: Browser, open_shop: OpenShop, counter: Counter) -> None:
    write("update demand_line set state = 'released' where quantity = 10 and state = 'confirmed'")
    write("update capacity_bucket set reserved = 0 where kind in ('stem_lot', 'workroom_minutes')")
    counter.bring_to("preparing", "ready")
    assert ledger() == {"slot_stops": 1, "van_minutes": 15}


@pytest.mark.parametrize(
    ("stages", "to"),
    [
        ((), "ready"),
        ((), "out_for_delivery"),
        ((), "delivered"),
        ((), "failed"),
        ((), "rescheduled"),
        (("preparing",), "preparing"),
        (("preparing",), "out_for_delivery"),
        (("preparing", "ready"), "preparing"),
        (("preparing", "ready"), "delivered"),
        (OUT, "ready"),
        (OUT, "rescheduled"),
        ((*OUT, "delivered"), "failed"),
        ((*OUT, "failed"), "delivered"),
    ],
)
def test_a_step_that_the_lifecycle_does_not_know_moves_nothing(
    counter: Counter, open_shop: OpenShop, stages: tuple[str, ...], to: str
) -> None:
    counter.bring_to(*stages)
    before = state()
    refused = counter.move(to, received_by="June", reason="Nobody opened", slot_id=open_shop.slot_ids[1])
    assert (refused.status_code, refused.json["code"]) == (409, "illegal_move")
    assert state() == before


def test_the_second_of_two_sees_what_the_first_has_done(counter: Counter) -> None:
    seen = counter.version
    counter.bring_to("preparing")
    before = state()
    refused = counter.move("ready", version=seen)
    assert (refused.status_code, refused.json["code"]) == (409, "version_conflict")
    assert refused.json["current"]["status"]["code"] == "preparing"
    assert refused.json["current"]["version"] == counter.version
    assert state() == before


def test_what_is_not_paid_is_not_made(http: Browser, open_shop: OpenShop, counter: Counter) -> None:
    placed = order(http, fill_cart(http, open_shop, slot=1)).json
    waiting = counter.other(placed["number"], placed["deliveries"][0]["id"])
    before = state()
    refused = waiting.move("preparing")
    assert (refused.status_code, refused.json["code"]) == (409, "illegal_move")
    assert state() == before


@pytest.mark.parametrize(
    ("stages", "body", "code"),
    [
        (OUT, {"to": "delivered"}, "proof_missing"),
        (OUT, {"to": "delivered", "received_by": "  "}, "proof_missing"),
        (OUT, {"to": "failed", "reason": " "}, "reason_missing"),
        ((*OUT, "failed"), {"to": "rescheduled"}, "slot_missing"),
        ((), {"to": "cancelled"}, "validation"),
        ((), {"to": "preparing", "price": 1}, "validation"),
    ],
)
def test_a_step_that_says_too_little(
    counter: Counter, stages: tuple[str, ...], body: dict[str, Any], code: str
) -> None:
    counter.bring_to(*stages)
    before = state()
    refused = counter.move(**body)
    assert (refused.status_code, refused.json["code"]) == (422, code)
    assert state() == before


def test_a_driver_makes_nothing(counter: Counter) -> None:
    counter.headers = staff.log_in(counter.http, "driver")
    before = state()
    refused = counter.move("preparing")
    assert (refused.status_code, refused.json["code"]) == (403, "forbidden")
    assert state() == before


def test_what_is_fetched_is_collected_without_a_van(counter: Counter) -> None:
    write("update delivery set method = 'collection'")
    counter.bring_to("preparing", "ready")
    assert counter.move("out_for_delivery").json["code"] == "illegal_move"
    collected = counter.move("delivered")
    assert collected.json["status"] == {"code": "delivered", "label": "Collected"}
    assert collected.json["proof"] is None
    seen = counter.http.get(f"/api/orders/{counter.number}").json
    assert seen["deliveries"][0]["status"]["label"] == "Collected"
    assert "Collected" in [each["label"] for each in seen["history"]]
    assert progress_letters() == []


def test_a_wrong_press_is_taken_back(counter: Counter) -> None:
    counter.bring_to("preparing")
    back = counter.undo()
    assert (back.status_code, back.json["status"]["code"], back.json["undo_until"]) == (
        200,
        "scheduled",
        None,
    )
    assert facts("select status from orders") == [("confirmed",)]
    counter.bring_to(*OUT)
    back = counter.undo()
    assert back.json["status"]["code"] == "ready"
    assert facts("select status from orders") == [("ready",)]
    assert counter.undo().json["code"] == "not_undoable"
    history = facts("select to_status, why from order_move where delivery_id is not null order by id")
    assert history[-1] == ("ready", "taken back")


@pytest.mark.parametrize("stages", [("preparing", "ready"), (*OUT, "delivered"), (*OUT, "failed"), ()])
def test_what_left_the_ledger_or_was_told_stays(counter: Counter, stages: tuple[str, ...]) -> None:
    counter.bring_to(*stages)
    before = state()
    refused = counter.undo()
    assert (refused.status_code, refused.json["code"]) == (409, "not_undoable")
    assert state() == before


def test_a_step_of_long_ago_stays(counter: Counter) -> None:
    counter.bring_to("preparing")
    write("update order_move set at = at - interval '5 minutes' where to_status = 'preparing'")
    refused = counter.undo()
    assert (refused.status_code, refused.json["code"]) == (409, "not_undoable")
    assert counter.status == "preparing"


def test_several_at_once_each_for_itself(http: Browser, open_shop: OpenShop, counter: Counter) -> None:
    second, third = (counter.other(*sell(http, open_shop, slot=1)) for _ in range(2))
    third.bring_to("preparing")
    wanted = [
        {"id": counter.delivery_id, "version": counter.version},
        {"id": second.delivery_id, "version": 99},
        {"id": third.delivery_id, "version": third.version},
    ]
    answer = counter.post("/api/admin/deliveries/stages", to="preparing", deliveries=wanted)
    assert answer.status_code == 200
    assert [
        (each["delivery"]["status"]["code"], each["problem"] and each["problem"]["code"])
        for each in answer.json["results"]
    ] == [("preparing", None), ("scheduled", "version_conflict"), ("preparing", "illegal_move")]


def test_the_workroom_shows_what_to_make_of_what(counter: Counter, open_shop: OpenShop) -> None:
    write('update delivery set recipient = recipient || \'{"service_time": "11:00"}\'::jsonb')
    shown = counter.get(f"/api/admin/workroom?date={open_shop.tomorrow}")
    [delivery] = shown["deliveries"]
    [line] = delivery["lines"]
    assert [(each["stem_name"], each["quantity"], each["instead_of"]) for each in line["stems"]] == [
        ("Freedom rose", 10, None)
    ]
    assert (delivery["card_message"], delivery["service_time"]) == ("Happy birthday, June!", "11:00")
    assert counter.get("/api/admin/workroom")["deliveries"] == []
    write("update delivery set making_day = making_day - 2")  # and nobody has made it
    assert [each["id"] for each in counter.get("/api/admin/workroom")["deliveries"]] == [delivery["id"]]
    assert counter.get(f"/api/admin/workroom?date={open_shop.tomorrow}")["deliveries"] == []
    write("update delivery set making_day = making_day + 2")
    counter.bring_to(*OUT)
    assert counter.get(f"/api/admin/workroom?date={open_shop.tomorrow}")["deliveries"] == []
