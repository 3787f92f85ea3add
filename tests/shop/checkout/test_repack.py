"""Before a customer is refused for want of stems, what is promised of them is packed anew."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from backend import db
from backend.shop.capacity import selectors as ledger
from backend.shop.promise.errors import StemsShort
from backend.shop.stock import services as stock
from tests.shop.checkout.stand import Stand, rows, write

PORTLAND = ZoneInfo("America/Los_Angeles")
SOONER, LATER = 0, 2  # slots: tomorrow, and two days after it


@pytest.fixture
def lots(stand: Stand) -> tuple[int, int]:
    """The buckets of ten roses that live until the later day, and of ten that come on that day."""
    write("update capacity_bucket set capacity = 0 where kind = 'stem_lot'")
    later = stand.shop.tomorrow + timedelta(days=LATER)
    return a_lot(lasts=later), a_lot(comes=later)


def a_lot(*, lasts: date | None = None, comes: date | None = None, quantity: int = 10) -> int:
    """A lot of roses by its last making day and the day it comes; its bucket."""
    with db.transaction() as session:
        [(stem_id, vase_days)] = session.execute(text("select id, vase_days from stem")).all()
        end = lasts + timedelta(days=vase_days) if lasts else date(2999, 12, 31)
        dawn = datetime.combine(comes or date(2026, 1, 1), time(5), tzinfo=PORTLAND)
        lot = stock.receive(
            session, stem_id=stem_id, quantity=quantity, available_from=dawn, vase_life_end=end
        )
        return lot.bucket_id


def taken(order: UUID) -> dict[int, int]:
    """The live stems of an order by bucket."""
    query = (
        "select bucket_id, quantity from demand_line join capacity_bucket bucket on bucket.id = bucket_id"
        " join delivery on delivery.id = delivery_id"
        " where kind = 'stem_lot' and state in ('held', 'confirmed') and order_id = :order"
    )
    return dict(rows(query, order=order))


def everything() -> list[Any]:
    return [
        rows("select id, capacity, reserved, overbooked from capacity_bucket order by id"),
        rows("select * from demand_line order by id"),
        rows("select * from hold order by delivery_id"),
        rows("select id, status, version from orders order by id"),
        rows("select count(*) from payment"),
    ]


def no_drift() -> None:
    with db.transaction() as session:
        assert ledger.drift(session) == []


@pytest.mark.parametrize("paid", [True, False])
def test_a_later_bouquet_gives_its_roses_to_an_earlier_one(
    stand: Stand, lots: tuple[int, int], paid: bool
) -> None:
    old, fresh = lots
    first = stand.buy(slots=(LATER,)) if paid else stand.place(stand.cart(slots=(LATER,)))
    [before] = rows("select expires_at, version from hold")
    assert taken(first) == {old: 10}  # what dies first
    second = stand.place(stand.cart(slots=(SOONER,)))
    assert taken(first) == {fresh: 10}
    assert taken(second) == {old: 10}
    [(expires_at, version)] = rows(
        "select expires_at, hold.version from hold join delivery on delivery.id = delivery_id"
        " where order_id = :order",
        order=first,
    )
    assert (expires_at, version) == (before[0], before[1] + 1)
    assert stand.holds(first) == {"released", "confirmed" if paid else "held"}
    no_drift()


def test_two_bouquets_of_one_order_are_packed_together(stand: Stand, lots: tuple[int, int]) -> None:
    old, fresh = lots
    both = a_lot(quantity=10)
    first = stand.buy(slots=(LATER,))
    second = stand.place(stand.cart(slots=(SOONER, SOONER + 1)), total=2 * 5400)
    assert taken(first) == {fresh: 10}
    assert taken(second) == {old: 10, both: 10}
    no_drift()


def test_when_no_packing_fits_nothing_moves(stand: Stand, lots: tuple[int, int]) -> None:
    stand.buy(slots=(LATER,))
    cart = stand.cart(slots=(SOONER,), quantity=2)
    before = everything()
    with pytest.raises(StemsShort) as refused:
        stand.place(cart, total=2 * 4500 + 900)
    assert refused.value.extra["stems"] == ["Freedom rose"]
    assert everything() == before


@pytest.mark.parametrize(
    "busy",
    [
        "update delivery set status = 'preparing'",
        "update delivery set status = 'ready'",
        "update orders set status = 'expired'",
    ],
)
def test_what_is_begun_or_over_stays_where_it_is(stand: Stand, lots: tuple[int, int], busy: str) -> None:
    stand.buy(slots=(LATER,))
    write(busy)
    cart = stand.cart(slots=(SOONER,))
    before = everything()
    with pytest.raises(StemsShort):
        stand.place(cart)
    assert everything() == before


def test_an_order_that_somebody_is_busy_with_is_not_waited_for(stand: Stand, lots: tuple[int, int]) -> None:
    order = stand.buy(slots=(LATER,))
    cart = stand.cart(slots=(SOONER,))
    with db.transaction() as session:
        session.execute(text("select from orders where id = :id for update"), {"id": order})
        with pytest.raises(StemsShort):
            stand.place(cart)
    stand.place(cart)
    no_drift()


def test_an_overbooked_lot_is_relieved_where_another_packing_serves_everybody(
    stand: Stand, lots: tuple[int, int]
) -> None:
    """Ten are promised of eight that are left; packed anew, nobody waits for one that is not there."""
    old, fresh = lots
    stand.buy(slots=(LATER,))
    write("update capacity_bucket set capacity = 8, overbooked = 2 where id = :id", id=old)
    a_lot(lasts=stand.shop.tomorrow, quantity=2)
    second = stand.place(stand.cart(slots=(SOONER,)))
    assert sum(taken(second).values()) == 10
    assert rows("select reserved, overbooked from capacity_bucket where id = :id", id=old) == [(8, 0)]
    assert rows("select reserved from capacity_bucket where id = :id", id=fresh) == [(10,)]
    no_drift()
