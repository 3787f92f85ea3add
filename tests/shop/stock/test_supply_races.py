"""Planner, buyer and customer meet: whoever commits first, the ledger adds up and nothing is sold twice."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial

import pytest
from psycopg.errors import DeadlockDetected
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from backend import db
from backend.shop.capacity import selectors as capacity
from backend.shop.capacity import services as ledger
from backend.shop.capacity.errors import CapacityShort
from backend.shop.capacity.selectors import BucketFacts
from backend.shop.capacity.services import HoldState, statement
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from backend.shop.kit.errors import Refusal
from backend.shop.stock import services
from backend.shop.stock.models import Stem, StemLot, Supplier
from backend.shop.stock.services import Came, Wish, planning
from tests.builders.capacity import becomes, demands, reserve
from tests.builders.settings import a_shop
from tests.builders.stock import a_stem
from tests.builders.supply import a_supplier, a_supply, deed
from tests.conftest import empty
from tests.shop.checkout.crowd import at_once

pytestmark = pytest.mark.race

NOW = clock.now()
TODAY = local_day(NOW, "America/Los_Angeles")
DAY = TODAY + timedelta(3)
WAITING = """
select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()
"""


@pytest.fixture
def pool(database: None) -> Iterator[ThreadPoolExecutor]:
    """Fifty tulips can come every day; in the end the ledger adds up."""
    open_shop()
    with ThreadPoolExecutor(1) as pool:
        yield pool
    with db.transaction() as session:
        assert capacity.drift(session) == []


def open_shop() -> None:
    with db.transaction() as session:
        a_shop(session)
        a_supply(session, a_supplier(session, now=NOW), a_stem(session, "tulip", vase_days=5), now=NOW)


def bucket(session: Session, day: date = DAY) -> BucketFacts:
    found = session.scalars(select(StemLot.bucket_id).where(StemLot.planned_for == day)).one()
    return capacity.buckets(session, [found])[found]


def standing() -> tuple[int, int, int]:
    """Capacity, reserved and overbooked of the lot."""
    with db.transaction() as session:
        found = bucket(session)
        return found.capacity, found.reserved, found.overbooked


def place(quantity: int, day: date = DAY) -> None:
    with db.transaction() as session:
        reserve(session, (bucket(session, day).id, quantity), day=day)


def bring(quantity: int) -> None:
    """The supplier says that fewer can come."""
    with db.transaction() as session:
        supplier, stem = session.scalars(select(Supplier)).one(), session.scalars(select(Stem)).one()
        a_supply(session, supplier, stem, now=NOW, quantity=quantity, version=1)


def buy(quantity: int, day: date = DAY) -> tuple[int, int]:
    """Orders them; the order and its line."""
    with db.transaction() as session:
        lot = session.scalars(select(StemLot).where(StemLot.planned_for == day)).one()
        wish = Wish(lot.stem_id, quantity, lot.id)
        supplier = session.scalars(select(Supplier.id)).one()
        made = services.order(session, supplier_id=supplier, arrives_on=day, wishes=[wish], deed=deed(NOW))
        return made.id, made.lines[0].id


def receive(bought: tuple[int, int], quantity: int) -> None:
    order_id, line_id = bought
    with db.transaction() as session:
        services.arrive(
            session,
            order_id=order_id,
            version=1,
            arrived=TODAY,
            came={line_id: Came(quantity)},
            deed=deed(NOW),
        )


def waits_or_is_done(call: Future[None]) -> None:
    while not call.done():
        with db.transaction() as session:
            if session.scalar(text(WAITING)):
                return


def beside(pool: ThreadPoolExecutor, first: Callable[[Session], object], then: Callable[[], None]) -> None:
    """`then` starts between the last statement of `first` and its commit."""
    with db.transaction() as session:
        first(session)
        waiting = pool.submit(then)
        waits_or_is_done(waiting)
    waiting.result(timeout=30)


def lay_out(session: Session) -> int:
    return services.plan_ahead(session, now=NOW + timedelta(days=7))


def plan() -> None:
    with db.transaction() as session:
        lay_out(session)


def counted() -> int:
    with db.transaction() as session:
        return session.scalars(select(func.count()).select_from(StemLot)).one()


def test_two_planners_lay_out_each_day_once(pool: ThreadPoolExecutor) -> None:
    assert counted() == 88
    beside(pool, lay_out, plan)
    assert counted() == 95


def test_without_the_lock_on_the_supplies_they_would_meet(
    pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: only the constraint is left, and the second one fails."""

    def nothing(session: Session, supply_ids: object) -> None:
        return

    monkeypatch.setattr(planning, "_lock", nothing)
    with pytest.raises(IntegrityError):
        beside(pool, lay_out, plan)


def test_fewer_can_come_while_somebody_places(pool: ThreadPoolExecutor) -> None:
    beside(pool, lambda session: reserve(session, (bucket(session).id, 30), day=DAY), partial(bring, 20))
    assert standing() == (20, 30, 10)


def test_somebody_places_while_fewer_can_come(pool: ThreadPoolExecutor) -> None:
    def fewer(session: Session) -> None:
        supplier, stem = session.scalars(select(Supplier)).one(), session.scalars(select(Stem)).one()
        a_supply(session, supplier, stem, now=NOW, quantity=20, version=1)

    with pytest.raises(CapacityShort):
        beside(pool, fewer, partial(place, 30))
    assert standing() == (20, 0, 0)


def test_a_lot_is_ordered_once(pool: ThreadPoolExecutor) -> None:
    answers = at_once([partial(buy, 20), partial(buy, 30)])
    refused = [each for each in answers if isinstance(each, Refusal)]
    assert [each.code for each in refused] == ["lot_not_to_order"]
    assert standing()[0] in (20, 30)


def test_it_is_ordered_while_many_place(pool: ThreadPoolExecutor) -> None:
    """Thirty are ordered of fifty: either before more than that is promised, or not at all."""
    calls: list[Callable[[], object]] = [partial(buy, 30), *[partial(place, 3)] * 12]
    answers = at_once(calls)
    codes = {each.code for each in answers if isinstance(each, Refusal)}
    capacity_now, reserved, overbooked = standing()
    assert overbooked == 0
    if capacity_now == 30:
        assert (reserved, codes) == (30, {"capacity_short"})
    else:
        assert (capacity_now, reserved, codes) == (50, 36, {"below_reserved"})


def test_it_comes_short_while_many_place(pool: ThreadPoolExecutor) -> None:
    bought = buy(40)
    answers = at_once([partial(receive, bought, 13), *[partial(place, 3)] * 12])
    placed = sum(answer is None for answer in answers[1:])
    assert answers[0] is None
    assert standing() == (13, 3 * placed, max(0, 3 * placed - 13))
    assert 4 <= placed <= 12
    refused = {answer.code for answer in answers[1:] if isinstance(answer, Refusal)}
    assert refused <= {"capacity_short"}


def is_a_deadlock(day: date) -> bool:
    """Whether one of a crowd is ended for a deadlock while what they want is taken in."""
    bought = buy(40, day)
    try:
        at_once([partial(receive, bought, 13), *[partial(place, 3, day)] * 12])
    except OperationalError as error:
        if not isinstance(error.orig, DeadlockDetected):
            raise
        return True
    return False


DAYS = [TODAY + timedelta(ahead) for ahead in range(3, 80)]


def test_taking_in_beside_a_crowd_is_no_deadlock(pool: ThreadPoolExecutor) -> None:
    assert [day for day in DAYS[:50] if is_a_deadlock(day)] == []


def test_with_the_lock_inside_the_statement_it_would_be(
    pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of docs/decisions/0015: about one crowd in ten is hit here."""
    of_ids = "where id = any(%(bucket_ids)s::bigint[])\n"
    locking = f"{of_ids}    order by lock_rank, id\n    for no key update\n"
    assert statement.BUCKETS.count(of_ids) == 1
    monkeypatch.setattr(statement, "BUCKETS", statement.BUCKETS.replace(of_ids, locking))
    monkeypatch.setattr(statement, "LOCK", "select %(bucket_ids)s::bigint[]")
    for _ in range(4):
        if any(is_a_deadlock(day) for day in DAYS):
            return
        empty()
        open_shop()
    pytest.fail("no crowd of some three hundred was hit")


def test_some_are_bound_while_they_are_taken_in(pool: ThreadPoolExecutor) -> None:
    """What is used up beside it is not there twice: it is read once the bucket is locked."""
    bought = buy(40)
    with db.transaction() as session:
        delivery = reserve(session, (bucket(session).id, 10), day=DAY)

    def bind(session: Session) -> None:
        used = becomes(delivery, 1, HoldState.CONSUMED, demands((bucket(session).id, 10), day=DAY))
        ledger.change(session, changes=[used])

    beside(pool, bind, partial(receive, bought, 35))
    assert standing() == (25, 0, 0)
