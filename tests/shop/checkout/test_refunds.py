"""Refunds: never more than came, sent once, asked after until the provider has said."""

from collections import Counter
from uuid import UUID

import pytest

from backend import db
from backend.shop.checkout.services import refund
from backend.shop.checkout.services.cancel import cancel
from backend.shop.payments import services as payments
from backend.shop.payments.errors import OverRefund, ProviderRefused, ProviderUnavailable
from backend.shop.payments.rules import Purpose, RefundCause, RefundState
from tests.shop.checkout.crowd import at_once
from tests.shop.checkout.fake_provider import raises
from tests.shop.checkout.stand import BOTH_KINDS, PRICE, Stand, rows, write

pytestmark = BOTH_KINDS


def ask(stand: Stand, order: UUID, amount: int) -> UUID:
    """Writes a refund of the order's payment."""
    with db.transaction() as session:
        payment_id = stand.payment(order)
        payment = payments.lock(session, payment_ids=[payment_id])[payment_id]
        purpose = Purpose(RefundCause.AMOUNT, "test")
        wanted = payments.request_refund(
            session, payment=payment, amount=amount, purpose=purpose, at=stand.now
        )
        return wanted.id


def states() -> list[tuple[str, int]]:
    return [tuple(row) for row in rows("select state, amount from refund order by created_at, amount")]


def test_a_refund_is_sent_once_and_the_payment_follows_what_has_gone_back(stand: Stand) -> None:
    order = stand.buy()
    first = ask(stand, order, 1000)
    assert stand.money(order) == [("succeeded", PRICE, 1000)]
    for _ in range(2):
        refund.send(refund_id=first, clock=stand.clock)
    assert (states(), stand.provider.calls.count("refund")) == ([("succeeded", 1000)], 1)
    assert stand.money(order) == [("partly_refunded", PRICE, 1000)]
    refund.send(refund_id=ask(stand, order, PRICE - 1000), clock=stand.clock)
    assert stand.money(order) == [("refunded", PRICE, PRICE)]
    assert sum(each.amount for each in stand.provider.refunds.values()) == PRICE


@pytest.mark.parametrize("amount", [PRICE + 1, 0, -1])
def test_more_than_is_left_is_refused_and_nothing_is_written(stand: Stand, amount: int) -> None:
    order = stand.buy()
    with pytest.raises(OverRefund):
        ask(stand, order, amount)
    ask(stand, order, 5000)
    with pytest.raises(OverRefund):
        ask(stand, order, PRICE - 5000 + 1)
    assert (states(), stand.money(order)) == ([("requested", 5000)], [("succeeded", PRICE, 5000)])


def test_a_refund_that_failed_leaves_the_sum_and_can_be_asked_for_again(stand: Stand) -> None:
    order = stand.buy()
    first = ask(stand, order, PRICE)
    stand.provider.before["refund"].append(raises(ProviderRefused("the card is closed")))
    refund.send(refund_id=first, clock=stand.clock)
    assert (states(), stand.money(order)) == ([("failed", PRICE)], [("succeeded", PRICE, 0)])
    assert rows("select kind, subject from payment_difference") == [("refund_failed", str(first))]
    stand.later(seconds=1)
    refund.send(refund_id=ask(stand, order, PRICE), clock=stand.clock)
    assert stand.money(order) == [("refunded", PRICE, PRICE)]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_provider_that_does_not_answer_is_asked_again_and_pays_once(stand: Stand, when: str) -> None:
    order = stand.buy()
    cancel(order_id=order, clock=stand.clock)
    getattr(stand.provider, when)["refund"].append(raises(ProviderUnavailable()))
    assert refund.send_open(clock=stand.clock) == 1
    assert (states(), stand.money(order)) == ([("unknown", PRICE)], [("succeeded", PRICE, PRICE)])
    assert refund.send_open(clock=stand.clock) == 1
    assert (states(), len(stand.provider.refunds)) == ([("succeeded", PRICE)], 1)
    assert stand.money(order) == [("refunded", PRICE, PRICE)]
    assert refund.send_open(clock=stand.clock) == 0


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_worker_that_dies_while_sending_has_not_sent_twice(stand: Stand, when: str) -> None:
    order = stand.buy()
    wanted = ask(stand, order, PRICE)
    getattr(stand.provider, when)["refund"].append(raises(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        refund.send(refund_id=wanted, clock=stand.clock)
    assert states() == [("sent", PRICE)]
    refund.send_open(clock=stand.clock)
    assert (states(), len(stand.provider.refunds)) == ([("succeeded", PRICE)], 1)
    assert stand.money(order) == [("refunded", PRICE, PRICE)]


@pytest.mark.race
def test_of_many_refunds_at_once_no_more_is_written_than_came(stand: Stand) -> None:
    order = stand.buy()
    stand.provider.alone = False
    answers = at_once([lambda: ask(stand, order, 1000)] * 8)
    assert Counter(type(each) for each in answers) == {UUID: 5, OverRefund: 3}
    assert stand.money(order) == [("succeeded", PRICE, 5000)]
    at_once([lambda: refund.send_open(clock=stand.clock)] * 4)
    assert states() == [("succeeded", 1000)] * 5
    assert stand.money(order) == [("partly_refunded", PRICE, 5000)]
    assert sum(each.amount for each in stand.provider.refunds.values()) == 5000


def test_one_that_is_on_its_way_is_asked_after(stand: Stand) -> None:
    order = stand.buy()
    stand.provider.refund_state = RefundState.SENT
    wanted = ask(stand, order, PRICE)
    refund.send(refund_id=wanted, clock=stand.clock)
    assert (states(), stand.money(order)) == ([("sent", PRICE)], [("succeeded", PRICE, PRICE)])
    said = stand.provider.refunds[str(wanted)]
    stand.provider.refunds[str(wanted)] = type(said)(said.id, RefundState.SUCCEEDED, PRICE, str(wanted))
    refund.send_open(clock=stand.clock)
    assert (states(), stand.money(order)) == ([("succeeded", PRICE)], [("refunded", PRICE, PRICE)])


def test_the_database_itself_refuses_more_than_came(stand: Stand) -> None:
    order = stand.buy()
    with pytest.raises(Exception, match="books"):
        write("update payment set refunded = captured + 1")
    assert stand.money(order) == [("succeeded", PRICE, 0)]
