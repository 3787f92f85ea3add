"""Planning parcels onto the ledger, and refusing them with a way out."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from backend.shop.capacity import services as ledger
from backend.shop.capacity.errors import CapacityShort, Shortage
from backend.shop.capacity.services import Demand, HoldState
from backend.shop.delivery.errors import InvalidPostcode
from backend.shop.kit.errors import Busy, Refusal
from backend.shop.promise import services
from backend.shop.promise.errors import (
    Closed,
    Cutoff,
    Lead,
    OutsideZone,
    SlotFull,
    SlotNotFound,
    StemsShort,
    WorkroomFull,
)
from backend.shop.promise.services import Parcel
from tests.builders.capacity import becomes, reserve
from tests.builders.catalog import a_product
from tests.builders.delivery import (
    NOW,
    TODAY,
    a_template,
    a_zone,
    close,
    laid_out,
    slot_of,
    van_bucket,
    workroom_bucket,
    workroom_buckets,
)
from tests.builders.stock import a_lot, a_stem
from tests.shop.promise.planning import World, offered

TOMORROW = TODAY + timedelta(days=1)


def test_a_plan_in_full_is_accepted_by_the_ledger(world: World) -> None:
    later, sooner = world.lot(100), world.lot(10, vase_life_end=TODAY + timedelta(days=9))
    parcel = world.parcel(world.morning, dozens=2)
    [plan] = world.plan(parcel)
    assert (plan.delivery_id, plan.making_day, plan.slot.id) == (parcel.delivery_id, TODAY, parcel.slot_id)
    assert plan.zone is not None
    assert plan.zone.id == world.zone.id
    assert plan.demand == (
        Demand(world.places(world.morning), 1, TODAY),
        Demand(van_bucket(world.session), 15, TODAY),
        Demand(workroom_bucket(world.session, half="am"), 60, TODAY),
        Demand(sooner.bucket_id, 10, TODAY),
        Demand(later.bucket_id, 14, TODAY),
    )
    change = becomes(plan.delivery_id, None, HoldState.HELD, plan.demand)
    assert ledger.change(world.session, changes=[change]) == {plan.delivery_id: 1}


def test_parcels_share_places_minutes_and_stems(session: Session) -> None:
    world = World(session, places=1, minutes=60)  # of the workroom, 30 each half day
    world.lot(24)
    first, second = world.parcel(world.morning), world.parcel(world.evening)
    assert [plan.delivery_id for plan in world.plan(first, second)] == [first.delivery_id, second.delivery_id]
    same = world.parcel(world.morning)
    assert world.refused(SlotFull, first, same)["delivery_id"] == str(same.delivery_id)
    third = world.parcel(world.whole)
    assert world.refused(WorkroomFull, first, second, third)["delivery_id"] == str(third.delivery_id)
    tomorrow = world.parcel(world.morning, TOMORROW)
    problem = world.refused(StemsShort, first, second, tomorrow)
    assert (problem["delivery_id"], problem["stems"]) == (str(tomorrow.delivery_id), ["Freedom rose"])
    assert problem["variants"] == [world.dozen.id]
    # What the other two take is not offered to the third.
    assert offered(problem) == []


def test_the_earlier_day_chooses_first(world: World) -> None:
    dying = world.lot(12, vase_life_end=TODAY + timedelta(days=6))
    fresh = world.lot(12, available_from=datetime(2082, 11, 24, 10, tzinfo=UTC))
    tomorrow, today = world.parcel(world.whole, TOMORROW), world.parcel(world.whole)
    plans = world.plan(tomorrow, today)
    assert [plan.making_day for plan in plans] == [TOMORROW, TODAY]
    assert [plan.demand[-1].bucket_id for plan in plans] == [fresh.bucket_id, dying.bucket_id]


def test_what_the_same_change_gives_back_counts(session: Session) -> None:
    world = World(session, places=1, minutes=120)
    lot = world.lot(12)
    [old] = world.plan(world.parcel(world.morning))
    ledger.change(session, changes=[becomes(old.delivery_id, None, HoldState.HELD, old.demand)])
    again = world.parcel(world.morning)
    world.refused(SlotFull, again)
    [new] = world.plan(again, returning=old.demand)
    assert new.demand == old.demand
    world.refused(StemsShort, world.parcel(world.morning, dozens=2), returning=old.demand)
    # What is given back is offered too: the roses are there, and the old place.
    full = slot_of(session, world.evening)
    reserve(session, (full.bucket_id, 1), day=TODAY)
    problem = world.refused(SlotFull, world.parcel(world.evening), returning=old.demand)
    assert offered(problem)[:2] == [slot_of(session, each).id for each in (world.whole, world.morning)]
    close(session, lot.bucket_id)
    world.refused(StemsShort, again, returning=old.demand)


def test_alternatives_are_the_rest_of_the_day_then_the_next_days(world: World) -> None:
    world.lot(100)
    reserve(world.session, (world.places(world.morning), 10), day=TODAY)
    fill_the_workroom(world, TODAY, TOMORROW)
    problem = world.refused(SlotFull, world.parcel(world.morning))
    day_after = TODAY + timedelta(days=2)
    expected = [slot_of(world.session, each) for each in (world.whole, world.evening)]
    expected += [
        slot_of(world.session, each, day_after) for each in (world.whole, world.morning, world.evening)
    ]
    expected += [slot_of(world.session, world.whole, TODAY + timedelta(days=3))]
    assert offered(problem) == [slot.id for slot in expected]
    assert all(each["available"] and not each["reasons"] for each in problem["alternatives"])
    assert problem["detail"] == "This time is fully booked."


def fill_the_workroom(world: World, before: date, day: date) -> None:
    """Twenty-nine minutes are left of what ends before any van of the day leaves."""
    morning, afternoon = workroom_buckets(world.session, day)
    reserve(world.session, (workroom_bucket(world.session, before), 300), day=before)
    reserve(world.session, (morning, 271), (afternoon, 300), day=day)


@pytest.mark.parametrize(
    ("kind", "at", "detail"),
    [
        (Cutoff, NOW + timedelta(hours=4), "Orders for this time have closed."),
        (Cutoff, NOW + timedelta(days=9), "Orders for this time have closed."),
    ],
)
def test_past_the_cutoff(world: World, kind: type[Refusal], at: datetime, detail: str) -> None:
    world.lot(100)
    problem = world.refused(kind, world.parcel(world.morning), now=at)
    assert problem["detail"] == detail
    # Nine days on, nothing is laid out any more.
    assert len(offered(problem)) == (6 if at < NOW + timedelta(days=7) else 0)


def test_one_second_before_the_cutoff(world: World) -> None:
    world.lot(100)
    parcel = world.parcel(world.morning)
    cutoff = slot_of(world.session, world.morning).cutoff_at
    assert cutoff == NOW + timedelta(hours=4)
    world.refused(Cutoff, parcel, now=cutoff)
    late = World.parcel(world, world.evening)
    assert world.plan(late, now=cutoff - timedelta(seconds=1))[0].slot.id == late.slot_id


def test_too_late_to_make(world: World) -> None:
    world.lot(100)
    begun = NOW + timedelta(hours=2, minutes=30)  # half past ten, and the van leaves at eleven
    assert world.plan(world.parcel(world.morning), now=begun)
    world.refused(Lead, world.parcel(world.morning), now=begun + timedelta(seconds=1))


def test_closed(world: World) -> None:
    world.lot(100)
    close(world.session, world.places(world.morning))
    problem = world.refused(Closed, world.parcel(world.morning))
    assert offered(problem)[0] == slot_of(world.session, world.whole).id
    close(world.session, *workroom_buckets(world.session, TODAY))
    problem = world.refused(Closed, world.parcel(world.whole))
    assert offered(problem)[0] == slot_of(world.session, world.whole, TOMORROW).id


def test_slots_that_are_not_ours_to_give(world: World) -> None:
    world.lot(100)
    a_zone(world.session, "river", rules=[("prefix", "986", None)])
    collection = a_template(world.session, None, hours=(time(11), time(14)))
    laid_out(world.session, days=7)
    unknown = world.refused(SlotNotFound, world.parcel(world.whole, slot_id=999_999))
    assert (unknown["code"], unknown["status"], len(offered(unknown))) == ("slot_not_found", 404, 6)
    elsewhere = world.refused(SlotNotFound, world.parcel(world.whole, postcode="98660"))
    assert offered(elsewhere) == []
    world.refused(SlotNotFound, world.parcel(world.whole, method="collection"))
    world.refused(SlotNotFound, world.parcel(collection))
    [plan] = world.plan(world.parcel(collection, method="collection", postcode=None))
    assert plan.zone is None


def test_outside_every_zone(world: World) -> None:
    world.lot(100)
    parcel = world.parcel(world.whole, postcode="99999")
    problem = world.refused(OutsideZone, parcel)
    assert (problem["delivery_id"], problem["alternatives"]) == (str(parcel.delivery_id), [])
    assert problem["phone"] == "(503) 555-0142"
    with pytest.raises(InvalidPostcode):
        world.plan(world.parcel(world.whole, postcode=None))


def shortage(bucket_id: int, kind: str, cause: Any) -> Shortage:
    return Shortage(bucket_id=bucket_id, kind=kind, ref="", needed=1, free=0, cause=cause)


def refusal(world: World, parcels: Sequence[Parcel], *shortages: Shortage) -> Refusal:
    return services.refusal(world.session, shortages=shortages, parcels=parcels, now=NOW)


def test_the_ledgers_refusal_in_the_same_words(session: Session) -> None:
    world = World(session, places=1)
    world.lot(100)
    mine, theirs = world.parcel(world.morning), world.parcel(world.morning)
    [planned] = world.plan(mine)
    [faster] = world.plan(theirs)
    ledger.change(session, changes=[becomes(theirs.delivery_id, None, HoldState.HELD, faster.demand)])
    with pytest.raises(CapacityShort) as short:
        ledger.change(session, changes=[becomes(mine.delivery_id, None, HoldState.HELD, planned.demand)])
    problem = refusal(world, [mine], *short.value.shortages).as_json()
    assert (problem["code"], problem["delivery_id"]) == ("slot_full", str(mine.delivery_id))
    assert offered(problem)[0] == slot_of(session, world.whole).id
    assert slot_of(session, world.morning).id not in offered(problem)


def test_room_after_all_is_no_refusal(world: World) -> None:
    """Another lot can give what the one that was planned could not: the same request, once more, will do."""
    lot = world.lot(100)
    found = refusal(world, [world.parcel(world.morning)], shortage(lot.bucket_id, "stem_lot", "full"))
    assert isinstance(found, Busy)
    assert (found.status, found.retry_after) == (503, 1)


@pytest.mark.parametrize(
    ("kind", "cause", "code"),
    [
        ("slot_stops", "cutoff", "cutoff"),
        ("slot_stops", "closed", "closed"),
        ("slot_stops", "out_of_range", "closed"),
        ("workroom_minutes", "cutoff", "lead"),
        ("workroom_minutes", "closed", "closed"),
    ],
)
def test_the_ledgers_clock_and_doors_are_final(world: World, kind: str, cause: str, code: str) -> None:
    world.lot(100)
    other, mine = world.parcel(world.evening, TOMORROW), world.parcel(world.morning)
    buckets = {
        "slot_stops": world.places(world.morning),
        "workroom_minutes": workroom_bucket(world.session, half="am"),
    }
    problem = refusal(world, [other, mine], shortage(buckets[kind], kind, cause)).as_json()
    assert (problem["code"], problem["delivery_id"]) == (code, str(mine.delivery_id))
    assert slot_of(world.session, world.morning).id not in offered(problem)


def test_ids_are_those_of_the_parcels(world: World) -> None:
    world.lot(100)
    wanted = [UUID(int=number) for number in (3, 1, 2)]
    parcels = [world.parcel(world.whole, delivery_id=each) for each in wanted]
    assert [plan.delivery_id for plan in world.plan(*parcels)] == wanted


def test_short_stems_name_what_is_made_with_them(world: World) -> None:
    """Of a parcel's lines only those that need the stem are in the way."""
    card = a_product(world.session, "card", recipe={}).variants[0]
    tulip = a_stem(world.session, "tulip", name="Tulip")
    a_lot(world.session, tulip, 100)
    tulips = a_product(world.session, "tulips", recipe={tulip: 10}).variants[0]
    world.lot(23)
    items = ((card.id, 1), (world.dozen.id, 2), (tulips.id, 1))
    problem = world.refused(StemsShort, world.parcel(world.morning, items=items))
    assert (problem["stems"], problem["variants"]) == (["Freedom rose"], [world.dozen.id])
