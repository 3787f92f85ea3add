"""What is taken off an order that is not all paid lowers its balance first; what is overpaid goes back."""

import pytest

from backend.shop.checkout.services.refund_by_shop import Ask, Units, refund
from backend.shop.kit.money import Money
from backend.shop.payments.errors import OverRefund
from tests.shop.checkout.counter import balance, deed, take_money, take_order
from tests.shop.checkout.stand import Stand, rows


def ask_for(stand: Stand, order: object, ask: Ask) -> None:
    refund(order_id=order, ask=ask, deed=deed(stand, order))  # type: ignore[arg-type]  # an id


def credit_and_refunds() -> tuple[int, list[int]]:
    [(credit,)] = rows("select credit from orders")
    return credit, [amount for (amount,) in rows("select amount from refund order by created_at")]


def test_a_piece_lowers_the_balance_and_nothing_goes_back(stand: Stand) -> None:
    order = take_order(stand, quantity=2, total=9900)
    [(line,)] = rows("select id from order_line")
    ask_for(stand, order, Ask(units=Units(line, 1, stems_back=True)))
    assert credit_and_refunds() == (4500, [])
    assert balance(order) == 5400
    assert rows("select cancelled from order_line") == [(1,)]


def test_of_a_piece_only_what_is_overpaid_goes_back(stand: Stand) -> None:
    order = take_order(stand, quantity=2, total=9900)
    take_money(stand, order, 8000)
    [(line,)] = rows("select id from order_line")
    ask_for(stand, order, Ask(units=Units(line, 1, stems_back=True)))
    assert credit_and_refunds() == (4500, [2600])
    assert balance(order) == 0


def test_an_amount_lowers_the_balance_first_too(stand: Stand) -> None:
    order = take_order(stand)
    take_money(stand, order, 5000)
    ask_for(stand, order, Ask(amount=Money(1000, "USD")))
    assert credit_and_refunds() == (1000, [600])
    assert balance(order) == 0
    with pytest.raises(OverRefund):
        ask_for(stand, order, Ask(amount=Money(4401, "USD")))


def test_all_that_is_left_goes_back_and_the_balance_stays(stand: Stand) -> None:
    order = take_order(stand)
    take_money(stand, order, 5000)
    ask_for(stand, order, Ask())
    assert credit_and_refunds() == (5000, [5000])
    assert balance(order) == 400
