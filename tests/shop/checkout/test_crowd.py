"""Many at once: one key, one cart in two tabs, one webhook twenty times, a provider that sleeps."""

import threading
from collections import Counter
from collections.abc import Callable
from uuid import UUID

import pytest

from backend.shop.checkout.errors import IdempotencyMismatch, OrderReplaced, TooManyHolds
from backend.shop.checkout.services import refund, resolve, sweep
from backend.shop.checkout.services.cancel import cancel
from backend.shop.kit.errors import Busy
from backend.shop.payments.provider import SessionState
from tests.shop.checkout.crowd import at_once, idle_in_transaction, locks
from tests.shop.checkout.stand import PRICE, Stand, jobs, rows, write

pytestmark = pytest.mark.race


@pytest.fixture(autouse=True)
def _many(stand: Stand) -> None:
    stand.provider.alone = False


def patient(stand: Stand, cart: UUID, key: str, *, total: int = PRICE) -> UUID:
    """Sends again what the shop says to send again, as a client does."""
    while True:
        answer = at_once([lambda: stand.place(cart, key=key, total=total)])[0]
        if not isinstance(answer, Busy) and getattr(answer, "code", "") != "in_progress":
            break
    if isinstance(answer, Exception):
        raise answer
    return answer


def test_the_same_key_fifty_times_at_once_is_one_order(stand: Stand) -> None:
    cart = stand.cart()
    answers = at_once([lambda: patient(stand, cart, "k")] * 50)
    assert len(set(answers)) == 1
    assert rows("select count(*) from orders") == rows("select count(*) from payment") == [(1,)]
    assert stand.provider.calls.count("open") == 1
    assert stand.places() == 1
    with pytest.raises(IdempotencyMismatch):
        stand.place(cart, key="k", total=1)


@pytest.mark.parametrize("tabs", [2, 6])
def test_tabs_that_order_at_once_leave_one_order_and_one_open_page(stand: Stand, tabs: int) -> None:
    cart = stand.cart()
    at_once([lambda key=key: patient(stand, cart, f"tab {key}") for key in range(tabs)])  # type: ignore[misc]
    assert rows("select count(*) from orders where status = 'pending_payment'") == [(1,)]
    assert Counter(each.state for each in stand.provider.sessions.values())[SessionState.OPEN] == 1
    assert stand.places() == 1
    [(last,)] = rows("select id from orders where status = 'pending_payment'")
    stand.provider.pay(stand.payment(last))
    stand.hear(last)
    assert rows("select sum(captured)::int from payment") == [(PRICE,)]


def test_told_twenty_times_at_once_it_is_one_transition(stand: Stand) -> None:
    order = stand.place(stand.cart())
    payment = stand.payment(order)
    stand.provider.pay(payment)
    tell = [lambda: resolve.hear(payment_id=payment, clock=stand.clock, why="webhook")] * 20
    at_once([*tell, lambda: sweep.sweep(clock=stand.clock), lambda: cancel_quietly(stand, order)])
    stand.hear(order)
    assert rows("select to_state from payment_move where refund_id is null order by id") == [
        ("created",),
        ("open",),
        ("succeeded",),
    ]
    status = stand.status(order)
    assert status in ("confirmed", "cancelled")
    assert jobs().count("notifications:send_confirmation") == 1
    assert jobs().count("checkout:send_refund") == (status == "cancelled")


def cancel_quietly(stand: Stand, order: UUID) -> UUID:
    cancel(order_id=order, clock=stand.clock)
    return order


@pytest.mark.parametrize("again", range(5))
def test_paying_cancelling_ordering_and_paying_again_at_once_never_lose_money(
    stand: Stand, again: int
) -> None:
    cart = stand.cart()
    order = stand.place(cart)
    payment = stand.payment(order)
    calls: list[Callable[[], object]] = [
        lambda: stand.provider.pay_if_open(payment),
        lambda: resolve.hear(payment_id=payment, clock=stand.clock, why="webhook"),
        lambda: cancel_quietly(stand, order),
        lambda: stand.place(cart, key="again"),
        lambda: stand.place_again(order),
    ]
    at_once(calls[again:] + calls[:again])
    settle(stand)
    assert money_is_home(stand)
    assert rows("select count(*) < 2 from orders where status = 'pending_payment'") == [(True,)]
    assert Counter(each.state for each in stand.provider.sessions.values())[SessionState.OPEN] <= 1


def settle(stand: Stand) -> None:
    for (payment,) in rows("select id from payment"):
        resolve.hear(payment_id=payment, clock=stand.clock, why="settling")
    refund.send_open(clock=stand.clock)


def money_is_home(stand: Stand) -> bool:
    """What the provider has taken and not given back is what the orders that are sold cost."""
    taken = sum(each.amount for each in stand.provider.sessions.values() if each.state is SessionState.PAID)
    back = sum(each.amount for each in stand.provider.refunds.values())
    [(sold,)] = rows(
        "select coalesce(sum(total), 0)::int from orders where status not in"
        " ('pending_payment', 'cancelled', 'expired', 'replaced')"
    )
    return taken - back == int(sold)


def test_an_address_cannot_slip_past_its_limit_by_being_quick(stand: Stand) -> None:
    write("update shop set live_orders_per_address = 1")
    carts = [stand.cart(slots=(slot % 2 + 1,)) for slot in range(8)]
    answers = at_once(
        [lambda cart=cart: stand.place(cart, address="203.0.113.7") for cart in carts]  # type: ignore[misc]
    )
    assert Counter(type(each) for each in answers) == {UUID: 1, TooManyHolds: 7}
    assert rows("select count(*) from orders") == [(1,)]


def test_a_sleeping_provider_holds_nothing_and_others_buy_meanwhile(stand: Stand) -> None:
    asleep, awake = threading.Semaphore(0), threading.Event()

    def sleep() -> None:
        asleep.release()
        assert awake.wait(30)

    waiting = stand.place(stand.cart(slots=(2,)))
    gone = stand.buy(slots=(2,))
    cancel(order_id=gone, clock=stand.clock)
    verbs = ["open", "look", "expire", "refund"]
    for verb in verbs:
        stand.provider.before[verb].append(sleep)
    calls = {
        "open": lambda: stand.place(stand.cart(slots=(2,))),
        "look": lambda: resolve.hear(payment_id=stand.payment(waiting), clock=stand.clock, why="webhook"),
        "expire": lambda: cancel_quietly(stand, waiting),
        "refund": lambda: refund.send_open(clock=stand.clock),
    }
    threads = [threading.Thread(target=calls[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for _ in verbs:
        assert asleep.acquire(timeout=15)
    assert idle_in_transaction() == []
    assert locks() == []
    order = stand.buy(slots=(1,))  # somebody else, from cart to confirmation
    assert stand.status(order) == "confirmed"
    assert stand.status(waiting) == "pending_payment"
    awake.set()
    for thread in threads:
        thread.join(15)
        assert not thread.is_alive()
    assert stand.status(waiting) == "cancelled"


def test_an_order_replaced_while_its_provider_slept_is_told_so(stand: Stand) -> None:
    cart = stand.cart()
    asleep, awake = threading.Event(), threading.Event()

    def sleep() -> None:
        asleep.set()
        assert awake.wait(30)

    stand.provider.before["open"].append(sleep)

    def second() -> UUID:
        assert asleep.wait(15)
        order = stand.place(cart, key="second tab")
        awake.set()
        return order

    first, new = at_once([lambda: stand.place(cart, key="first tab"), second])
    assert isinstance(first, OrderReplaced)
    assert isinstance(new, UUID)
    assert stand.status(new) == "pending_payment"
    assert Counter(each.state for each in stand.provider.sessions.values()) == {
        SessionState.OPEN: 1,
        SessionState.EXPIRED: 1,
    }
