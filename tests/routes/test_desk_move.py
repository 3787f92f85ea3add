"""Another day or hour: planned by the promise, moved by one change, at the price that was paid."""

from datetime import time

import pytest
from sqlalchemy import select, text

from backend import db
from backend.shop.capacity import selectors as ledger
from backend.shop.delivery import services as delivery
from backend.shop.delivery.models import SlotInstance, SlotTemplate, Zone
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from tests.builders.shop import DAYS, EVERY_DAY, OpenShop
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.desk import Desk, at_the_desk, everything, set_status, usd


@pytest.fixture
def desk(http: Browser, open_shop: OpenShop) -> Desk:
    """An order for slot 1, the day after tomorrow."""
    return at_the_desk(http, open_shop)


def lines() -> list[tuple[str, int, int, str]]:
    """Kind, day counted from the shop's tomorrow, quantity and state of every demand line."""
    query = (
        "select kind, use_on - (select min(date) + 1 from slot_instance), quantity, state"
        " from demand_line join capacity_bucket on capacity_bucket.id = bucket_id order by 1, 2, 4"
    )
    return [tuple(row) for row in facts(query)]


def evening(desk: Desk, *, extra_fee: int = 500) -> list[int]:
    """A narrower slot every day, dearer than the whole day."""
    with db.transaction() as session:
        zone = session.scalars(select(Zone)).one()
        session.add(
            SlotTemplate(
                zone_id=zone.id,
                method="van",
                weekdays=EVERY_DAY,
                starts=time(17),
                ends=time(20),
                capacity=2,
                extra_fee=extra_fee,
                cutoff_days=1,
                cutoff_time=time(23, 59),
            )
        )
        session.flush()
        zone_of_time = "America/Los_Angeles"
        today = local_day(clock.now(), zone_of_time)
        delivery.lay_out(session, today=today, days=DAYS, time_zone=zone_of_time)
        query = select(SlotInstance.id).where(
            SlotInstance.date >= desk.shop.tomorrow, SlotInstance.whole_day.is_(False)
        )
        return list(session.scalars(query.order_by(SlotInstance.date)))


def no_drift() -> None:
    with db.transaction() as session:
        assert ledger.drift(session) == []


def test_another_day_takes_place_minutes_and_stems_with_it(desk: Desk) -> None:
    done = desk.parcel("move", slot_id=desk.shop.slot_ids[2], reason="She is away")
    assert done.status_code == 200, done.text
    parcel = done.json["deliveries"][0]
    day = parcel["date"]
    assert (parcel["slot_id"], parcel["making_day"], parcel["version"]) == (desk.shop.slot_ids[2], day, 2)
    assert parcel["starts_at"][:10] == day
    assert lines() == [
        ("slot_stops", 1, 1, "released"),
        ("slot_stops", 2, 1, "confirmed"),
        ("stem_lot", 1, 10, "released"),
        ("stem_lot", 2, 10, "confirmed"),
        ("van_minutes", 1, 15, "released"),
        ("van_minutes", 2, 15, "confirmed"),
        ("workroom_minutes", 1, 10, "released"),
        ("workroom_minutes", 2, 10, "confirmed"),
    ]
    no_drift()
    assert facts("select total, credit from orders") == [(5400, 0)]
    event = done.json["history"][-1]
    assert (event["what"], event["who"]) == ("Moved to another time", "Florist")
    assert facts("select reason from audit_entry where action = 'delivery.moved'") == [("She is away",)]


def test_another_hour_of_the_day_moves_its_place_alone_and_the_price_stays(desk: Desk) -> None:
    slots = evening(desk)
    found = desk.slots(desk.delivery()["date"]).json
    assert found["remade"] is False
    assert [(each["current"], each["difference"], each["available"]) for each in found["slots"]] == [
        (True, usd(0), True),
        (False, usd(500), True),
    ]
    done = desk.parcel("move", slot_id=slots[1])
    assert done.json["deliveries"][0]["slot_label"] == "5 pm – 8 pm"
    assert done.json["deliveries"][0]["delivery_fee"] == usd(900)
    assert done.json["money"]["balance_due"] == usd(0)
    assert [line for line in lines() if line[3] == "confirmed"] == [
        ("slot_stops", 1, 1, "confirmed"),
        ("stem_lot", 1, 10, "confirmed"),
        ("van_minutes", 1, 15, "confirmed"),
        ("workroom_minutes", 1, 10, "confirmed"),
    ]
    no_drift()


def test_what_is_made_moves_its_place_alone(desk: Desk) -> None:
    set_status("ready")
    with db.transaction() as session:
        session.execute(text("update demand_line set state = 'consumed' where quantity = 10 and bucket_id in"
                             " (select id from capacity_bucket where kind = 'stem_lot')"))  # fmt: skip
        session.execute(text("update capacity_bucket set reserved = 0, capacity = capacity - 10"
                             " where kind = 'stem_lot'"))  # fmt: skip
    made_on = desk.delivery()["making_day"]
    assert desk.slots(str(desk.shop.tomorrow)).json["remade"] is False
    done = desk.parcel("move", slot_id=desk.shop.slot_ids[2])
    parcel = done.json["deliveries"][0]
    assert (parcel["status"]["code"], parcel["making_day"]) == ("ready", made_on)
    assert [line for line in lines() if line[3] != "released"] == [
        ("slot_stops", 2, 1, "confirmed"),
        ("stem_lot", 1, 10, "consumed"),
        ("van_minutes", 2, 15, "confirmed"),
        ("workroom_minutes", 1, 10, "confirmed"),
    ]
    no_drift()


def test_its_own_place_counts_as_free(desk: Desk) -> None:
    facts("update capacity_bucket set capacity = 10 where kind = 'stem_lot' returning id")
    facts(
        "update capacity_bucket set capacity = reserved"
        " where kind = 'slot_stops' and reserved > 0 returning id"
    )
    [here] = desk.slots(desk.delivery()["date"]).json["slots"]
    assert (here["available"], here["current"], here["places_left"]) == (True, True, 1)
    [there] = desk.slots(str(desk.shop.tomorrow)).json["slots"]
    assert (there["available"], there["current"]) == (True, False)
    assert desk.parcel("move", slot_id=there["id"]).status_code == 200
    no_drift()


def test_a_day_that_cannot_be_had_names_the_next_that_can(desk: Desk) -> None:
    closed = desk.shop.slot_ids[0]
    facts(
        "update capacity_bucket set open = false"
        " where id = (select bucket_id from slot_instance where id = :slot) returning id",
        slot=closed,
    )
    found = desk.slots(str(desk.shop.tomorrow)).json
    [there] = found["slots"]
    assert [each["code"] for each in there["reasons"]] == ["closed"]
    assert [each["id"] for each in found["next"]] == list(desk.shop.slot_ids[1:])
    before = everything()
    refused = desk.parcel("move", slot_id=closed)
    assert (refused.status_code, refused.json["code"]) == (409, "closed")
    assert everything() == before


def test_without_stems_enough_on_that_day_nothing_moves(desk: Desk) -> None:
    facts(
        "update capacity_bucket set usable_to = usable_from, capacity = 10"
        " where kind = 'stem_lot' returning id"
    )
    facts("update stem_lot set vase_life_end = (select max(date) - 2 from slot_instance) + 7 returning id")
    before = everything()
    refused = desk.parcel("move", slot_id=desk.shop.slot_ids[2])
    assert (refused.status_code, refused.json["code"]) == (409, "stems_short")
    assert refused.json["stems"] == ["Freedom rose"]
    assert everything() == before


def test_the_same_slot_is_no_move(desk: Desk) -> None:
    before = everything()
    assert desk.parcel("move", slot_id=desk.shop.slot_ids[1]).status_code == 200
    assert everything() == before


@pytest.mark.parametrize("status", ["out_for_delivery", "delivered", "failed", "cancelled"])
def test_what_is_under_way_or_over_is_not_moved(desk: Desk, status: str) -> None:
    set_status(status)
    before = everything()
    refused = desk.parcel("move", slot_id=desk.shop.slot_ids[2])
    assert (refused.status_code, refused.json["code"]) == (409, "illegal_move")
    assert desk.slots(str(desk.shop.tomorrow)).json["code"] == "illegal_move"
    assert everything() == before


def test_an_order_that_waits_for_its_payment_is_not_moved(desk: Desk) -> None:
    facts("update orders set status = 'pending_payment' returning id")
    before = everything()
    assert desk.parcel("move", slot_id=desk.shop.slot_ids[2]).json["code"] == "not_sold"
    assert everything() == before


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"slot_id": 9_999}, 404, "slot_not_found"),
        ({"slot_id": 0}, 422, "validation"),
        ({"version": 7}, 409, "version_conflict"),
    ],
)
def test_a_slot_that_is_none_and_an_old_version(
    desk: Desk, change: dict[str, int], status: int, code: str
) -> None:
    before = everything()
    refused = desk.parcel("move", **({"slot_id": desk.shop.slot_ids[2]} | change))
    assert (refused.status_code, refused.json["code"]) == (status, code)
    assert everything() == before


def test_stems_that_were_taken_of_another_kind_are_its_own_again_on_another_day(desk: Desk) -> None:
    swap = (
        "insert into stem_swap (delivery_id, stem_id, substitute_id, quantity, taken, at, who)"
        " select delivery.id, stem.id, stem.id, 4, 4, now(), 'staff:x' from delivery, stem returning id"
    )
    facts(swap)
    evening_slots = evening(desk)
    assert desk.parcel("move", slot_id=evening_slots[1]).status_code == 200
    assert facts("select count(*) from stem_swap") == [(1,)]
    assert desk.parcel("move", slot_id=desk.shop.slot_ids[2]).status_code == 200
    assert facts("select count(*) from stem_swap") == [(0,)]


def test_on_another_day_it_leaves_its_run(desk: Desk) -> None:
    facts(
        "insert into run (id, date, name, created_at)"
        " values (gen_random_uuid(), now(), 'Van 1', now()) returning id"
    )
    facts(
        "insert into run_stop (delivery_id, run_id, position)"
        " select delivery.id, run.id, 1 from delivery, run returning 1"
    )
    assert desk.delivery()["stop"] == {"run": "Van 1", "position": 1}
    assert desk.parcel("move", slot_id=desk.shop.slot_ids[2]).json["deliveries"][0]["stop"] is None
    assert facts("select version from run") == [(2,)]
