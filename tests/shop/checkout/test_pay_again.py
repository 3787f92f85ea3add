"""Paying again: one open page per order, a new attempt when it is over, holds for two hours at most."""

from datetime import timedelta

import pytest

from backend.shop.checkout.errors import HoldLimit, NotPayable, OrderReplaced, PaymentInQuestion
from backend.shop.checkout.services import sweep
from backend.shop.payments.errors import ProviderRefused, ProviderUnavailable
from backend.shop.payments.provider import SessionState
from tests.shop.checkout.fake_provider import raises
from tests.shop.checkout.stand import BOTH_KINDS, PRICE, Stand, rows, write


@BOTH_KINDS
def test_a_page_that_is_open_is_the_answer(stand: Stand) -> None:
    order = stand.place(stand.cart())
    [(page,)] = rows("select redirect_url from payment")
    stand.later(minutes=10)
    assert stand.place_again(order) == page
    assert stand.money(order) == [("open", 0, 0)]


@BOTH_KINDS
def test_a_page_that_is_over_is_followed_by_a_new_attempt_and_the_holds_are_renewed(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.say(stand.payment(order), SessionState.EXPIRED)
    stand.later(minutes=36)
    page = stand.place_again(order)
    assert page == f"https://pay.example/{stand.payment(order)}"
    assert stand.money(order) == [("expired", 0, 0), ("open", 0, 0)]
    assert rows("select expires_at from payment where attempt = 2") == [(stand.now + timedelta(minutes=35),)]
    assert rows("select expires_at from hold") == [(stand.now + timedelta(minutes=40),)]
    stand.later(minutes=10)  # the first hold would be over
    assert sweep.sweep(clock=stand.clock) == 0
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    assert (stand.status(order), stand.places()) == ("confirmed", 1)


@BOTH_KINDS
def test_an_order_that_is_paid_is_confirmed_and_not_paid_again(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order))
    with pytest.raises(NotPayable) as refusal:
        stand.place_again(order)
    assert refusal.value.extra == {"order_status": "confirmed"}
    assert (stand.status(order), stand.money(order)) == ("confirmed", [("succeeded", PRICE, 0)])


@BOTH_KINDS
def test_money_in_question_opens_no_second_page(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order), amount=1)
    with pytest.raises(PaymentInQuestion):
        stand.place_again(order)
    assert stand.money(order) == [("unknown", 0, 0)]


@BOTH_KINDS
def test_a_replaced_order_names_its_successor(stand: Stand) -> None:
    cart = stand.cart()
    old = stand.place(cart)
    new = stand.place(cart)
    with pytest.raises(OrderReplaced) as refusal:
        stand.place_again(old)
    assert rows("select id from orders where number = :number", number=refusal.value.extra["number"]) == [
        (new,)
    ]


@BOTH_KINDS
def test_places_are_held_for_two_hours_at_most(stand: Stand) -> None:
    cart = stand.cart()
    order = stand.place(cart)
    stand.later(minutes=80)  # 80 + 40 is two hours
    stand.provider.say(stand.payment(order), SessionState.EXPIRED)
    stand.place_again(order)
    stand.provider.say(stand.payment(order), SessionState.EXPIRED)
    stand.later(seconds=1)
    for _ in range(2):
        with pytest.raises(HoldLimit):
            stand.place_again(order)
    with pytest.raises(HoldLimit):
        stand.place(cart)
    assert stand.money(order) == [("expired", 0, 0), ("expired", 0, 0)]
    stand.later(minutes=40)
    assert sweep.sweep(clock=stand.clock) == 1
    assert (stand.status(order), stand.places()) == ("expired", 0)
    assert stand.status(stand.place(cart)) == "pending_payment"


@BOTH_KINDS
def test_the_two_hours_are_the_carts_and_a_replaced_order_hands_them_on(stand: Stand) -> None:
    cart = stand.cart()
    first = stand.place(cart)
    [(since,)] = rows("select held_since from orders")
    for _ in range(2):
        stand.later(minutes=40)
        last = stand.place(cart)
    assert rows("select distinct held_since from orders") == [(since,)]
    stand.later(seconds=1)
    with pytest.raises(HoldLimit):
        stand.place(cart)
    assert (stand.status(first), stand.status(last)) == ("replaced", "pending_payment")
    assert stand.money(last) == [("open", 0, 0)]  # its page is still there to be paid


def test_a_repost_that_is_refused_for_its_age_is_followed_by_the_next_attempt(stand: Stand) -> None:
    cart = stand.cart()
    stand.provider.before["open"].append(raises(KeyboardInterrupt()))  # died between commit and provider
    with pytest.raises(KeyboardInterrupt):
        stand.place(cart, key="k")
    assert rows("select state from payment") == [("created",)]
    stand.later(minutes=6)  # 35 - 6 is less than the provider's 30
    order = stand.place(cart, key="k")
    assert stand.money(order) == [("failed", 0, 0), ("open", 0, 0)]
    assert rows("select expires_at from hold") == [(stand.now + timedelta(minutes=40),)]
    assert len(stand.provider.sessions) == 1
    assert rows("select count(*) from orders") == [(1,)]


def test_past_the_limit_a_refused_repost_only_fails(stand: Stand) -> None:
    cart = stand.cart()
    stand.provider.before["open"].append(raises(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        stand.place(cart, key="k")
    stand.later(minutes=81)
    with pytest.raises(ProviderRefused):
        stand.place(cart, key="k")
    assert rows("select state from payment") == [("failed",)]
    with pytest.raises(HoldLimit):
        stand.place(cart, key="k")


@BOTH_KINDS
def test_any_other_refusal_fails_the_payment_and_a_repeat_tries_anew(stand: Stand) -> None:
    cart = stand.cart()
    stand.provider.before["open"].append(raises(ProviderRefused("no such email", param="customer_email")))
    with pytest.raises(ProviderRefused):
        stand.place(cart, key="k")
    assert rows("select state from payment") == [("failed",)]
    order = stand.place(cart, key="k")
    assert stand.money(order) == [("failed", 0, 0), ("open", 0, 0)]


@BOTH_KINDS
def test_a_provider_that_does_not_answer_is_asked_again_at_once_with_the_same_key(stand: Stand) -> None:
    cart = stand.cart()
    stand.provider.after["open"].append(
        raises(ProviderUnavailable())
    )  # it made the session, and we do not know
    with pytest.raises(ProviderUnavailable):
        stand.place(cart, key="k")
    order = stand.place(cart, key="k")
    assert stand.money(order) == [("open", 0, 0)]
    assert len(stand.provider.sessions) == 1


@BOTH_KINDS
@pytest.mark.parametrize("when", ["before", "after"])
def test_whoever_died_while_asking_is_followed_when_the_lease_is_over(stand: Stand, when: str) -> None:
    cart = stand.cart()
    getattr(stand.provider, when)["open"].append(raises(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        stand.place(cart, key="k")
    stand.later(seconds=21)
    order = stand.place(cart, key="k")
    assert (stand.money(order), len(stand.provider.sessions)) == ([("open", 0, 0)], 1)


def test_an_order_that_was_replaced_while_the_provider_was_asked_leaves_no_page_behind(stand: Stand) -> None:
    cart = stand.cart()
    newer = []
    stand.provider.after["open"].append(lambda: newer.append(stand.place(cart)))
    with pytest.raises(OrderReplaced):
        stand.place(cart)
    [old] = [order for (order,) in rows("select id from orders where status = 'replaced'")]
    assert (stand.status(newer[0]), stand.money(old)) == ("pending_payment", [("expired", 0, 0)])
    assert [each.state for each in stand.provider.sessions.values()].count(SessionState.OPEN) == 1
    assert stand.places() == 1


@BOTH_KINDS
def test_a_confirmed_order_is_the_answer_of_a_repeat(stand: Stand) -> None:
    cart = stand.cart()
    order = stand.place(cart, key="k")
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    calls = list(stand.provider.calls)
    assert stand.place(cart, key="k") == order
    write("update orders set status = 'cancelled'")
    assert stand.place(cart, key="k") == order
    assert stand.provider.calls == calls


def test_two_clocks_that_are_apart_are_a_refusal_and_no_endless_loop(stand: Stand) -> None:
    cart = stand.cart()
    stand.provider.now = lambda: stand.now + timedelta(minutes=6)
    with pytest.raises(ProviderUnavailable):
        stand.place(cart, key="k")
    assert rows("select state from payment order by attempt") == [("failed",), ("failed",), ("created",)]
    stand.provider.now = stand.clock
    order = stand.place(cart, key="k")
    assert stand.money(order)[-1] == ("open", 0, 0)
    assert len(stand.provider.sessions) == 1


def test_a_session_that_the_provider_does_not_know_is_kept_for_a_person(stand: Stand) -> None:
    cart = stand.cart()
    order = stand.place(cart)
    unknown = ProviderRefused("no such session")
    stand.provider.before["look"] = [raises(unknown)]
    stand.provider.before["expire"] = [raises(unknown), raises(unknown)]
    with pytest.raises(PaymentInQuestion):
        stand.place_again(order)
    with pytest.raises(PaymentInQuestion) as refusal:
        stand.place(cart)
    assert rows("select number from orders") == [(refusal.value.extra["number"],)]
    stand.later(minutes=41)
    assert sweep.sweep(clock=stand.clock) == 0
    assert (stand.status(order), stand.holds(order)) == ("pending_payment", {"held"})
    assert rows("select kind, payment_id from payment_difference") == [("lost_session", stand.payment(order))]
