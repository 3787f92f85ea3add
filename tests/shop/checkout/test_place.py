"""Placing: keys, replacing, what is freed before anybody is refused, and the limits of what one may hold."""

import pytest

from backend.shop.cart.errors import CartEmpty
from backend.shop.checkout.errors import IdempotencyMismatch, PriceChanged, TooManyHolds
from backend.shop.checkout.services import sweep
from backend.shop.checkout.services.cancel import cancel
from backend.shop.payments.errors import ProviderUnavailable
from backend.shop.payments.provider import SessionState
from backend.shop.promise.errors import SlotFull, VanFull
from tests.shop.checkout.fake_provider import raises
from tests.shop.checkout.stand import BOTH_KINDS, PRICE, Stand, rows, write


def set_quantity(quantity: int) -> None:
    write("update cart_line set quantity = :quantity", quantity=quantity)


@BOTH_KINDS
def test_nobody_is_blocked_by_her_own_hold(stand: Stand) -> None:
    stand.buy()
    cart = stand.cart()
    old = stand.place(cart)
    assert stand.places() == 2  # the slot is full, by her own order
    set_quantity(2)
    new = stand.place(cart, total=PRICE + 4500)
    assert (stand.status(old), stand.status(new), stand.places()) == ("replaced", "pending_payment", 2)
    assert stand.money(old) == [("expired", 0, 0)]
    assert stand.holds(old) == {"released"}


def test_an_old_order_paid_meanwhile_is_the_answer_and_the_keys(stand: Stand) -> None:
    cart = stand.cart()
    old = stand.place(cart)
    stand.provider.pay(stand.payment(old))
    for _ in range(2):  # her first answer was lost
        assert stand.place(cart, key="second") == old
    with pytest.raises(IdempotencyMismatch):
        stand.place(cart, key="second", total=1)
    assert rows("select status from orders") == [("confirmed",)]
    assert stand.money(old) == [("succeeded", PRICE, 0)]


def test_a_refused_new_order_leaves_the_old_one_as_it_is(stand: Stand) -> None:
    cart = stand.cart()
    old = stand.place(cart)
    stand.provider.before["expire"].append(raises(ProviderUnavailable()))
    with pytest.raises(ProviderUnavailable):
        stand.place(cart)
    assert (stand.status(old), stand.money(old)) == ("pending_payment", [("open", 0, 0)])


def test_a_cancelled_order_of_the_cart_is_never_the_answer(stand: Stand) -> None:
    cart = stand.cart()
    old = stand.place(cart)
    stand.provider.before["expire"].append(lambda: cancel(order_id=old, clock=stand.clock))
    new = stand.place(cart)
    assert (stand.status(old), stand.status(new)) == ("cancelled", "pending_payment")


@BOTH_KINDS
def test_an_empty_cart_and_another_price_leave_nothing(stand: Stand) -> None:
    cart = stand.cart()
    with pytest.raises(PriceChanged):
        stand.place(cart, total=1)
    write("delete from cart_line")
    with pytest.raises(CartEmpty):
        stand.place(cart)
    assert rows("select (select count(*) from orders), (select count(*) from idempotency_key)") == [(0, 0)]


@BOTH_KINDS
def test_a_van_full_of_overdue_holds_is_swept_before_anybody_is_refused(stand: Stand) -> None:
    write("update capacity_bucket set capacity = 100 where kind = 'slot_stops'")
    write("update capacity_bucket set capacity = 44 where kind = 'van_minutes'")  # two stops and no third
    late = [stand.place(stand.cart()) for _ in range(2)]
    with pytest.raises(VanFull):
        stand.place(stand.cart())
    stand.later(minutes=41)
    new = stand.place(stand.cart())
    assert [stand.status(each) for each in late] == ["expired", "expired"]
    assert stand.status(new) == "pending_payment"
    assert rows("select reserved from capacity_bucket where kind = 'van_minutes' and reserved > 0") == [(15,)]


@BOTH_KINDS
def test_overdue_holds_are_swept_before_anybody_is_refused(stand: Stand) -> None:
    late = [stand.place(stand.cart()) for _ in range(2)]
    with pytest.raises(SlotFull):
        stand.place(stand.cart())
    stand.later(minutes=41)
    new = stand.place(stand.cart())
    assert [stand.status(each) for each in late] == ["expired", "expired"]
    assert (stand.status(new), stand.places()) == ("pending_payment", 1)


@BOTH_KINDS
def test_what_is_overdue_and_paid_is_confirmed_and_not_sold_again(stand: Stand) -> None:
    late = [stand.place(stand.cart()) for _ in range(2)]
    for order in late:
        stand.provider.pay(stand.payment(order))
    stand.later(minutes=41)
    with pytest.raises(SlotFull):
        stand.place(stand.cart())
    assert [stand.status(each) for each in late] == ["confirmed", "confirmed"]


@BOTH_KINDS
def test_a_sweep_can_keep_to_the_buckets_that_are_in_the_way(stand: Stand) -> None:
    here, elsewhere = stand.place(stand.cart()), stand.place(stand.cart(slots=(2,)))
    [(bucket,)] = rows("select bucket_id from slot_instance where id = :id", id=stand.shop.slot_ids[1])
    assert not sweep.sweep_buckets([bucket], clock=stand.clock)
    stand.later(minutes=41)
    assert sweep.sweep_buckets([bucket], clock=stand.clock)
    assert (stand.status(here), stand.status(elsewhere)) == ("expired", "pending_payment")


@BOTH_KINDS
def test_an_address_holds_a_few_orders_at_a_time(stand: Stand) -> None:
    write("update shop set live_orders_per_address = 2")
    carts = [stand.cart(slots=(slot,)) for slot in (1, 1, 2)]
    first, _ = (stand.place(cart, address="203.0.113.7") for cart in carts[:2])
    with pytest.raises(TooManyHolds):
        stand.place(carts[2], address="203.0.113.7")
    assert rows("select count(*) from orders") == [(2,)]
    again = stand.place(carts[0], address="203.0.113.7")  # her own waits already
    assert stand.status(first) == "replaced"
    stand.place(carts[2], address="203.0.113.8")
    stand.provider.pay(stand.payment(again))
    stand.hear(again)
    stand.place(stand.cart(slots=(2,)), address="203.0.113.7")
    assert rows("select client_address from orders where status <> 'pending_payment'") == [(None,), (None,)]


@BOTH_KINDS
def test_the_webhook_is_lost_and_the_tab_closed_the_sweeper_finalizes(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order))
    assert sweep.sweep(clock=stand.clock) == 0
    stand.later(minutes=41)
    sweep.sweep(clock=stand.clock)
    assert (stand.status(order), stand.holds(order)) == ("confirmed", {"confirmed"})


def test_what_died_before_the_provider_was_asked_is_swept_too(stand: Stand) -> None:
    stand.provider.before["open"].append(raises(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        stand.place(stand.cart())
    stand.later(minutes=41)  # the provider refuses such an old request: there is no session
    assert sweep.sweep(clock=stand.clock) == 1
    assert rows("select status, state from orders join payment on order_id = orders.id") == [
        ("expired", "failed")
    ]
    assert stand.places() == 0


def test_one_orders_trouble_does_not_keep_the_others_from_the_sweeper(stand: Stand) -> None:
    orders = [stand.place(stand.cart()) for _ in range(2)]
    stand.later(minutes=41)
    stand.provider.before["expire"].append(raises(ProviderUnavailable()))
    assert sweep.sweep(clock=stand.clock) == 1
    assert sorted(stand.status(each) for each in orders) == ["expired", "pending_payment"]
    assert sweep.sweep(clock=stand.clock) == 1
    assert stand.places() == 0


@BOTH_KINDS
def test_an_event_that_no_job_could_work_is_worked_by_the_sweeper(stand: Stand) -> None:
    order = stand.place(stand.cart())
    payment = stand.payment(order)
    stand.provider.pay(payment)
    write(
        "insert into webhook_inbox (source, event_id, kind, body, received_at) values ('stripe', 'evt_1',"
        " 'checkout.session.completed', jsonb_build_object('data', jsonb_build_object('object',"
        " jsonb_build_object('client_reference_id', cast(:payment as text)))), :at)",
        payment=str(payment),
        at=stand.now,
    )
    assert sweep.hear_forgotten(clock=stand.clock) == 0
    stand.later(minutes=11)
    stand.provider.before["look"].append(raises(ProviderUnavailable()))
    assert sweep.hear_forgotten(clock=stand.clock) == 1
    assert stand.status(order) == "pending_payment"
    assert sweep.hear_forgotten(clock=stand.clock) == 1
    assert stand.status(order) == "confirmed"
    assert sweep.hear_forgotten(clock=stand.clock) == 0


@BOTH_KINDS
def test_a_page_that_is_over_does_not_keep_the_cart_from_ordering(stand: Stand) -> None:
    cart = stand.cart()
    old = stand.place(cart)
    stand.provider.say(stand.payment(old), SessionState.EXPIRED)
    stand.hear(old)
    new = stand.place(cart)
    assert (stand.status(old), stand.status(new), stand.places()) == ("replaced", "pending_payment", 1)
