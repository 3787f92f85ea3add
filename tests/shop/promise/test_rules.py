"""`evaluate` as a table: a line a case, every reason at once, one second before and after each border."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from backend.shop.capacity.rules import Demand
from backend.shop.delivery.rules import SlotFacts
from backend.shop.kit.money import Money
from backend.shop.promise.rules import Need, Reason, Situation, StemNeed, evaluate, making
from backend.shop.promise.rules.making import Bench
from backend.shop.promise.rules.service import service_time
from backend.shop.promise.rules.stand import Stand, units
from backend.shop.promise.rules.supply import Lot, Supply
from tests.builders.windows import HOURS

DAY = date(2026, 11, 25)
PORTLAND = HOURS.time_zone
CUTOFF = datetime(2026, 11, 25, 18, tzinfo=UTC)
NOW = CUTOFF - timedelta(hours=2)
SECOND = timedelta(seconds=1)
ROSE, FERN = 1, 2

SLOT = SlotFacts(
    id=7,
    zone_id=3,
    method="van",
    date=DAY,
    starts_at=datetime(2026, 11, 25, 22, tzinfo=UTC),
    ends_at=datetime(2026, 11, 26, 1, tzinfo=UTC),
    cutoff_at=CUTOFF,
    whole_day=False,
    extra_fee=Money(0, "USD"),
    bucket_id=70,
    label="2 – 5 pm",
)
PLACES = Supply(bucket_id=70, free=1, open=True, usable_from=DAY, usable_to=DAY, cutoff_at=CUTOFF)
WORKROOM = Supply(bucket_id=80, free=30, open=True, usable_from=DAY, usable_to=DAY)
# The morning of the day, from six to eleven: the afternoon ends when the van has left.
MORNING, AFTERNOON = HOURS.windows(DAY)
VANS = Supply(bucket_id=75, free=15, open=True, usable_from=DAY, usable_to=DAY)
STEMS = (StemNeed(ROSE, "Red rose", 12), StemNeed(FERN, "Leather fern", 3))
NEED = Need(minutes=30, stems=STEMS, van_minutes=15)
GOOD = Situation(
    slot=SLOT,
    places=PLACES,
    benches=(Bench(MORNING, WORKROOM),),
    vans=VANS,
    need=NEED,
    free_stems={DAY: {ROSE: 12, FERN: 3}},
    zone_id=3,
    now=NOW,
)


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [each.code.value for each in reasons]


def workroom(**facts: Any) -> dict[str, Any]:
    return {"benches": (Bench(MORNING, replace(WORKROOM, **facts)),)}


def vans(**facts: Any) -> dict[str, Any]:
    return {"vans": replace(VANS, **facts)}


COLLECTED = {
    "zone_id": None,
    "slot": replace(SLOT, zone_id=None, method="collection"),
    "need": Need(minutes=30, stems=STEMS),
}


# Nothing but the workroom's time is in the way.
LATE = {"slot": replace(SLOT, cutoff_at=SLOT.starts_at)} | {"places": replace(PLACES, cutoff_at=None)}


def places(**facts: Any) -> dict[str, Any]:
    return {"places": replace(PLACES, **facts)}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"zone_id": None}, ["zone"]),
        ({"zone_id": 4}, ["zone"]),
        (COLLECTED, []),
        (places(open=False), ["closed"]),
        (places(usable_to=DAY - timedelta(days=1), usable_from=DAY - timedelta(days=1)), ["closed"]),
        (workroom(open=False), ["closed"]),
        ({"benches": ()}, ["closed"]),
        (vans(open=False), ["closed"]),
        (vans(usable_from=DAY + timedelta(days=1), usable_to=DAY + timedelta(days=1)), ["closed"]),
        ({"vans": None}, ["closed"]),
        (COLLECTED | vans(open=False, free=0), []),
        (COLLECTED | vans(free=-20), []),
        (COLLECTED | {"vans": None}, []),
        ({"now": CUTOFF - SECOND}, []),
        ({"now": CUTOFF}, ["cutoff"]),
        ({"now": CUTOFF + SECOND}, ["cutoff"]),
        (places(cutoff_at=NOW), ["cutoff"]),
        (places(cutoff_at=None), []),
        (workroom(cutoff_at=NOW + SECOND), []),
        (workroom(cutoff_at=NOW), ["lead"]),
        (LATE | {"now": MORNING.ends_at - timedelta(minutes=30)}, []),
        (LATE | {"now": MORNING.ends_at - timedelta(minutes=30) + SECOND}, ["lead"]),
        (LATE | {"now": MORNING.ends_at, "need": Need(minutes=0, stems=())}, []),
        ({"due_at": SLOT.ends_at}, []),
        ({"due_at": SLOT.ends_at - SECOND}, ["too_late_for_service"]),
        (places(free=0), ["slot_full"]),
        (places(free=-2), ["slot_full"]),
        (vans(free=14), ["van_full"]),
        (vans(free=-1), ["van_full"]),
        (workroom(free=29), ["workroom_full"]),
        ({"free_stems": {DAY: {ROSE: 11, FERN: 3}}}, ["stems_short"]),
        ({"free_stems": {DAY - timedelta(days=1): {ROSE: 12, FERN: 3}}}, ["stems_short"]),
        ({"free_stems": {}}, ["stems_short"]),
        ({"need": Need(minutes=0, stems=()), "free_stems": {}} | workroom(free=0), []),
        (
            {"zone_id": None, "now": CUTOFF + timedelta(days=1), "free_stems": {}, "due_at": CUTOFF}
            | places(open=False, free=0)
            | vans(free=0)
            | workroom(free=0),
            [
                "zone",
                "closed",
                "cutoff",
                "lead",
                "too_late_for_service",
                "slot_full",
                "van_full",
                "workroom_full",
                "stems_short",
            ],
        ),
    ],
)
def test_every_reason_is_named(change: dict[str, Any], expected: list[str]) -> None:
    assert codes(evaluate(replace(GOOD, **change))) == expected


def test_short_stems_are_named_in_words() -> None:
    [short] = evaluate(replace(GOOD, free_stems={DAY: {ROSE: 11}}))
    assert short.stems == ("Red rose", "Leather fern")
    assert short.message == "Too few left for this day: Red rose, Leather fern."


def lot(bucket_id: int, free: int, *, last_day: date = DAY, **facts: Any) -> Lot:
    came = facts.pop("available_from", datetime(2026, 11, 20, tzinfo=UTC))
    return Lot(bucket_id=bucket_id, stem_id=ROSE, free=free, available_from=came, last_day=last_day)


def stand(*lots: Lot) -> Stand:
    return Stand(
        now=NOW,
        hours=HOURS,
        places={70: PLACES},
        workroom={MORNING.ref: WORKROOM},
        vans={DAY: VANS},
        lots=lots,
    )


def demand(here: Stand, situation: Situation) -> tuple[Demand, ...]:
    way = making(situation)
    assert way is not None
    return here.demand(situation, way)


# Six in the morning in Portland, in winter.
WORK_STARTS = datetime(2026, 11, 25, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "serves"),
    [
        (lot(1, 5), True),
        (lot(1, 5, available_from=WORK_STARTS), True),
        (lot(1, 5, available_from=WORK_STARTS + SECOND), False),
        (lot(1, 5, last_day=DAY), True),
        (lot(1, 5, last_day=DAY - timedelta(days=1)), False),
        (lot(1, 5, last_day=date.max), True),
    ],
)
def test_a_lot_serves_from_the_start_of_work_to_its_last_day(one: Lot, serves: bool) -> None:
    assert stand(one).serving(DAY) == ([one] if serves else [])


def test_stems_are_taken_from_what_dies_first_and_only_as_many_as_needed() -> None:
    here = stand(lot(1, 5), lot(2, -1), lot(3, 0), lot(4, 20, last_day=date.max))
    need = Need(minutes=10, stems=(StemNeed(ROSE, "Red rose", 12),), van_minutes=9)
    [situation] = here.situations([SLOT], zone_id=3, need=need)
    assert situation.free_stems == {DAY: {ROSE: 25}}
    assert evaluate(situation) == ()
    assert demand(here, situation) == (
        Demand(70, 1, DAY),
        Demand(75, 9, DAY),
        Demand(80, 10, DAY),
        Demand(1, 5, DAY),
        Demand(4, 7, DAY),
    )


def test_nothing_is_asked_of_the_workroom_for_what_is_not_made() -> None:
    here = stand()
    [situation] = here.situations([SLOT], zone_id=3, need=Need(minutes=0, stems=()))
    assert demand(here, situation) == (Demand(70, 1, DAY),)


def test_what_one_parcel_takes_the_next_cannot_have() -> None:
    here = stand(lot(1, 20))
    need = Need(minutes=20, stems=(StemNeed(ROSE, "Red rose", 12),), van_minutes=8)
    [first] = here.situations([SLOT], zone_id=3, need=need)
    left = here.after(units(demand(here, first)))
    [second] = left.situations([SLOT], zone_id=3, need=need)
    assert codes(evaluate(second)) == ["slot_full", "van_full", "workroom_full", "stems_short"]
    [again] = left.after({70: -1, 75: -8, 80: -20, 1: -12}).situations([SLOT], zone_id=3, need=need)
    assert again == first


def test_a_service_begins_by_the_shops_clock_on_the_day_of_each_slot() -> None:
    summer = replace(SLOT, date=date(2026, 7, 1))
    here = replace(stand(), workroom={})
    found = here.situations([SLOT, summer], zone_id=3, need=NEED, service=time(12, 30))
    assert [each.due_at for each in found] == [
        datetime(2026, 11, 25, 20, 30, tzinfo=UTC),
        datetime(2026, 7, 1, 19, 30, tzinfo=UTC),
    ]
    [without] = here.situations([SLOT], zone_id=3, need=NEED)
    assert without.due_at is None


@pytest.mark.parametrize(
    ("method", "recipient", "expected"),
    [
        ("van", {"service_time": "14:30"}, time(14, 30)),
        ("van", {"service_time": None}, None),
        ("van", {}, None),  # an order of before services were asked for
        ("van", None, None),
        ("collection", {"service_time": "14:30"}, None),
    ],
)
def test_who_waits_for_a_service(
    method: str, recipient: dict[str, Any] | None, expected: time | None
) -> None:
    assert service_time(method, recipient) == expected
