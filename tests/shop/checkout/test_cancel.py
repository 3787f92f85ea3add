"""Cancelling and letting go: the page is ended first, the places are free at once, the money goes back."""

import pytest

from backend import db
from backend.shop.checkout import selectors
from backend.shop.checkout.errors import NotCancellable, PaymentInQuestion
from backend.shop.checkout.services import sweep
from backend.shop.checkout.services.cancel import cancel, let_go
from backend.shop.orders import selectors as orders
from backend.shop.payments.errors import ProviderUnavailable
from backend.shop.payments.provider import SessionState
from tests.shop.checkout.fake_provider import raises
from tests.shop.checkout.stand import BOTH_KINDS, PRICE, Stand, jobs, rows, write


@BOTH_KINDS
def test_an_order_that_waits_is_cancelled_and_its_places_are_free(stand: Stand) -> None:
    cart = stand.cart(slots=(1, 2))
    order = stand.place(cart, total=2 * PRICE)
    cancel(order_id=order, clock=stand.clock)
    assert (stand.status(order), stand.holds(order)) == ("cancelled", {"released"})
    assert stand.money(order) == [("expired", 0, 0)]
    assert rows("select distinct status from delivery") == [("cancelled",)]
    assert (stand.places(1), stand.places(2)) == (0, 0)
    assert rows("select count(*) from cart_line") == [(2,)]
    assert stand.place(cart, total=2 * PRICE) != order


def test_one_that_is_paid_at_that_moment_is_confirmed_instead(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.before["expire"].append(lambda: stand.provider.pay(stand.payment(order)))
    cancel(order_id=order, clock=stand.clock)
    assert (stand.status(order), stand.money(order)) == ("confirmed", [("succeeded", PRICE, 0)])
    assert stand.places() == 1


def test_without_the_providers_word_nothing_moves(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.before["expire"].append(raises(ProviderUnavailable()))
    with pytest.raises(ProviderUnavailable):
        cancel(order_id=order, clock=stand.clock)
    assert (stand.status(order), stand.holds(order)) == ("pending_payment", {"held"})


def test_money_in_question_keeps_the_order(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order), currency="EUR")
    with pytest.raises(PaymentInQuestion) as refusal:
        cancel(order_id=order, clock=stand.clock)
    assert rows("select number from orders") == [(refusal.value.extra["number"],)]
    assert (stand.status(order), stand.holds(order)) == ("pending_payment", {"held"})


@BOTH_KINDS
def test_a_paid_order_is_cancelled_with_all_its_money_once(stand: Stand) -> None:
    order = stand.buy(slots=(1, 2))
    for _ in range(2):
        cancel(order_id=order, clock=stand.clock)
    assert (stand.status(order), stand.holds(order)) == ("cancelled", {"released"})
    assert stand.money(order) == [("succeeded", 2 * PRICE, 2 * PRICE)]
    assert rows("select amount, reason from refund") == [(2 * PRICE, "the order was cancelled")]
    assert jobs().count("checkout:send_refund") == 1
    assert rows("select to_status, delivery_id is null from order_move order by id") == [
        ("pending_payment", True),
        ("confirmed", True),
        ("cancelled", False),
        ("cancelled", False),
        ("cancelled", True),
    ]


@BOTH_KINDS
def test_the_limit_is_the_earliest_cut_off_less_the_shops_minutes(stand: Stand) -> None:
    order = stand.buy(slots=(1, 2))
    write("update shop set cancel_minutes_before_cutoff = 90")
    [(cutoff,)] = rows("select cutoff_at from slot_instance where id = :id", id=stand.shop.slot_ids[1])
    stand.now = cutoff
    stand.later(minutes=-90)
    with pytest.raises(NotCancellable):
        cancel(order_id=order, clock=stand.clock)
    assert (stand.status(order), stand.money(order)) == ("confirmed", [("succeeded", 2 * PRICE, 0)])
    assert stand.holds(order) == {"confirmed"}
    stand.later(seconds=-1)
    cancel(order_id=order, clock=stand.clock)
    assert stand.status(order) == "cancelled"


@BOTH_KINDS
@pytest.mark.parametrize("status", ["preparing", "delivered", "expired", "replaced"])
def test_once_begun_or_ended_nothing_is_cancelled(stand: Stand, status: str) -> None:
    order = stand.buy()
    write("update orders set status = :status", status=status)
    with pytest.raises(NotCancellable):
        cancel(order_id=order, clock=stand.clock)
    assert (stand.holds(order), rows("select count(*) from refund")) == ({"confirmed"}, [(0,)])


@BOTH_KINDS
def test_what_the_customer_may_do_is_what_the_services_grant(stand: Stand) -> None:
    def rights(order: object) -> tuple[bool, bool]:
        with db.transaction() as session:
            found = selectors.rights(session, orders.whole(session, order), now=stand.now)  # type: ignore[arg-type]
            return found.can_pay, found.can_cancel

    order = stand.place(stand.cart())
    assert rights(order) == (True, True)
    stand.provider.say(stand.payment(order), SessionState.EXPIRED)
    stand.hear(order)
    stand.later(minutes=80)
    assert rights(order) == (True, True)
    stand.later(seconds=1)
    assert rights(order) == (False, True)
    cancel(order_id=order, clock=stand.clock)
    assert rights(order) == (False, False)
    assert rights(stand.buy()) == (False, True)


@BOTH_KINDS
def test_the_back_link_lets_the_places_go_and_leaves_the_cart_full(stand: Stand) -> None:
    cart = stand.cart()
    order = stand.place(cart)
    assert let_go(payment_id=stand.payment(order), clock=stand.clock) == order
    assert (stand.status(order), stand.places()) == ("cancelled", 0)
    assert rows("select count(*) from cart_line") == [(1,)]
    assert stand.status(stand.place(cart)) == "pending_payment"


@BOTH_KINDS
def test_the_back_link_of_an_old_attempt_ends_only_that_page(stand: Stand) -> None:
    order = stand.place(stand.cart())
    first = stand.payment(order)
    stand.provider.say(first, SessionState.EXPIRED)
    stand.place_again(order)
    assert let_go(payment_id=first, clock=stand.clock) == order
    assert (stand.status(order), stand.money(order)) == (
        "pending_payment",
        [("expired", 0, 0), ("open", 0, 0)],
    )


def test_the_back_link_of_a_page_that_was_paid_confirms(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order))
    let_go(payment_id=stand.payment(order), clock=stand.clock)
    assert stand.status(order) == "confirmed"


def test_an_order_lost_to_late_money_offers_the_next_three_slots(stand: Stand) -> None:
    order = stand.place(stand.cart(slots=(0,)))
    stand.later(minutes=41)
    sweep.sweep(clock=stand.clock)
    with db.transaction() as session:
        assert selectors.offers(session, orders.whole(session, order), now=stand.now) == []
    write(
        "update capacity_bucket set open = false where id = (select bucket_id from slot_instance"
        " where id = :slot)",
        slot=stand.shop.slot_ids[0],
    )
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    with db.transaction() as session:
        [offer] = selectors.offers(session, orders.whole(session, order), now=stand.now)
    assert [slot.id for slot in offer.slots] == list(stand.shop.slot_ids[1:4])
