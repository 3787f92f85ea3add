"""Fifty who have all seen the last use of a code: one has it; without the ledger's guard they all would."""

import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from backend import db
from backend.shop.capacity.errors import CapacityShort
from backend.shop.capacity.services import statement
from backend.shop.checkout.services import reserve
from backend.shop.settings import services as settings
from tests.builders.pricing import a_promotion
from tests.builders.shop import an_open_shop
from tests.conftest import empty
from tests.shop.capacity.test_races import GUARD
from tests.shop.checkout.crowd import at_once
from tests.shop.checkout.stand import PRICE, Stand, rows, write

pytestmark = pytest.mark.race

CUSTOMERS = 50
LESS = PRICE - 450

CHECK = "ck_capacity_bucket_never_oversold"
USES = "select reserved, capacity from capacity_bucket where kind = 'promotion_uses'"


@pytest.fixture
def carts_with_code(stand: Stand) -> list[UUID]:
    """Fifty carts with a code of one use, and places for all."""
    empty()
    with db.transaction() as session:
        stand.shop = an_open_shop(session, now=stand.now, places=CUSTOMERS)
    a_promotion(code="ONCE", total_limit=1)
    made = [stand.cart() for _ in range(CUSTOMERS)]
    write("update cart set promotion_code = 'ONCE'")
    return made


@pytest.fixture
def _no_check(database: None) -> Iterator[None]:
    """The ledger's CHECK is away; it comes back when the tables are empty again."""
    write(f"alter table capacity_bucket drop constraint {CHECK}")
    yield
    empty()
    write(
        f"alter table capacity_bucket add constraint {CHECK}"
        " check (0 <= reserved and reserved <= capacity + overbooked)"
    )


def outcome(stand: Stand, made: list[UUID], monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """What comes of placing them, all of them priced before the first of them reserves."""
    together = threading.Barrier(len(made))
    check = settings.check_rules

    def wait(*values: Any, **named: Any) -> None:
        together.wait(timeout=60)
        check(*values, **named)

    monkeypatch.setattr(settings, "check_rules", wait)

    def place(cart: UUID) -> str:
        try:
            reserve.place_once(stand.placement(cart, total=LESS), stand.now)
        except CapacityShort as short:
            return " ".join(f"{each.kind} {each.cause}" for each in short.shortages)
        return "placed"

    answers = at_once([lambda cart=cart: place(cart) for cart in made])  # type: ignore[misc]
    return Counter(map(str, answers))


def test_of_fifty_that_saw_the_last_use_one_has_it(
    stand: Stand,
    carts_with_code: list[UUID],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert outcome(stand, carts_with_code, monkeypatch) == {
        "placed": 1,
        "promotion_uses full": CUSTOMERS - 1,
    }
    assert rows(USES) == [(1, 1)]
    assert rows("select count(*) from orders") == rows("select count(*) from order_promotion") == [(1,)]


@pytest.mark.usefixtures("_no_check")
def test_without_the_guard_all_fifty_would_have_it(
    stand: Stand,
    carts_with_code: list[UUID],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert statement.BUCKETS.count(GUARD) == 1
    monkeypatch.setattr(statement, "BUCKETS", statement.BUCKETS.replace(GUARD, ""))
    assert outcome(stand, carts_with_code, monkeypatch) == {"placed": CUSTOMERS}
    assert rows(USES) == [(CUSTOMERS, 1)]
