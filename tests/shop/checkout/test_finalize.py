"""Each row of docs/algorithms/payment.md that acts: money, capacity and letters, through the services."""

from uuid import UUID

import pytest

from backend import db
from backend.shop.capacity import services
from backend.shop.checkout.services import resolve, sweep
from backend.shop.payments.provider import SessionState
from tests.shop.checkout.stand import BOTH_KINDS, PRICE, Stand, jobs, rows, write

pytestmark = BOTH_KINDS

LETTERS = ["notifications:send_confirmation", "notifications:send_new_order"]
REFUND = ["checkout:send_refund", "notifications:send_refund_notice"]


def let_expire(stand: Stand, order: UUID) -> None:
    stand.later(minutes=41)
    assert sweep.sweep(clock=stand.clock) == 1
    assert (stand.status(order), stand.holds(order)) == ("expired", {"expired"})


def test_1_a_paid_payment_stays_as_it_is_however_often_it_is_told(stand: Stand) -> None:
    order = stand.buy()
    for state in SessionState:
        stand.provider.say(stand.payment(order), state)
        stand.hear(order)
    assert stand.money(order) == [("succeeded", PRICE, 0)]
    assert (stand.status(order), stand.holds(order), jobs()) == ("confirmed", {"confirmed"}, LETTERS)


def test_2_an_open_session_moves_nothing(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.hear(order)
    assert (stand.status(order), stand.money(order), stand.holds(order)) == (
        "pending_payment",
        [("open", 0, 0)],
        {"held"},
    )


@pytest.mark.parametrize(("said", "state"), [("expired", "expired"), ("unpaid", "failed")])
def test_3_a_session_that_is_over_closes_its_payment_and_the_sweeper_frees_the_places(
    stand: Stand, said: str, state: str
) -> None:
    order = stand.place(stand.cart())
    stand.provider.say(stand.payment(order), SessionState(said))
    stand.hear(order)
    assert (stand.status(order), stand.money(order)) == ("pending_payment", [(state, 0, 0)])
    assert stand.places() == 1
    stand.hear(order)  # row 4
    assert stand.money(order) == [(state, 0, 0)]
    let_expire(stand, order)
    assert stand.places() == 0


@pytest.mark.parametrize(
    ("amount", "currency", "difference"), [(PRICE - 1, "USD", "amount"), (PRICE, "EUR", "currency")]
)
def test_5_another_sum_is_never_taken_as_paid_and_the_hold_is_kept_for_a_person(
    stand: Stand, amount: int, currency: str, difference: str
) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order), amount=amount, currency=currency)
    for _ in range(3):
        stand.hear(order)
    stand.later(minutes=41)
    assert sweep.sweep(clock=stand.clock) == 0
    assert (stand.status(order), stand.holds(order)) == ("pending_payment", {"held"})
    assert stand.money(order) == [("unknown", 0, 0)]
    assert rows("select kind, payment_id from payment_difference") == [(difference, stand.payment(order))]
    steps = ["created", "open", *["capturing"] * stand.provider.captures, "unknown"]
    assert rows("select to_state from payment_move order by id") == [(step,) for step in steps]
    assert jobs() == []


def test_6_money_for_an_order_that_owes_nothing_goes_back_whole(stand: Stand) -> None:
    order = stand.place(stand.cart())
    first = stand.payment(order)
    write("update payment set state = 'expired' where id = :id", id=first)  # a page that we believed dead
    stand.provider.say(first, SessionState.EXPIRED)
    stand.place_again(order)
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    stand.provider.charge(first)
    resolve.hear(payment_id=first, clock=stand.clock, why="test")
    assert stand.money(order) == [("succeeded", PRICE, PRICE), ("succeeded", PRICE, 0)]
    assert (stand.status(order), stand.places()) == ("confirmed", 1)
    assert jobs() == LETTERS + REFUND


def test_7_money_for_a_held_order_confirms_it(stand: Stand) -> None:
    cart = stand.cart()
    order = stand.place(cart)
    stand.later(minutes=39)  # the clock does not matter: its lines are still held
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    assert stand.money(order) == [("succeeded", PRICE, 0)]
    assert (stand.status(order), stand.holds(order), stand.places()) == ("confirmed", {"confirmed"}, 1)
    assert jobs() == LETTERS
    assert rows("select count(*) from cart_line") == [(0,)]


def test_7_the_cart_loses_only_what_was_ordered(stand: Stand) -> None:
    cart = stand.cart(slots=(1, 2))
    order = stand.place(cart, total=2 * PRICE)
    write("update cart_line set quantity = 3")  # she came back and wants more, and then pays the old page
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    assert rows("select sum(quantity)::int from cart_line") == [(4,)]


def test_7_the_session_that_nobody_noted_is_found_by_its_key(stand: Stand) -> None:
    order = stand.place(stand.cart())
    write("update payment set state = 'created', session_id = null, redirect_url = null")
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    assert (stand.status(order), stand.money(order)) == ("confirmed", [("succeeded", PRICE, 0)])


def test_8_a_pending_order_that_lost_a_hold_reserves_all_of_it_again(stand: Stand) -> None:
    order = stand.place(stand.cart(slots=(1, 2)), total=2 * PRICE)
    release_one(order)
    assert stand.holds(order) == {"held", "released"}
    stand.provider.charge(stand.payment(order))
    stand.hear(order)
    assert (stand.status(order), stand.places(1), stand.places(2)) == ("confirmed", 1, 1)
    assert stand.holds(order) == {"confirmed", "released"}


def release_one(order: UUID) -> None:
    [(first, _)] = rows(
        "select id, position from delivery where order_id = :order order by position limit 1", order=order
    )
    with db.transaction() as session:
        released = services.HoldChange(first, 1, (), services.HoldState.RELEASED)
        services.change(session, changes=[released])


def test_9_late_money_reserves_again(stand: Stand) -> None:
    cart = stand.cart(slots=(1, 2))
    order = stand.place(cart, total=2 * PRICE)
    let_expire(stand, order)
    stand.provider.charge(stand.payment(order))
    stand.hear(order)
    assert (stand.status(order), stand.places(1), stand.places(2)) == ("confirmed", 1, 1)
    assert stand.money(order) == [("succeeded", 2 * PRICE, 0)]
    assert stand.holds(order) == {"confirmed", "expired"}
    assert jobs() == LETTERS
    assert rows("select count(*) from cart_line") == [(0,)]


def test_9_late_money_goes_back_whole_when_one_delivery_cannot_be_had(stand: Stand) -> None:
    order = stand.place(stand.cart(slots=(1, 2)), total=2 * PRICE)
    let_expire(stand, order)
    stand.buy(slots=(2,))
    stand.buy(slots=(2,))
    stand.provider.charge(stand.payment(order))
    for _ in range(2):
        stand.hear(order)
    assert (stand.status(order), stand.holds(order)) == ("expired", {"expired"})
    assert stand.money(order) == [("succeeded", 2 * PRICE, 2 * PRICE)]
    assert (stand.places(1), stand.places(2)) == (0, 2)
    assert jobs() == LETTERS * 2 + REFUND


def test_9_late_money_goes_back_when_the_cart_has_ordered_again_since(stand: Stand) -> None:
    cart = stand.cart()
    order = stand.place(cart)
    let_expire(stand, order)
    newer = stand.place(cart)
    stand.provider.charge(stand.payment(order))
    stand.hear(order)
    assert (stand.status(order), stand.status(newer)) == ("expired", "pending_payment")
    assert stand.money(order) == [("succeeded", PRICE, PRICE)]
    assert stand.places() == 1


def test_10_a_balance_due_is_paid_and_only_the_excess_goes_back(stand: Stand) -> None:
    order = stand.place(stand.cart())
    first = stand.payment(order)
    stand.provider.pay(first)
    stand.hear(order)
    write("update payment set captured = 4400 where id = :id", id=first)  # as after an edit: 1000 are due
    write(
        "insert into payment (id, order_id, attempt, provider, state, amount, currency, created_at,"
        " expires_at, request, session_id) select :new, order_id, 2, provider, 'open', amount, currency,"
        " created_at, expires_at, request, :session from payment where id = :id",
        new=UUID(int=2),
        session=f"cs_{UUID(int=2)}",
        id=first,
    )
    request = stand.provider.requests[str(first)]
    stand.provider.open_session(request=request, key=str(UUID(int=2)))
    stand.provider.pay(UUID(int=2))
    stand.hear(order)
    assert stand.money(order) == [("succeeded", 4400, 0), ("succeeded", PRICE, 4400)]
    assert (stand.status(order), stand.places()) == ("confirmed", 1)


@pytest.mark.parametrize("status", ["cancelled", "replaced"])
def test_11_money_for_an_order_that_has_ended_always_goes_back(stand: Stand, status: str) -> None:
    order = stand.place(stand.cart())
    let_expire(stand, order)
    write("update orders set status = :status where id = :order", status=status, order=order)
    stand.provider.charge(stand.payment(order))
    stand.hear(order)
    assert (stand.status(order), stand.places()) == (status, 0)
    assert stand.money(order) == [("succeeded", PRICE, PRICE)]
    assert jobs() == REFUND


def test_what_the_shop_has_taken_off_is_not_owed_any_more(stand: Stand) -> None:
    order = stand.place(stand.cart())
    write("update orders set credit = 400")
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    assert (stand.status(order), stand.money(order)) == ("confirmed", [("succeeded", PRICE, 400)])
    assert rows("select amount, cause, reason from refund") == [(400, "excess", "more than was due")]
