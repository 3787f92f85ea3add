"""Real connections against each other: never oversold, no deadlock, no drift; and these tests can fail."""

import logging
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from backend import db
from backend.shop.capacity import selectors, services
from backend.shop.capacity.services import CapacityShort, HoldChange, HoldChanged, HoldState, statement
from tests.builders.capacity import becomes, bucket, demands, live, reserve, reserved
from tests.conftest import migrate, plain

HELD, CONFIRMED, RELEASED = HoldState.HELD, HoldState.CONFIRMED, HoldState.RELEASED
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


def break_statement(monkeypatch: pytest.MonkeyPatch, clause: str, instead: str) -> None:
    assert statement.BUCKETS.text.count(clause) == 1
    broken = statement.BUCKETS.text.replace(clause, instead)
    monkeypatch.setattr(statement, "BUCKETS", text(broken))


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
    break_statement(monkeypatch, "for no key update", "")
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
                services.change(session, changes=[becomes(delivery, None, HELD, demands((slot, 1)))])
        except HoldChanged:
            return "changed"
        return "held"

    with ThreadPoolExecutor(8) as pool:
        assert Counter(pool.map(ask, range(8))) == {"held": 1, "changed": 7}
    with db.transaction() as session:
        assert live(session, delivery) == {slot: (1, "held")}
        assert reserved(session, slot) == (1,)


class Shopper:
    """One connection that does what shoppers do, in any order, with its own deliveries."""

    def __init__(self, bucket_ids: list[int], seed: int) -> None:
        self.bucket_ids, self.random, self.done = bucket_ids, random.Random(seed), Counter[str]()

    def run(self, until: float) -> Counter[str]:
        while time.monotonic() < until:
            deed = self.random.choice([self.order, self.order, self.order_two])
            try:
                deed()
            except CapacityShort:
                self.done["short"] += 1
            except DBAPIError as error:
                self.done[str(error.orig)] += 1
        return self.done

    def wanted(self) -> tuple[tuple[int, int], ...]:
        picked = self.random.sample(self.bucket_ids, self.random.randint(1, 5))
        return tuple((bucket_id, self.random.randint(1, 3)) for bucket_id in picked)

    def change(self, name: str, *changes: HoldChange) -> None:
        with db.transaction() as session:
            services.change(session, changes=changes)
        self.done[name] += 1

    def order(self) -> None:
        """Reserve, move, then order the same again in its place: no bucket changes, all lines do."""
        delivery, moved = uuid4(), demands(*self.wanted())
        self.change("reserve", becomes(delivery, None, HELD, demands(*self.wanted())))
        try:
            self.change("move", becomes(delivery, 1, HELD, moved))
        except CapacityShort:
            self.change("release", becomes(delivery, 1, RELEASED))
            return
        other = uuid4()
        self.change("replace", becomes(other, None, HELD, moved), becomes(delivery, 2, RELEASED))
        self.change("release", becomes(other, 1, RELEASED))

    def order_two(self) -> None:
        """Two deliveries at once, paid for or let go, in another order than they were asked for."""
        pair = [uuid4(), uuid4()]
        demand = [demands(*self.wanted()) for _ in pair]
        asked = list(zip(pair, demand, strict=True))
        self.change("reserve", *(becomes(one, None, HELD, wanted) for one, wanted in asked))
        self.random.shuffle(asked)
        version = 1
        if self.random.random() < 0.5:
            self.change("confirm", *(becomes(one, 1, CONFIRMED, wanted) for one, wanted in asked))
            version = 2
        self.change("release", *(becomes(one, version, RELEASED) for one, _ in asked))


def test_any_changes_in_any_order_neither_deadlock_nor_drift(database: None) -> None:
    kinds = ["slot_stops", "stem_lot", "workroom_minutes", "van_minutes"]
    with db.transaction() as session:
        bucket_ids = [bucket(session, 14, kind=kinds[n % 4]) for n in range(12)]
    until = time.monotonic() + SECONDS

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        shoppers = [Shopper(bucket_ids, seed) for seed in range(CONNECTIONS)]
        done = sum(pool.map(lambda shopper: shopper.run(until), shoppers), Counter[str]())

    logging.getLogger(__name__).info("%s", dict(done))  # shown with --log-cli-level=INFO
    assert set(done) <= {"reserve", "move", "replace", "release", "confirm", "short"}
    assert min(done[name] for name in ("reserve", "move", "replace", "release", "confirm", "short")) > 0
    with db.transaction() as session:
        assert selectors.drift(session) == []
