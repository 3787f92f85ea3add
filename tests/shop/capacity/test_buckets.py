"""Opening, closing and resizing buckets; facts are accepted, wishes below what is promised are not."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.audit.models import AuditEntry
from backend.shop.capacity import selectors, services
from backend.shop.capacity.services import BelowReserved, Fact
from tests.builders.capacity import YEAR, bucket, everything, reserve

AT = datetime(2027, 2, 10, 9, 30, tzinfo=UTC)


def sizes(session: Session, bucket_id: int) -> tuple[int, int, int, int]:
    facts = selectors.buckets(session, [bucket_id])[bucket_id]
    return facts.capacity, facts.reserved, facts.overbooked, facts.free


@pytest.mark.parametrize(
    ("kind", "rank"),
    [
        ("promotion_uses", 10),
        ("slot_stops", 20),
        ("van_minutes", 30),
        ("workroom_minutes", 40),
        ("stem_lot", 50),
    ],
)
def test_each_kind_has_its_lock_rank(session: Session, kind: str, rank: int) -> None:
    opened = bucket(session, kind=kind)
    assert [row.lock_rank for row in everything(session) if row.id == opened] == [rank]


def test_opening_twice_answers_the_first_and_leaves_it(session: Session) -> None:
    first, second = (
        services.open_bucket(
            session,
            kind="workroom_minutes",
            ref="2027-02-14",
            capacity=capacity,
            usable_from=YEAR[0],
            usable_to=YEAR[1],
        )
        for capacity in (480, 960)
    )
    assert first == second
    assert sizes(session, first) == (480, 0, 0, 480)
    assert selectors.by_refs(session, "workroom_minutes", ["2027-02-14", "2027-02-15"]).keys() == {
        "2027-02-14"
    }


def test_a_voluntary_reduction_stops_at_what_is_reserved(session: Session) -> None:
    slot = bucket(session, 10)
    reserve(session, (slot, 6))
    services.set_capacity(session, bucket_id=slot, capacity=6)
    assert sizes(session, slot) == (6, 6, 0, 0)
    with pytest.raises(BelowReserved) as refusal:
        services.set_capacity(session, bucket_id=slot, capacity=5)
    assert refusal.value.as_json()["reserved"] == 6
    assert sizes(session, slot) == (6, 6, 0, 0)


def test_a_fact_is_always_accepted_and_written_down(session: Session) -> None:
    lot = bucket(session, 10, kind="stem_lot")
    reserve(session, (lot, 8))

    services.set_capacity(session, bucket_id=lot, capacity=5, fact=Fact("Rosa", "frost in the van", AT))

    assert sizes(session, lot) == (5, 8, 3, 0)
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.actor, entry.action, entry.reason, entry.at) == (
        "Rosa",
        "capacity.set",
        "frost in the van",
        AT,
    )
    assert entry.subject == f"capacity_bucket:{lot}"
    assert entry.change == {"capacity": [10, 5], "overbooked": [0, 3], "reserved": 8}


def test_raising_capacity_melts_what_is_overbooked(session: Session) -> None:
    lot = bucket(session, 10, kind="stem_lot")
    reserve(session, (lot, 8))
    services.set_capacity(session, bucket_id=lot, capacity=2, fact=Fact("Rosa", "count", AT))

    services.set_capacity(session, bucket_id=lot, capacity=5)
    assert sizes(session, lot) == (5, 8, 3, 0)
    services.set_capacity(session, bucket_id=lot, capacity=9)
    assert sizes(session, lot) == (9, 8, 0, 1)


def test_overdue_holds_are_found_by_the_sweeper(session: Session) -> None:
    slot = bucket(session)
    delivery = reserve(session, (slot, 1))
    assert selectors.overdue(session, at=datetime(2027, 2, 10, 12, 34, tzinfo=UTC)) == []
    assert selectors.overdue(session, at=datetime(2027, 2, 10, 12, 35, tzinfo=UTC)) == [delivery]
