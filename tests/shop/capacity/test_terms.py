"""What a rule says of buckets: doors, cut-offs and sizes at once; what is promised is never taken away."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from backend.shop.capacity import selectors
from backend.shop.capacity.services import Fact, Terms, set_capacity, set_terms
from tests.builders.capacity import bucket, everything, reserve

NOON = datetime(2027, 2, 13, 20, tzinfo=UTC)
SICK = Fact("staff:1", "Flu", NOON)


def facts(session: Session, key: int) -> tuple[int, int, bool, datetime | None]:
    found = selectors.buckets(session, [key])[key]
    return found.capacity, found.overbooked, found.open, found.cutoff_at


def test_only_what_is_named_changes(session: Session) -> None:
    first, second, third = (bucket(session, 10) for _ in range(3))
    set_terms(session, terms=Terms(doors={first: False}, cutoffs={second: NOON}, sizes={third: 4}))
    assert [facts(session, each) for each in (first, second, third)] == [
        (10, 0, False, None),
        (10, 0, True, NOON),
        (4, 0, True, None),
    ]
    set_terms(session, terms=Terms(doors={first: True}))
    assert facts(session, first) == (10, 0, True, None)


def test_no_rule_goes_below_what_is_promised(session: Session) -> None:
    key = bucket(session, 10)
    reserve(session, (key, 7))
    set_terms(session, terms=Terms(sizes={key: 3}))
    assert facts(session, key) == (7, 0, True, None)
    set_terms(session, terms=Terms(sizes={key: 20}))
    assert facts(session, key) == (20, 0, True, None)


def test_a_fact_stays_and_melts_only_as_far_as_a_rule_gives(session: Session) -> None:
    key = bucket(session, 10)
    reserve(session, (key, 7))
    set_capacity(session, bucket_id=key, capacity=5, fact=SICK)
    set_terms(session, terms=Terms(sizes={key: 3}))
    assert facts(session, key) == (5, 2, True, None)
    set_terms(session, terms=Terms(sizes={key: 6}))
    assert facts(session, key) == (6, 1, True, None)
    set_terms(session, terms=Terms(sizes={key: 8}))
    assert facts(session, key) == (8, 0, True, None)


def test_nothing_said_is_nothing_done(session: Session) -> None:
    bucket(session)
    before = everything(session)
    set_terms(session, terms=Terms())
    assert everything(session) == before
