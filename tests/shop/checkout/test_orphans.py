"""A page that is still open for an order that has ended: what a process leaves that dies in between."""

from backend.shop.checkout.services import sweep
from tests.shop.checkout.stand import BOTH_KINDS, PRICE, Stand, rows, write


def orphan(stand: Stand) -> None:
    """An order that was cancelled while its page was made; the process died before it ended the page."""
    order = stand.place(stand.cart())
    write("update orders set status = 'cancelled' where id = :order", order=order)


@BOTH_KINDS
def test_the_page_of_an_ended_order_is_ended(stand: Stand) -> None:
    orphan(stand)
    assert sweep.end_orphans(clock=stand.clock) == 1
    assert rows("select state from payment") == [("expired",)]
    assert sweep.end_orphans(clock=stand.clock) == 0


def test_one_that_was_paid_gives_the_money_back(stand: Stand) -> None:
    orphan(stand)
    [(payment,)] = rows("select id from payment")
    stand.provider.pay(payment)
    assert sweep.end_orphans(clock=stand.clock) == 1
    assert rows("select captured from payment") == rows("select amount from refund") == [(PRICE,)]


@BOTH_KINDS
def test_the_page_of_an_order_that_waits_is_left_open(stand: Stand) -> None:
    stand.place(stand.cart())
    assert sweep.end_orphans(clock=stand.clock) == 0
    assert rows("select state from payment") == [("open",)]
