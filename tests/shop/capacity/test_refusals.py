"""Every refusal: its cause, and that nothing moved although the caller's transaction goes on."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from backend import db
from backend.shop.capacity import selectors, services
from backend.shop.capacity.services import (
    CapacityShort,
    Demand,
    HoldChange,
    HoldChanged,
    HoldState,
    Shortage,
    Terms,
)
from tests.builders.capacity import DAY, EXPIRES, becomes, bucket, demands, everything, reserve, reserved

HELD, CONFIRMED, CONSUMED = HoldState.HELD, HoldState.CONFIRMED, HoldState.CONSUMED
RELEASED, EXPIRED = HoldState.RELEASED, HoldState.EXPIRED
SOME = UUID("00000000-0000-4000-8000-000000000001")


def refused(session: Session, *changes: HoldChange) -> Sequence[Shortage]:
    """The shortages of a call that must be refused and must move nothing."""
    before = everything(session)
    with pytest.raises(CapacityShort) as refusal:
        services.change(session, changes=changes)
    assert everything(session) == before
    return refusal.value.shortages


def stale(session: Session, *changes: HoldChange) -> tuple[UUID, ...]:
    before = everything(session)
    with pytest.raises(HoldChanged) as refusal:
        services.change(session, changes=changes)
    assert everything(session) == before
    return refusal.value.delivery_ids


def causes(session: Session, *changes: HoldChange) -> list[tuple[int, str]]:
    return [(shortage.bucket_id, shortage.cause) for shortage in refused(session, *changes)]


def test_every_full_bucket_is_named_and_none_is_touched(session: Session) -> None:
    lot = bucket(session, 11, kind="stem_lot")
    slot, van = bucket(session, 1), bucket(session, 60, kind="van_minutes")
    reserve(session, (slot, 1))

    shortages = refused(session, becomes(SOME, None, HELD, demands((lot, 12), (slot, 1), (van, 10))))

    facts = selectors.buckets(session, [slot, lot])
    assert shortages == (
        Shortage(slot, "slot_stops", facts[slot].ref, needed=1, free=0, cause="full"),
        Shortage(lot, "stem_lot", facts[lot].ref, needed=12, free=11, cause="full"),
    )


def test_one_delivery_that_cannot_be_had_refuses_all(session: Session) -> None:
    slot, full = bucket(session), bucket(session, 0)
    changes = [
        becomes(uuid4(), None, HELD, demands((slot, 1))),
        becomes(SOME, None, HELD, demands((full, 1))),
    ]
    assert causes(session, *changes) == [(full, "full")]


def test_two_deliveries_share_what_is_left(session: Session) -> None:
    slot = bucket(session, 1)
    changes = [becomes(uuid4(), None, HELD, demands((slot, 1))) for _ in range(2)]
    assert [(s.needed, s.free) for s in refused(session, *changes)] == [(2, 1)]


def test_a_refused_move_keeps_the_old_place(session: Session) -> None:
    here, full = bucket(session), bucket(session, 0)
    delivery = reserve(session, (here, 1))
    assert causes(session, becomes(delivery, 1, HELD, demands((full, 1)))) == [(full, "full")]


def test_a_closed_bucket_can_be_kept_and_left_but_not_entered(session: Session) -> None:
    slot = bucket(session)
    staying, leaving = reserve(session, (slot, 2)), reserve(session, (slot, 1))
    services.set_terms(session, terms=Terms(doors={slot: False}))

    assert causes(session, becomes(SOME, None, HELD, demands((slot, 1)))) == [(slot, "closed")]
    assert causes(session, becomes(staying, 1, HELD, demands((slot, 3)))) == [(slot, "closed")]
    services.change(session, changes=[becomes(staying, 1, CONFIRMED, demands((slot, 2)))])
    services.change(session, changes=[becomes(staying, 2, CONFIRMED, demands((slot, 1)))])
    services.change(session, changes=[becomes(leaving, 1, RELEASED)])
    assert reserved(session, slot) == (1,)

    services.set_terms(session, terms=Terms(doors={slot: True}))
    reserve(session, (slot, 1))
    assert reserved(session, slot) == (2,)


def test_after_the_cutoff_a_place_can_be_handed_over_and_left_but_not_taken(session: Session) -> None:
    slot = bucket(session, cutoff_at=datetime.now(UTC) + timedelta(hours=1))
    delivery = reserve(session, (slot, 1))
    session.execute(text("update capacity_bucket set cutoff_at = clock_timestamp()"))

    assert causes(session, becomes(SOME, None, HELD, demands((slot, 1)))) == [(slot, "cutoff")]
    changes = [becomes(delivery, 1, RELEASED), becomes(SOME, None, HELD, demands((slot, 1)))]
    services.change(session, changes=changes)
    assert reserved(session, slot) == (1,)
    services.change(session, changes=[becomes(SOME, 1, RELEASED)])
    assert reserved(session, slot) == (0,)


def test_the_cutoff_is_the_clock_at_the_lock_not_the_transaction_start(database: None) -> None:
    with db.transaction() as session:
        slot = bucket(session)
    with db.transaction() as session:
        (began,) = session.execute(text("select now()")).one()
        with db.transaction() as meanwhile:
            meanwhile.execute(text("update capacity_bucket set cutoff_at = clock_timestamp()"))
        assert selectors.buckets(session, [slot])[slot].cutoff_at > began
        assert causes(session, becomes(SOME, None, HELD, demands((slot, 1)))) == [(slot, "cutoff")]


@pytest.mark.parametrize("day", [date(2027, 2, 9), date(2027, 2, 16)])
def test_a_lot_serves_only_its_days(session: Session, day: date) -> None:
    lot = bucket(session, kind="stem_lot", usable=(date(2027, 2, 10), date(2027, 2, 15)))
    wanted = demands((lot, 1), day=day)
    assert causes(session, becomes(SOME, None, HELD, wanted)) == [(lot, "out_of_range")]


@pytest.mark.parametrize("day", [date(2027, 2, 10), date(2027, 2, 15)])
def test_a_lot_serves_its_first_and_last_day(session: Session, day: date) -> None:
    lot = bucket(session, kind="stem_lot", usable=(date(2027, 2, 10), date(2027, 2, 15)))
    reserve(session, (lot, 1), day=day)
    assert reserved(session, lot) == (1,)


def test_stems_cannot_be_moved_to_a_day_when_they_are_dead(session: Session) -> None:
    """No net change of the bucket, yet a day rises that it does not serve."""
    lot = bucket(session, 5, kind="stem_lot", usable=(DAY, DAY))
    delivery = reserve(session, (lot, 5))
    moved = demands((lot, 5), day=DAY + timedelta(days=7))
    assert causes(session, becomes(delivery, 1, HELD, moved)) == [(lot, "out_of_range")]


def test_one_can_leave_a_day_that_is_no_longer_served(session: Session) -> None:
    lot = bucket(session, 5, kind="stem_lot")
    delivery = reserve(session, (lot, 5))
    session.execute(text("update capacity_bucket set usable_to = '2027-02-01'"))
    services.change(session, changes=[becomes(delivery, 1, HELD, demands((lot, 2)))])
    services.change(session, changes=[becomes(delivery, 2, RELEASED)])
    assert reserved(session, lot) == (0,)


def test_what_is_overbooked_is_never_sold(session: Session) -> None:
    lot = bucket(session, 10, kind="stem_lot")
    first, second = reserve(session, (lot, 6)), reserve(session, (lot, 4))
    waste = services.Fact("Rosa", "cooler broke", datetime(2027, 2, 10, tzinfo=UTC))
    services.set_capacity(session, bucket_id=lot, capacity=5, fact=waste)

    assert causes(session, becomes(SOME, None, HELD, demands((lot, 1)))) == [(lot, "full")]
    services.change(session, changes=[becomes(second, 1, RELEASED)])
    facts = selectors.buckets(session, [lot])[lot]
    assert (facts.reserved, facts.overbooked, facts.free) == (6, 1, 0)
    assert causes(session, becomes(SOME, None, HELD, demands((lot, 1)))) == [(lot, "full")]
    services.change(session, changes=[becomes(first, 1, HELD, demands((lot, 4)))])
    facts = selectors.buckets(session, [lot])[lot]
    assert (facts.reserved, facts.overbooked, facts.free) == (4, 0, 1)
    reserve(session, (lot, 1))


def test_another_version_is_a_conflict(session: Session) -> None:
    slot = bucket(session)
    delivery = reserve(session, (slot, 1))
    services.change(session, changes=[becomes(delivery, 1, HELD, demands((slot, 2)))])

    for version in (1, 3):
        assert stale(session, becomes(delivery, version, RELEASED)) == (delivery,)
    assert stale(session, becomes(SOME, 1, RELEASED)) == (SOME,)


def test_a_live_hold_is_not_inserted_again(session: Session) -> None:
    slot = bucket(session)
    delivery = reserve(session, (slot, 1))
    assert stale(session, becomes(delivery, None, HELD, demands((slot, 1)))) == (delivery,)


def test_only_live_lines_are_consumed_and_whole(session: Session) -> None:
    lot = bucket(session, kind="stem_lot")
    delivery = reserve(session, (lot, 5))
    assert stale(session, becomes(delivery, 1, CONSUMED, demands((lot, 4)))) == (delivery,)
    services.change(session, changes=[becomes(delivery, 1, CONSUMED, demands((lot, 5)))])
    assert stale(session, becomes(delivery, 2, CONSUMED, demands((lot, 5)))) == (delivery,)


def test_an_unknown_bucket_moves_nothing(session: Session) -> None:
    slot = bucket(session)
    before = everything(session)
    with pytest.raises(LookupError, match="999999"):
        reserve(session, (slot, 1), (999999, 1))
    assert everything(session) == before


def test_a_huge_demand_is_a_shortage_not_an_overflow(session: Session) -> None:
    lot = bucket(session, 2**31 - 1, kind="stem_lot")
    reserve(session, (lot, 1))
    wanted = demands((lot, 2**31 - 1), (lot, 2**31 - 1))
    assert causes(session, becomes(SOME, None, HELD, wanted)) == [(lot, "full")]


ONE = (Demand(1, 1, DAY),)


@pytest.mark.parametrize(
    "changes",
    [
        [HoldChange(SOME, None, ONE, HELD, EXPIRES), HoldChange(SOME, 1, (), RELEASED, None)],
        [HoldChange(SOME, None, (Demand(1, 0, DAY),), HELD, EXPIRES)],
        [HoldChange(SOME, None, (Demand(1, -1, DAY),), HELD, EXPIRES)],
        [HoldChange(SOME, 1, ONE, RELEASED, None)],
        [HoldChange(SOME, 1, ONE, EXPIRED, None)],
        [HoldChange(SOME, None, (), RELEASED, None)],
        [HoldChange(SOME, None, ONE, CONSUMED, None)],
        [HoldChange(SOME, None, ONE, HELD, None)],
        [HoldChange(SOME, 1, ONE, CONFIRMED, EXPIRES)],
    ],
)
def test_faults_of_the_program_are_told_before_anything_is_read(
    session: Session, changes: list[HoldChange]
) -> None:
    with pytest.raises(ValueError, match=r"twice|at least one|no demand|needs the version|expires"):
        services.change(session, changes=changes)
    assert everything(session) == []
