"""Days that are laid out while somebody closes them are closed, whoever commits first."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend import db
from backend.shop.audit.services import Deed
from backend.shop.capacity.models import CapacityBucket
from backend.shop.delivery import services
from backend.shop.delivery.services import BlackoutFacts
from backend.shop.settings import services as settings
from tests.builders.delivery import TODAY, a_template, a_zone, laid_out

DEED = Deed("staff:1", "Inventory", datetime(2082, 11, 23, 12, tzinfo=UTC))
WAITING = """
select count(*) from pg_stat_activity
where wait_event_type = 'Lock' and wait_event = 'advisory' and datname = current_database()
"""


@pytest.fixture
def pool(database: None) -> Iterator[ThreadPoolExecutor]:
    with db.transaction() as session:
        zone = a_zone(session)
        for hour in (9, 12, 15):
            a_template(session, zone, hours=(time(hour), time(hour + 3)))
    with ThreadPoolExecutor(1) as pool:
        yield pool


def black_out() -> None:
    with db.transaction() as session:
        services.add_blackout(session, facts=BlackoutFacts(TODAY, TODAY, "Inventory"), deed=DEED)


def waits_or_is_done(closing: Future[None]) -> None:
    """Comes back once the other transaction waits for the rules, or has not waited for them at all."""
    while not closing.done():
        with db.transaction() as session:
            if session.scalar(text(WAITING)):
                return


def doors() -> list[bool]:
    with db.transaction() as session:
        slots = select(CapacityBucket.open).where(CapacityBucket.kind == "slot_stops")
        return list(session.scalars(slots))


def race(pool: ThreadPoolExecutor) -> list[bool]:
    """Somebody closes the day between laying out and its commit."""
    with db.transaction() as session:
        laid_out(session, days=1)
        closing = pool.submit(black_out)
        waits_or_is_done(closing)
    closing.result(timeout=30)
    return doors()


def test_a_day_that_is_laid_out_while_it_is_closed_is_closed(pool: ThreadPoolExecutor) -> None:
    assert race(pool) == [False, False, False]


def test_without_the_rules_lock_it_would_stay_open(
    pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control."""

    def nothing(session: Session) -> None:
        return

    monkeypatch.setattr(settings, "hold_rules", nothing)
    assert race(pool) == [True, True, True]


def test_a_day_that_was_closed_first_is_laid_out_closed(pool: ThreadPoolExecutor) -> None:
    black_out()
    with db.transaction() as session:
        laid_out(session, days=1)
    assert doors() == [False, False, False]
