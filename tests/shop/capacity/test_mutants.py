"""Each clause of the statement is taken out in turn, and a story of the ordinary tests must notice."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.shop.capacity.services import statement
from tests.shop.capacity import test_change, test_refusals

Story = Callable[[Session], None]


def too_late(session: Session) -> None:
    test_refusals.test_a_lot_serves_only_its_days(session, date(2027, 2, 16))


def too_early(session: Session) -> None:
    test_refusals.test_a_lot_serves_only_its_days(session, date(2027, 2, 9))


def last_day(session: Session) -> None:
    test_refusals.test_a_lot_serves_its_first_and_last_day(session, date(2027, 2, 15))


FULL = test_refusals.test_every_full_bucket_is_named_and_none_is_touched
CLOSED = test_refusals.test_a_closed_bucket_can_be_kept_and_left_but_not_entered
CUTOFF = test_refusals.test_after_the_cutoff_a_place_can_be_handed_over_and_left_but_not_taken
OVERBOOKED = test_refusals.test_what_is_overbooked_is_never_sold
CONSUME = test_change.test_consume_lowers_the_lot_and_leaves_the_rest
LAST = test_change.test_the_last_unit_can_be_had

MUTANTS: list[tuple[str, str, Story]] = [
    ("reserved + taken > capacity", "false", FULL),
    ("reserved + taken > capacity", "reserved + taken >= capacity", LAST),
    ("taken > 0 and reserved", "reserved", OVERBOOKED),
    ("taken > 0 and not open", "false", CLOSED),
    ("taken > 0 and not open", "not open", CLOSED),
    ("taken > 0 and cutoff_at <=", "false and cutoff_at <=", CUTOFF),
    ("taken > 0 and cutoff_at <=", "cutoff_at <=", CUTOFF),
    ("cutoff_at <= clock", "cutoff_at > clock", CUTOFF),
    ("last_day > usable_to", "false", too_late),
    ("last_day > usable_to", "last_day >= usable_to", last_day),
    ("first_day < usable_from", "false", too_early),
    ("reserved + taken - consumed as", "reserved + taken as", CONSUME),
    ("greatest(capacity - consumed, 0)", "capacity", CONSUME),
    ("least(judged.overbooked, ", "least(0, ", OVERBOOKED),
    ("least(judged.overbooked, ", "greatest(judged.overbooked, ", OVERBOOKED),
    ("where bucket.id = judged.id and granted", "where bucket.id = judged.id", FULL),
]


@pytest.mark.parametrize(("clause", "instead", "story"), MUTANTS)
def test_a_clause_that_is_gone_is_noticed(
    session: Session, monkeypatch: pytest.MonkeyPatch, clause: str, instead: str, story: Story
) -> None:
    story(session)
    session.execute(text("truncate capacity_bucket, hold, demand_line, audit_entry cascade"))
    assert statement.BUCKETS.count(clause) == 1
    monkeypatch.setattr(statement, "BUCKETS", statement.BUCKETS.replace(clause, instead))

    with pytest.raises((Exception, pytest.fail.Exception)):  # however the story notices
        story(session)

    session.rollback()
