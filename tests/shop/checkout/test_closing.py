"""Closing a day while people buy: whoever placed before is booked, nobody is sold anything after."""

import threading
from collections import Counter
from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from backend import db
from backend.shop.audit.services import Deed
from backend.shop.delivery import services as delivery
from backend.shop.delivery.services import opening
from backend.shop.promise.errors import Closed
from backend.shop.settings import services as settings
from tests.shop.checkout.crowd import at_once
from tests.shop.checkout.stand import Stand, rows, write

pytestmark = pytest.mark.race

CUSTOMERS = 20


@pytest.fixture(autouse=True)
def _many(stand: Stand) -> None:
    """Room for everybody: only the closing can refuse."""
    stand.provider.alone = False
    write("update capacity_bucket set capacity = 100 where kind = 'slot_stops'")


def close(stand: Stand) -> None:
    day = rows("select date from slot_instance where id = :slot", slot=stand.shop.slot_ids[1])[0][0]
    with db.transaction() as session:
        delivery.close_day(session, day=day, deed=Deed("staff:1", "Snow", stand.now))


def rush(stand: Stand) -> tuple[int, int, Counter[str]]:
    """Half of the customers place at the very moment of the closing, half as soon as it is committed.

    Answers how many places were taken when it was, how many in the end, and what the customers were told.
    """
    carts = [stand.cart() for _ in range(CUSTOMERS)]
    closed, seen = threading.Event(), []

    def closer() -> UUID | None:
        close(stand)
        seen.append(stand.places())
        closed.set()
        return None

    def late(cart: UUID) -> UUID:
        assert closed.wait(60)
        return stand.place(cart)

    half = CUSTOMERS // 2
    calls: list[Callable[[], UUID | None]] = [closer]
    calls += [lambda cart=cart: stand.place(cart) for cart in carts[:half]]  # type: ignore[misc]
    calls += [lambda cart=cart: late(cart) for cart in carts[half:]]  # type: ignore[misc]
    answers = at_once(calls)
    said = Counter("placed" if isinstance(each, UUID) else type(each).__name__ for each in answers[1:])
    return seen[0], stand.places(), said


@pytest.mark.parametrize("again", range(3))
def test_none_is_sold_after_the_close_is_committed(stand: Stand, again: int) -> None:
    when_closed, in_the_end, said = rush(stand)
    assert in_the_end == when_closed == said["placed"]
    assert +said == +Counter({"placed": when_closed, Closed.__name__: CUSTOMERS - when_closed})
    assert said[Closed.__name__] >= CUSTOMERS // 2
    assert rows("select count(*) from orders") == [(when_closed,)]


def test_without_the_ledgers_doors_and_the_rules_lock_it_would_sell_on(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: a close that only writes down that the day is closed."""

    def nothing(session: Session, **_: object) -> None:
        return

    monkeypatch.setattr(opening, "set_terms", nothing)
    monkeypatch.setattr(settings, "change_rules", nothing)
    when_closed, in_the_end, said = rush(stand)
    assert in_the_end == said["placed"] == CUSTOMERS
    assert in_the_end > when_closed


def test_who_buys_for_another_day_notices_nothing(stand: Stand) -> None:
    carts = [stand.cart(slots=(2,)) for _ in range(CUSTOMERS // 2)]
    calls: list[Callable[[], UUID | None]] = [lambda: close(stand)]
    calls += [lambda cart=cart: stand.place(cart) for cart in carts]  # type: ignore[misc]
    answers = at_once(calls)
    assert [type(each) for each in answers[1:]] == [UUID] * len(carts)
    assert (stand.places(), stand.places(2)) == (0, len(carts))


def test_an_order_that_was_placed_before_can_still_be_paid(stand: Stand) -> None:
    order = stand.place(stand.cart())
    close(stand)
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    assert (stand.status(order), stand.places()) == ("confirmed", 1)
