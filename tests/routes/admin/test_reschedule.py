"""Another try for what nobody took: the place moves, and the first bouquet's minutes and stems stay used."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from backend import db
from backend.shop.checkout.services.parcels import Seen
from backend.shop.checkout.services.reschedule import Again, reschedule
from backend.shop.kit import clock
from backend.shop.orders.services import Step
from backend.shop.promise.errors import Cutoff
from tests.builders.shop import OpenShop
from tests.routes.buying import facts, ledger
from tests.routes.conftest import Browser
from tests.routes.counter import OUT, Counter, lines, progress_letters, sell, state, write


@pytest.fixture
def failed(counter: Counter) -> Counter:
    """A bouquet of ten stems that came back."""
    counter.bring_to(*OUT, "failed")
    return counter


def places() -> list[int]:
    """What is taken of the slots of tomorrow and the days after it."""
    rows = facts(
        "select reserved from capacity_bucket where kind = 'slot_stops' and usable_from > current_date"
        " order by usable_from"
    )
    return [taken for (taken,) in rows][-3:]


def lot() -> tuple[int, int]:
    [row] = facts("select capacity, reserved from capacity_bucket where kind = 'stem_lot'")
    return row[0], row[1]


def test_a_failed_delivery_says_why(failed: Counter) -> None:
    assert facts("select status from orders") == [("confirmed",)]
    seen = failed.http.get(f"/api/orders/{failed.number}").json["deliveries"][0]
    assert (seen["status"]["label"], seen["failed_reason"]) == ("Delivery attempted", "Nobody opened")
    assert seen["proof"] is None
    assert ledger() == {"slot_stops": 1, "van_minutes": 15, "workroom_minutes": 10}
    assert lot() == (990, 0)


def test_the_same_bouquet_goes_out_on_another_day(failed: Counter, open_shop: OpenShop) -> None:
    assert places() == [1, 0, 0]
    again = failed.move("rescheduled", slot_id=open_shop.slot_ids[2])
    assert again.status_code == 200, again.text
    assert (again.json["status"]["code"], again.json["slot_id"]) == ("ready", open_shop.slot_ids[2])
    assert again.json["making_day"] == open_shop.tomorrow.isoformat()
    assert places() == [0, 0, 1]
    assert lot() == (990, 0)
    assert lines(failed.delivery_id) == {
        "slot_stops": [(1, "released"), (1, "confirmed")],
        "van_minutes": [(15, "released"), (15, "confirmed")],
        "workroom_minutes": [(10, "confirmed")],
        "stem_lot": [(10, "consumed")],
    }
    steps = facts("select to_status, why from order_move where delivery_id is not null order by id")
    assert steps[-2:] == [("rescheduled", "as it is"), ("ready", "as it is")]
    assert facts("select status from orders") == [("ready",)]
    assert progress_letters() == [True, False, False]
    seen = failed.http.get(f"/api/orders/{failed.number}").json["deliveries"][0]
    assert seen["failed_reason"] is None
    failed.bring_to("out_for_delivery", "delivered")


def test_a_bouquet_made_anew_takes_minutes_and_stems_of_its_own(failed: Counter, open_shop: OpenShop) -> None:
    again = failed.move("rescheduled", slot_id=open_shop.slot_ids[1], remake=True)
    assert again.status_code == 200, again.text
    assert (again.json["status"]["code"], places()) == ("scheduled", [0, 1, 0])
    assert again.json["making_day"] > open_shop.tomorrow.isoformat()
    assert lot() == (990, 10)
    assert lines(failed.delivery_id) == {
        "slot_stops": [(1, "released"), (1, "confirmed")],
        "van_minutes": [(15, "released"), (15, "confirmed")],
        "workroom_minutes": [(10, "confirmed"), (10, "confirmed")],
        "stem_lot": [(10, "consumed"), (10, "confirmed")],
    }
    failed.bring_to("preparing", "ready")
    assert lot() == (980, 0)
    assert ledger() == {"slot_stops": 1, "van_minutes": 15, "workroom_minutes": 20}


def test_one_more_try_in_its_own_slot_touches_no_ledger(failed: Counter, open_shop: OpenShop) -> None:
    before = facts("select id, reserved, capacity from capacity_bucket order by id")
    again = failed.move("rescheduled", slot_id=open_shop.slot_ids[0])
    assert (again.status_code, again.json["status"]["code"]) == (200, "ready")
    assert facts("select id, reserved, capacity from capacity_bucket order by id") == before


def test_its_own_slot_after_the_cutoff_can_still_be_made_anew(failed: Counter, open_shop: OpenShop) -> None:
    write("update slot_instance set cutoff_at = now() - interval '1 minute'")
    write("update capacity_bucket set cutoff_at = now() - interval '1 minute' where kind = 'slot_stops'")
    before = state()
    refused = failed.move("rescheduled", slot_id=open_shop.slot_ids[1], remake=True)
    assert (refused.status_code, refused.json["code"]) == (409, "cutoff")
    assert state() == before
    again = failed.move("rescheduled", slot_id=open_shop.slot_ids[0], remake=True)
    assert (again.status_code, again.json["status"]["code"]) == (200, "scheduled")
    assert lines(failed.delivery_id)["workroom_minutes"] == [(20, "confirmed")]
    assert places() == [1, 0, 0]


def test_a_full_slot_moves_nothing(http: Browser, open_shop: OpenShop, failed: Counter) -> None:
    write("update capacity_bucket set capacity = 0 where kind = 'slot_stops' and reserved = 0")
    before = state()
    refused = failed.move("rescheduled", slot_id=open_shop.slot_ids[1])
    assert (refused.status_code, refused.json["code"]) == (409, "slot_full")
    assert state() == before


@pytest.mark.parametrize(
    ("remake", "code"), [(True, "stems_short"), (False, None)], ids=["made anew", "as it is"]
)
def test_stems_are_wanted_only_for_a_new_bouquet(
    failed: Counter, open_shop: OpenShop, remake: bool, code: str | None
) -> None:
    write("update capacity_bucket set capacity = 5 where kind = 'stem_lot'")
    before = state()
    answer = failed.move("rescheduled", slot_id=open_shop.slot_ids[1], remake=remake)
    assert answer.json.get("code") == code
    assert (state() == before) is remake


@pytest.mark.parametrize("slot", [999_999, None])
def test_a_slot_that_is_none_of_this_address(failed: Counter, slot: int | None) -> None:
    before = state()
    refused = failed.move("rescheduled", slot_id=slot)
    assert refused.json["code"] == ("slot_missing" if slot is None else "slot_not_found")
    assert state() == before


def test_yesterdays_slot_is_over(failed: Counter, open_shop: OpenShop) -> None:
    write("update delivery set date = date - 2")
    before = state()
    refused = failed.move("rescheduled", slot_id=open_shop.slot_ids[0])
    assert (refused.status_code, refused.json["code"]) == (409, "slot_over")
    assert state() == before


def test_the_next_slots_are_offered(failed: Counter, open_shop: OpenShop) -> None:
    path = f"/api/admin/deliveries/{failed.delivery_id}/next-slots"
    offered = failed.get(path)
    assert offered["own"] == open_shop.slot_ids[0]
    assert [each["id"] for each in offered["slots"]] == list(open_shop.slot_ids[1:])
    write("update capacity_bucket set capacity = 0 where kind = 'slot_stops' and reserved = 0")
    day = facts("select date from slot_instance where id = :id", id=open_shop.slot_ids[1])[0][0]
    [slot] = failed.get(f"{path}?date={day}")["slots"]
    assert [each["code"] for each in slot["reasons"]] == ["slot_full"]


def test_swapped_stems_are_shown_and_forgotten_when_it_is_made_anew(
    counter: Counter, open_shop: OpenShop
) -> None:
    with db.transaction() as session:
        session.execute(
            text(
                "insert into stem (slug, species, variety, name, plural, vase_days, unit_cost, currency)"
                " values ('tulip', 'Tulip', 'Red', 'Red tulip', 'tulips', 5, 90, 'USD')"
            )
        )
        session.execute(
            text(
                "insert into stem_swap (delivery_id, stem_id, substitute_id, quantity, taken, at, who)"
                " select :id, (select id from stem where slug <> 'tulip'),"
                " (select id from stem where slug = 'tulip'),"
                " 4, 4, now(), 'staff'"
            ),
            {"id": counter.delivery_id},
        )
    [line] = counter.get(f"/api/admin/workroom?date={open_shop.tomorrow}")["deliveries"][0]["lines"]
    assert [(each["stem_name"], each["quantity"], each["instead_of"]) for each in line["stems"]] == [
        ("Freedom rose", 6, None),
        ("Red tulip", 4, "Freedom rose"),
    ]
    counter.bring_to(*OUT, "failed")
    again = counter.move("rescheduled", slot_id=open_shop.slot_ids[1], remake=True)
    [line] = again.json["lines"]
    assert [(each["stem_name"], each["quantity"]) for each in line["stems"]] == [("Freedom rose", 10)]
    assert facts("select action, subject from audit_entry") == [
        ("forget_swaps", f"delivery:{counter.delivery_id}")
    ]


def test_it_leaves_its_run(failed: Counter, open_shop: OpenShop) -> None:
    made = failed.post("/api/admin/runs", date=open_shop.tomorrow.isoformat(), name="Morning").json
    put = failed.post(f"/api/admin/runs/{made['id']}/stops", version=1, delivery_ids=[failed.delivery_id])
    assert put.json["stops"] == [failed.delivery_id]
    failed.move("rescheduled", slot_id=open_shop.slot_ids[0])
    [run] = failed.get(f"/api/admin/queue?date={open_shop.tomorrow}")["runs"]
    assert (run["stops"], run["version"]) == ([], put.json["version"] + 1)


def test_the_ledgers_own_clock_has_the_last_word(failed: Counter, open_shop: OpenShop) -> None:
    write("update capacity_bucket set cutoff_at = now() - interval '1 minute' where kind = 'slot_stops'")
    before, now = state(), clock.now()
    with pytest.raises(Cutoff):
        reschedule(
            seen=Seen(UUID(failed.delivery_id), failed.version),
            again=Again(open_shop.slot_ids[1], remake=False),
            step=Step(now - timedelta(hours=1), "staff:test", ""),
        )
    assert state() == before


def test_sold_on_meanwhile(http: Browser, open_shop: OpenShop, failed: Counter) -> None:
    """Five places a day: the sixth is refused, whoever asks."""
    for _ in range(5):
        sell(http, open_shop, slot=1)
    before = state()
    refused = failed.move("rescheduled", slot_id=open_shop.slot_ids[1])
    assert (refused.status_code, refused.json["code"]) == (409, "slot_full")
    assert [each["id"] for each in refused.json["alternatives"]] == [open_shop.slot_ids[2]]
    assert state() == before
