"""Many at once around one approved order: captured once, or never; in the end nothing is in between."""

import pytest

from backend.shop.checkout.services import resolve, sweep
from backend.shop.checkout.services.cancel import cancel, let_go
from tests.shop.checkout.crowd import at_once
from tests.shop.checkout.stand import PRICE, Stand, jobs, rows
from tests.shop.checkout.test_finalize import LETTERS

pytestmark = pytest.mark.race


@pytest.fixture
def kind() -> str:
    return "paypal"


@pytest.fixture(autouse=True)
def _many(stand: Stand) -> None:
    stand.provider.alone = False


def test_told_twenty_times_at_once_it_is_captured_once(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order))
    at_once([lambda: stand.hear(order)] * 20)
    assert (stand.status(order), stand.money(order)) == ("confirmed", [("succeeded", PRICE, 0)])
    assert list(stand.provider.captured) == [f"{stand.payment(order)}:0"]
    assert jobs() == LETTERS
    steps = [state for (state,) in rows("select to_state from payment_move order by id")]
    assert steps == ["created", "open", "capturing", "succeeded"]


@pytest.mark.parametrize("way", ["cancelled", "left", "replaced", "expired"])
def test_approved_and_given_up_at_once_it_is_sold_or_never_charged(stand: Stand, way: str) -> None:
    cart = stand.cart()
    order = stand.place(cart)
    payment = stand.payment(order)
    stand.provider.pay(payment)
    if way == "expired":
        stand.later(minutes=41)
    ends = {
        "cancelled": lambda: cancel(order_id=order, clock=stand.clock),
        "left": lambda: let_go(payment_id=payment, clock=stand.clock),
        "replaced": lambda: stand.place(cart),
        "expired": lambda: sweep.sweep(clock=stand.clock),
    }
    hear = [lambda: resolve.hear(payment_id=payment, clock=stand.clock, why="event")] * 3
    at_once([*hear, ends[way], *hear])
    resolve.hear(payment_id=payment, clock=stand.clock, why="at rest")
    [(state, captured, refunded)] = rows(
        "select state, captured, refunded from payment where id = :id", id=payment
    )
    if stand.status(order) == "confirmed":
        assert (state, captured, refunded, stand.places()) == ("succeeded", PRICE, 0, 1)
    elif captured:  # it was sold, and cancelled after that: all of it goes back
        assert (stand.status(order), captured, refunded, stand.places()) == ("cancelled", PRICE, PRICE, 0)
    else:
        assert (state, stand.provider.captured) == ("expired", {})
        assert stand.status(order) == {"left": "cancelled"}.get(way, way)
        assert stand.places() == (1 if way == "replaced" else 0)
