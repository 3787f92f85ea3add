"""A balance is paid once: over its page, at the counter, or both at once, and what is above it goes back."""

from collections.abc import Callable
from uuid import UUID

import pytest

from backend.shop.checkout.errors import NotPayable, NotSold, OverBalance
from backend.shop.checkout.services import balances, reconcile, refund
from backend.shop.checkout.services.add_lines import add_lines
from backend.shop.checkout.services.cancel import cancel
from backend.shop.checkout.services.cancel_by_shop import cancel_delivery
from backend.shop.checkout.services.desk import Deed
from backend.shop.checkout.services.reprice import Edit, Expected
from backend.shop.kit.errors import VersionConflict
from backend.shop.kit.money import Money
from backend.shop.payments.errors import ProviderUnavailable
from backend.shop.payments.provider import SessionState
from tests.shop.checkout.counter import WHO, balance, deed, take_money, take_order
from tests.shop.checkout.crowd import at_once
from tests.shop.checkout.fake_provider import raises
from tests.shop.checkout.stand import Stand, jobs, rows


def state_of(stand: Stand, payment: UUID) -> SessionState:
    return stand.provider.sessions[f"cs_{payment}"].state


def test_a_page_is_for_exactly_the_balance_and_renews_no_hold(stand: Stand) -> None:
    order = take_order(stand, quantity=2, total=9900)
    take_money(stand, order, 2500)
    stand.later(hours=5)  # no two hours' limit: what is sold keeps its places
    stand.place_again(order)
    page = stand.payment(order)
    assert stand.provider.sessions[f"cs_{page}"].amount == 7400
    assert stand.place_again(order) == f"https://pay.example/{page}"  # the one that is open
    assert stand.holds(order) == {"confirmed"}
    stand.provider.pay(page)
    stand.hear(order)
    stand.hear(order)
    assert stand.money(order) == [("succeeded", 2500, 0), ("succeeded", 7400, 0)]
    assert (balance(order), stand.status(order)) == (0, "confirmed")
    with pytest.raises(NotPayable):
        stand.place_again(order)


def test_cash_ends_the_open_page_first(stand: Stand) -> None:
    order = take_order(stand)
    stand.place_again(order)
    page = stand.payment(order)
    take_money(stand, order, 5400)
    assert state_of(stand, page) is SessionState.EXPIRED
    assert stand.money(order) == [("expired", 0, 0), ("succeeded", 5400, 0)]


def test_cash_after_the_page_was_paid_is_refused_and_moves_nothing(stand: Stand) -> None:
    order = take_order(stand)
    stand.place_again(order)
    stand.provider.pay(stand.payment(order))  # and no webhook has come
    with pytest.raises(OverBalance) as refused:
        take_money(stand, order, 5400)
    assert refused.value.extra["due"] == {"amount": 0, "currency": "USD"}
    assert stand.money(order) == [("succeeded", 5400, 0)]
    assert rows("select count(*) from audit_entry where action = 'order.paid_here'") == [(0,)]


def test_cash_while_the_provider_is_silent_lets_the_page_s_money_go_back(stand: Stand) -> None:
    order = take_order(stand)
    stand.place_again(order)
    page = stand.payment(order)
    stand.provider.before["expire"] += [raises(ProviderUnavailable()), raises(ProviderUnavailable())]
    take_money(stand, order, 5400)
    assert state_of(stand, page) is SessionState.OPEN
    stand.provider.pay(page)
    stand.provider.before["expire"].clear()
    assert balances.sweep_outgrown(clock=stand.clock) == 1
    assert stand.money(order) == [("succeeded", 5400, 5400), ("succeeded", 5400, 0)]
    assert rows("select cause, amount from refund") == [("excess", 5400)]
    assert (balance(order), jobs()[-2:]) == (0, ["checkout:send_refund", "notifications:send_refund_notice"])


def test_of_a_page_that_is_paid_after_some_cash_only_the_excess_goes_back(stand: Stand) -> None:
    order = take_order(stand)
    stand.place_again(order)
    page = stand.payment(order)
    stand.provider.before["expire"] += [raises(ProviderUnavailable()), raises(ProviderUnavailable())]
    take_money(stand, order, 1400)
    stand.provider.pay(page)
    stand.hear_of(page)
    assert stand.money(order) == [("succeeded", 5400, 1400), ("succeeded", 1400, 0)]
    assert balance(order) == 0


def test_another_page_for_what_is_left_after_some_cash(stand: Stand) -> None:
    order = take_order(stand)
    stand.place_again(order)
    take_money(stand, order, 400)
    stand.place_again(order)
    assert stand.provider.sessions[f"cs_{stand.payment(order)}"].amount == 5000


def test_never_more_than_is_due_nor_for_what_is_not_sold(stand: Stand) -> None:
    order = take_order(stand)
    with pytest.raises(OverBalance):
        take_money(stand, order, 5401)
    waits = stand.place(stand.cart())
    with pytest.raises(NotSold):
        take_money(stand, waits, 100)
    cancel(order_id=order, clock=stand.clock)
    with pytest.raises(NotSold):
        take_money(stand, order, 100)
    assert rows("select count(*) from payment where provider = 'desk'") == [(0,)]


def test_the_same_key_takes_money_once(stand: Stand) -> None:
    order = take_order(stand)
    seen = deed(stand, order)
    for _ in range(3):
        take_money(stand, order, 1000, key="once", seen=seen)
    assert stand.money(order) == [("succeeded", 1000, 0)]


def test_a_cancelled_order_hands_the_cash_back_and_reconciling_leaves_it_out(stand: Stand) -> None:
    order = take_order(stand, "cash")
    cancel(order_id=order, clock=stand.clock)
    [(refund_id,)] = rows("select id from refund")
    refund.send(refund_id=refund_id, clock=stand.clock)
    assert stand.money(order) == [("refunded", 5400, 5400)]
    assert rows("select state, cause from refund") == [("succeeded", "order")]
    assert stand.provider.calls == []
    stand.later(hours=1)
    assert reconcile.reconcile(clock=stand.clock) == []


def test_a_cancelled_order_ends_the_page_of_its_balance(stand: Stand) -> None:
    order = take_order(stand)
    stand.place_again(order)
    page = stand.payment(order)
    cancel(order_id=order, clock=stand.clock)
    stand.provider.pay(page)
    stand.hear_of(page)
    assert stand.money(order) == [("succeeded", 5400, 5400)]
    assert stand.status(order) == "cancelled"


@pytest.mark.race
def test_two_clerks_take_the_same_balance_once(stand: Stand) -> None:
    stand.provider.alone = False
    order = take_order(stand)
    seen = deed(stand, order)
    answers = at_once([lambda: take_money(stand, order, 5400, seen=seen)] * 4)
    assert answers.count(None) == 1
    assert all(each is None or isinstance(each, VersionConflict) for each in answers)
    assert stand.money(order) == [("succeeded", 5400, 0)]


@pytest.mark.race
@pytest.mark.parametrize("turn", range(4))
def test_cash_against_the_webhook_of_the_open_page(stand: Stand, turn: int) -> None:
    stand.provider.alone = False
    order = take_order(stand)
    stand.place_again(order)
    page = stand.payment(order)

    def paid() -> None:
        if stand.provider.pay_if_open(page):
            stand.hear_of(page)

    cash = lambda: take_money(stand, order, 5400)  # noqa: E731
    at_once([paid, cash] if turn % 2 else [cash, paid])
    stand.hear_of(page)
    assert balance(order) == 0
    [(kept,)] = rows("select sum(captured - refunded) from payment")
    assert kept == 5400


def edits(stand: Stand, order: UUID) -> tuple[Callable[[], object], Callable[[], object]]:
    """Something more in the order's delivery, and its cancelling, both by who saw the same version."""
    [(parcel, version)] = rows("select id, version from delivery where order_id = :id", id=order)
    seen = Deed(WHO, version, stand.now, "asked for")
    told = Expected(Money(5400 + 600, "USD"), Money(600, "USD"))
    more = [(stand.shop.addon_id, 1)]

    def add() -> object:
        edit = Edit(seen, told)
        return add_lines(delivery_id=parcel, wanted=more, edit=edit, clock=stand.clock)

    def gone() -> None:
        cancel_delivery(delivery_id=parcel, deed=seen, bound=False, expected=None)

    return add, gone


@pytest.mark.race
def test_an_edit_against_a_cancelling_counts_one_of_them(stand: Stand) -> None:
    stand.provider.alone = False
    order = take_order(stand, "cash")
    add, gone = edits(stand, order)
    added, cancelled, *_ = at_once([add, gone, add, gone])
    if stand.status(order) == "cancelled":
        assert isinstance(added, VersionConflict)
        assert rows("select amount, cause from refund") == [(5400, "order")]
        assert (stand.holds(order), balance(order)) == ({"released"}, 0)
    else:
        assert isinstance(cancelled, VersionConflict)
        assert rows("select count(*) from order_line") == [(2,)]
        assert (rows("select count(*) from refund"), balance(order)) == ([(0,)], 600)


@pytest.mark.race
def test_two_clerks_add_the_same_once(stand: Stand) -> None:
    stand.provider.alone = False
    order = take_order(stand, "cash")
    add, _ = edits(stand, order)
    answers = at_once([add, add, add])
    assert sum(isinstance(each, VersionConflict) for each in answers) == 2
    assert (rows("select count(*) from order_line"), balance(order)) == ([(2,)], 600)
