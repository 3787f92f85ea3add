"""Real connections against each other: never oversold, no deadlock, no drift; and these tests can fail."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from backend import db
from backend.shop.capacity import selectors, services
from backend.shop.capacity.services import CapacityShort, HoldChanged, HoldState, statement
from tests.builders.capacity import becomes, bucket, demands, live, reserve, reserved
from tests.conftest import migrate, plain
from tests.shop.capacity.shopper import DEEDS, Shopper, scarce_buckets

PLACES, BUYERS = 37, 200
CONNECTIONS, SECONDS = 20, 13
GUARD = "when taken > 0 and reserved + taken > capacity then 'full'"
Sessions = sessionmaker[Session]

pytestmark = pytest.mark.race


def all_buy_at_once(sessions: Sessions, *bucket_ids: int) -> Counter[str]:
    """BUYERS buyers, each in a transaction of its own, ask for one unit of each bucket."""

    def buy(_: int) -> str:
        try:
            with sessions() as session, session.begin():
                reserve(session, *((bucket_id, 1) for bucket_id in bucket_ids))
        except CapacityShort:
            return "short"
        except IntegrityError as error:
            return "check" if "never_oversold" in str(error) else str(error)
        return "sold"

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return Counter(pool.map(buy, range(BUYERS)))


@pytest.fixture
def scratch(server_url: str) -> Iterator[Sessions]:
    """Sessions on a migrated database that may be spoiled."""
    name = f"posy_scratch_{uuid4().hex}"
    url = make_url(server_url).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(plain(server_url), autocommit=True) as connection:
        connection.execute(f"create database {name}")
        migrate(url)
        engine = create_engine(url, pool_size=CONNECTIONS)
        yield sessionmaker(engine)
        engine.dispose()
        connection.execute(f"drop database {name} with (force)")


def break_statement(
    monkeypatch: pytest.MonkeyPatch, clause: str, instead: str, *, of: str = "BUCKETS"
) -> None:
    whole = getattr(statement, of)
    assert whole.count(clause) == 1
    monkeypatch.setattr(statement, of, whole.replace(clause, instead))


def test_37_places_are_sold_37_times(database: None) -> None:
    with db.transaction() as session:
        slot, lot = bucket(session, PLACES), bucket(session, BUYERS, kind="stem_lot")

    assert all_buy_at_once(sessionmaker(db.engine()), slot, lot) == {"sold": PLACES, "short": BUYERS - PLACES}

    with db.transaction() as session:
        assert reserved(session, slot, lot) == (PLACES, PLACES)
        assert selectors.drift(session) == []


def test_without_the_guard_the_check_refuses(scratch: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    break_statement(monkeypatch, GUARD, "")
    with scratch.begin() as session:
        slot = bucket(session, PLACES)

    assert all_buy_at_once(scratch, slot) == {"sold": PLACES, "check": BUYERS - PLACES}

    with scratch.begin() as session:
        assert reserved(session, slot) == (PLACES,)


def test_without_guard_and_check_it_oversells(scratch: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    break_statement(monkeypatch, GUARD, "")
    with scratch.begin() as session:
        slot = bucket(session, PLACES)
        session.execute(text("alter table capacity_bucket drop constraint ck_capacity_bucket_never_oversold"))

    assert all_buy_at_once(scratch, slot) == {"sold": BUYERS}

    with scratch.begin() as session:
        assert reserved(session, slot) == (BUYERS,)


def test_without_the_lock_it_drifts(scratch: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    break_statement(monkeypatch, "for no key update", "", of="LOCK")
    with scratch.begin() as session:
        slot = bucket(session, PLACES)

    outcome = all_buy_at_once(scratch, slot)

    assert outcome["sold"] > PLACES
    with scratch.begin() as session:
        assert [(drift.bucket_id, drift.live) for drift in selectors.drift(session)] == [
            (slot, outcome["sold"])
        ]


def test_one_delivery_is_reserved_once_by_callers_at_the_same_moment(database: None) -> None:
    with db.transaction() as session:
        slot = bucket(session)
    delivery, together = uuid4(), threading.Barrier(8)

    def ask(_: int) -> str:
        together.wait()
        try:
            with db.transaction() as session:
                services.change(
                    session, changes=[becomes(delivery, None, HoldState.HELD, demands((slot, 1)))]
                )
        except HoldChanged:
            return "changed"
        return "held"

    with ThreadPoolExecutor(8) as pool:
        assert Counter(pool.map(ask, range(8))) == {"held": 1, "changed": 7}
    with db.transaction() as session:
        assert live(session, delivery) == {slot: (1, "held")}
        assert reserved(session, slot) == (1,)


def test_any_changes_in_any_order_neither_deadlock_nor_drift(database: None) -> None:
    with db.transaction() as session:
        bucket_ids = scarce_buckets(session)
    until = time.monotonic() + SECONDS

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        shoppers = [Shopper(bucket_ids, seed) for seed in range(CONNECTIONS)]
        done = sum(pool.map(lambda shopper: shopper.run(until), shoppers), Counter[str]())

    logging.getLogger(__name__).info("%s", dict(done))  # shown with --log-cli-level=INFO
    assert set(done) == {*DEEDS, "short"}
    with db.transaction() as session:
        assert selectors.drift(session) == []
