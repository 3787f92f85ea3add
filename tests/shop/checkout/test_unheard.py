"""No event came and the tab is closed: the sweeper asks about pages that have been open for a while."""

import pytest

from backend.shop.checkout.services import sweep
from backend.shop.payments.errors import ProviderUnavailable
from tests.shop.checkout.fake_provider import raises
from tests.shop.checkout.stand import BOTH_KINDS, PRICE, Stand, jobs, rows, write

pytestmark = BOTH_KINDS


def test_a_payment_that_nobody_told_us_of_is_found_within_minutes(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order))

    stand.later(minutes=2)
    assert sweep.ask_after_open(clock=stand.clock) == 0
    assert (stand.provider.calls, stand.status(order)) == (["open"], "pending_payment")

    stand.later(minutes=1)
    assert sweep.ask_after_open(clock=stand.clock) == 1
    assert (stand.status(order), stand.holds(order)) == ("confirmed", {"confirmed"})
    assert stand.money(order) == [("succeeded", PRICE, 0)]
    assert jobs() == ["notifications:send_confirmation", "notifications:send_new_order"]
    assert sweep.ask_after_open(clock=stand.clock) == 0


def test_a_page_that_is_open_still_stays_as_it_is(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.later(minutes=20)
    assert [sweep.ask_after_open(clock=stand.clock) for _ in range(2)] == [1, 1]
    assert stand.provider.calls == ["open", "look", "look"]
    assert (stand.status(order), stand.holds(order)) == ("pending_payment", {"held"})
    assert stand.money(order) == [("open", 0, 0)]


def test_a_page_that_was_never_noted_and_one_that_is_over_are_left_to_the_sweep(stand: Stand) -> None:
    stand.place(stand.cart())
    stand.later(minutes=36)
    assert sweep.ask_after_open(clock=stand.clock) == 0
    stand.provider.before["open"].append(raises(ProviderUnavailable("no answer")))
    with pytest.raises(ProviderUnavailable):
        stand.place(stand.cart())
    stand.later(minutes=10)
    assert sweep.ask_after_open(clock=stand.clock) == 0
    assert stand.provider.calls == ["open", "open"]


def test_only_so_many_are_asked_after_at_once(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "ASKED_AT_ONCE", 2)
    orders = [stand.place(stand.cart(slots=(slot,))) for slot in (0, 1, 2)]
    for order in orders:
        stand.provider.pay(stand.payment(order))
    stand.later(minutes=5)
    assert sweep.ask_after_open(clock=stand.clock) == 2
    assert rows("select status, count(*) from orders group by 1 order by 1") == [
        ("confirmed", 2),
        ("pending_payment", 1),
    ]
    assert sweep.ask_after_open(clock=stand.clock) == 1
    assert [stand.status(order) for order in orders] == ["confirmed"] * 3


def test_a_provider_that_does_not_answer_is_not_asked_again_in_this_minute(stand: Stand) -> None:
    orders = [stand.place(stand.cart(slots=(slot,))) for slot in (0, 1)]
    stand.later(minutes=5)
    stand.provider.before["look"].append(raises(ProviderUnavailable("no answer")))
    assert sweep.ask_after_open(clock=stand.clock) == 1
    assert stand.provider.calls == ["open", "open", "look"]
    assert [stand.money(order) for order in orders] == [[("open", 0, 0)]] * 2


def test_one_that_the_provider_does_not_know_keeps_no_other_from_being_asked_after(stand: Stand) -> None:
    lost, paid = (stand.place(stand.cart(slots=(slot,))) for slot in (0, 1))
    stand.provider.pay(stand.payment(paid))
    stand.later(minutes=5)
    write("update payment set session_id = 'cs_nobody' where order_id = :order", order=lost)
    for _ in range(3):
        sweep.ask_after_open(clock=stand.clock)
    assert (stand.status(lost), stand.status(paid)) == ("pending_payment", "confirmed")
    assert rows("select kind, payment_id from payment_difference") == [("lost_session", stand.payment(lost))]
