"""Rows 12 to 20 of docs/algorithms/payment.md: a provider whose money moves only when we capture it."""

from uuid import UUID

import pytest

from backend.shop.checkout.errors import NotPayable, PaymentInQuestion
from backend.shop.checkout.services import resolve, sweep
from backend.shop.checkout.services.cancel import cancel, let_go
from backend.shop.payments.errors import ProviderRefused, ProviderUnavailable
from backend.shop.payments.provider import SessionState
from tests.shop.checkout.fake_provider import raises
from tests.shop.checkout.stand import PRICE, Stand, jobs, rows, write
from tests.shop.checkout.test_finalize import LETTERS, let_expire, release_one

NO_ANSWER = ProviderUnavailable("no answer")


@pytest.fixture
def kind() -> str:
    return "paypal"


def steps() -> list[str]:
    return [
        state for (state,) in rows("select to_state from payment_move where refund_id is null order by id")
    ]


def unanswered(stand: Stand, order: UUID, *, where: str = "after") -> None:
    """Approved and asked for; the provider does not answer, its work undone or done."""
    stand.provider.pay(stand.payment(order))
    getattr(stand.provider, where)["capture"].append(raises(NO_ANSWER))
    with pytest.raises(ProviderUnavailable):
        stand.hear(order)


def test_12_money_that_is_held_back_is_no_money_yet_and_a_person_is_told(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order), said=SessionState.PENDING)
    for _ in range(2):
        stand.hear(order)
    stand.later(minutes=41)
    assert sweep.sweep(clock=stand.clock) == 0
    assert (stand.status(order), stand.holds(order)) == ("pending_payment", {"held"})
    assert stand.money(order) == [("unknown", 0, 0)]
    assert rows("select kind, payment_id from payment_difference") == [("pending", stand.payment(order))]
    assert jobs() == []
    stand.provider.say(stand.payment(order), SessionState.PAID)
    assert sweep.ask_after_open(clock=stand.clock) == 1
    assert (stand.status(order), stand.money(order)) == ("confirmed", [("succeeded", PRICE, 0)])


def test_12_money_that_was_held_back_and_refused_fails_the_payment(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order), said=SessionState.PENDING)
    stand.hear(order)
    stand.provider.say(stand.payment(order), SessionState.UNPAID)
    stand.hear(order)
    assert (stand.status(order), stand.money(order)) == ("pending_payment", [("failed", 0, 0)])


def test_13_what_was_declined_opens_the_page_for_something_else(stand: Stand) -> None:
    order = stand.place(stand.cart())
    page = rows("select redirect_url from payment")
    stand.provider.pay(stand.payment(order), said=SessionState.DECLINED)
    stand.hear(order)
    assert (stand.status(order), stand.holds(order)) == ("pending_payment", {"held"})
    assert rows("select state, declined from payment") == [("open", 1)]
    assert steps() == ["created", "open", "capturing", "unknown", "open"]
    assert [(stand.place_again(order),)] == page
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    assert (stand.status(order), stand.money(order)) == ("confirmed", [("succeeded", PRICE, 0)])
    assert list(stand.provider.captured) == [f"{stand.payment(order)}:0", f"{stand.payment(order)}:1"]


def test_13_a_decline_that_is_heard_twice_counts_once_and_one_of_before_moves_nothing(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order), said=SessionState.DECLINED)

    def another_hears_it_first() -> None:
        stand.provider.alone = False
        stand.hear(order)

    stand.provider.after["capture"].append(another_hears_it_first)
    stand.provider.alone = False
    stand.hear(order)
    assert rows("select state, declined from payment") == [("open", 1)]


def test_14_another_sum_is_never_captured(stand: Stand) -> None:
    order = stand.place(stand.cart())
    write("update payment set amount = amount + 1")
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    assert (stand.status(order), stand.money(order)) == ("pending_payment", [("unknown", 0, 0)])
    assert rows("select kind from payment_difference") == [("amount",)]
    assert "capture" not in stand.provider.calls


@pytest.mark.parametrize("where", ["before", "after"])
def test_15_a_capture_without_an_answer_is_driven_on_with_the_same_key(stand: Stand, where: str) -> None:
    order = stand.place(stand.cart())
    unanswered(stand, order, where=where)
    assert (stand.money(order), stand.holds(order)) == ([("unknown", 0, 0)], {"held"})
    stand.later(minutes=3)
    assert sweep.ask_after_open(clock=stand.clock) == 1
    assert (stand.status(order), stand.money(order)) == ("confirmed", [("succeeded", PRICE, 0)])
    assert list(stand.provider.captured) == [f"{stand.payment(order)}:0"]
    assert jobs() == LETTERS


def test_15_what_died_before_it_could_ask_is_driven_on_when_its_hold_is_overdue(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order))
    write("update payment set state = 'capturing'")  # committed, and then the process died
    stand.later(minutes=41)
    assert sweep.sweep(clock=stand.clock) == 0
    assert (stand.status(order), stand.holds(order)) == ("confirmed", {"confirmed"})


def test_15_a_decline_that_was_not_heard_is_asked_for_once_more(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order), said=SessionState.DECLINED)
    stand.provider.after["capture"].append(raises(NO_ANSWER))
    with pytest.raises(ProviderUnavailable):
        stand.hear(order)
    assert stand.money(order) == [("unknown", 0, 0)]
    stand.hear(order)  # the page says open: the key says declined
    assert rows("select state, declined from payment") == [("open", 1)]


def test_15_while_nobody_knows_nothing_is_cancelled_replaced_or_paid_again(stand: Stand) -> None:
    cart = stand.cart()
    order = stand.place(cart)
    unanswered(stand, order)
    for _ in range(3):
        stand.provider.before["look"].append(raises(NO_ANSWER))
    with pytest.raises(ProviderUnavailable):
        cancel(order_id=order, clock=stand.clock)
    with pytest.raises(ProviderUnavailable):
        stand.place_again(order)
    with pytest.raises(ProviderUnavailable):
        stand.place(cart)
    assert (stand.status(order), stand.money(order)) == ("pending_payment", [("unknown", 0, 0)])
    cancel(order_id=order, clock=stand.clock)  # it answers, and the money is there
    assert (stand.status(order), stand.money(order)) == ("confirmed", [("succeeded", PRICE, 0)])


def test_16_the_hold_is_committed_as_held_and_the_payment_as_capturing_before_the_call(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order))
    seen: list[object] = []
    stand.provider.before["capture"].append(lambda: seen.extend([stand.money(order), stand.holds(order)]))
    stand.hear(order)
    assert seen == [[("capturing", 0, 0)], {"held"}]
    assert steps() == ["created", "open", "capturing", "succeeded"]
    assert jobs() == LETTERS


def test_16_a_page_that_was_never_noted_is_noted_before_it_is_captured(stand: Stand) -> None:
    order = stand.place(stand.cart())
    write("update payment set state = 'created', session_id = null, redirect_url = null")
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    assert (stand.status(order), stand.money(order)) == ("confirmed", [("succeeded", PRICE, 0)])


def test_17_an_order_that_lost_a_hold_is_not_captured(stand: Stand) -> None:
    order = stand.place(stand.cart(slots=(1, 2)), total=2 * PRICE)
    release_one(order)
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    assert (stand.status(order), stand.money(order)) == ("pending_payment", [("expired", 0, 0)])
    assert "capture" not in stand.provider.calls


def test_18_a_sold_order_with_a_balance_due_is_captured(stand: Stand) -> None:
    order = stand.buy()
    first = stand.payment(order)
    write("update payment set captured = 4400 where id = :id", id=first)
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


@pytest.mark.parametrize("status", ["expired", "cancelled", "replaced"])
def test_19_what_is_approved_for_an_order_that_has_ended_is_not_captured(stand: Stand, status: str) -> None:
    order = stand.place(stand.cart())
    let_expire(stand, order)
    write("update orders set status = :status", status=status)
    write("update payment set state = 'open'")  # a page that was noted after the end
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    assert (stand.status(order), stand.money(order), stand.places()) == (status, [("expired", 0, 0)], 0)
    assert "capture" not in stand.provider.calls


def test_20_what_is_not_owed_any_more_is_not_captured(stand: Stand) -> None:
    order = stand.place(stand.cart())
    write("update orders set credit = total")
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    assert stand.money(order) == [("expired", 0, 0)]
    assert "capture" not in stand.provider.calls


@pytest.mark.parametrize("way", ["cancelled", "left", "replaced"])
def test_what_she_approved_and_then_gave_up_is_not_captured(stand: Stand, way: str) -> None:
    cart = stand.cart()
    order = stand.place(cart)
    payment = stand.payment(order)
    stand.provider.pay(payment)  # and no event has come yet
    if way == "cancelled":
        cancel(order_id=order, clock=stand.clock)
    elif way == "left":
        let_go(payment_id=payment, clock=stand.clock)
    else:
        stand.place(cart)
    assert stand.status(order) == ("replaced" if way == "replaced" else "cancelled")
    resolve.hear(payment_id=payment, clock=stand.clock, why="test")
    assert rows("select state, captured from payment where id = :id", id=payment) == [("expired", 0)]
    assert "capture" not in stand.provider.calls
    assert stand.places() == (1 if way == "replaced" else 0)


def test_what_she_approved_before_she_closed_the_tab_is_captured_when_its_hold_is_overdue(
    stand: Stand,
) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order))
    stand.later(minutes=41)
    assert sweep.sweep(clock=stand.clock) == 0
    assert (stand.status(order), stand.money(order)) == ("confirmed", [("succeeded", PRICE, 0)])


@pytest.mark.parametrize("way", ["cancelled", "left", "expired", "replaced", "paid with something else"])
def test_4_a_payment_that_we_have_ended_is_never_captured(stand: Stand, way: str) -> None:
    cart = stand.cart()
    order = stand.place(cart)
    payment = stand.payment(order)
    if way == "cancelled":
        cancel(order_id=order, clock=stand.clock)
    elif way == "left":
        let_go(payment_id=payment, clock=stand.clock)
    elif way == "expired":
        let_expire(stand, order)
    elif way == "replaced":
        stand.place(cart)
    else:
        stand.later(minutes=36)  # by our clock its page is over, so another is made
        assert stand.place_again(order) != f"https://pay.example/{payment}"
    calls = list(stand.provider.calls)
    stand.provider.pay(payment)  # nobody can end PayPal's page
    resolve.hear(payment_id=payment, clock=stand.clock, why="test")
    assert rows("select state, captured from payment where id = :id", id=payment) == [("expired", 0)]
    assert stand.provider.calls == [*calls, "look"]
    assert "expire" not in calls


def test_what_is_refused_for_good_fails_and_she_may_pay_anew(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order), said=SessionState.UNPAID)
    stand.hear(order)
    assert stand.money(order) == [("failed", 0, 0)]
    assert steps() == ["created", "open", "capturing", "failed"]
    stand.place_again(order)
    assert stand.money(order) == [("failed", 0, 0), ("open", 0, 0)]


def test_an_order_that_the_provider_does_not_know_any_more_is_in_question(stand: Stand) -> None:
    order = stand.place(stand.cart())
    unanswered(stand, order)
    stand.provider.before["look"].append(raises(ProviderRefused("no such order")))
    with pytest.raises(PaymentInQuestion):
        stand.hear(order)
    assert (stand.money(order), stand.holds(order)) == ([("unknown", 0, 0)], {"held"})


def test_paying_again_at_the_moment_of_approval_captures_and_says_so(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order))
    with pytest.raises(NotPayable) as refusal:
        stand.place_again(order)
    assert refusal.value.extra == {"order_status": "confirmed"}
