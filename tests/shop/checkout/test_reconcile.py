"""Reconciling: each difference once, for a person; money that only the provider has is brought home."""

from dataclasses import replace
from uuid import UUID

import pytest

from backend.shop.checkout.services import reconcile, refund
from backend.shop.checkout.services.cancel import cancel
from backend.shop.payments.provider import SessionState
from backend.shop.payments.rules import RefundState
from tests.shop.checkout.stand import BOTH_KINDS, PRICE, Stand, rows, write


def differences(stand: Stand) -> list[tuple[str, str]]:
    return [(each.kind, each.subject) for each in reconcile.reconcile(clock=stand.clock)]


@BOTH_KINDS
def test_books_that_agree_give_nothing(stand: Stand) -> None:
    stand.buy()
    cancel(order_id=stand.buy(), clock=stand.clock)
    refund.send_open(clock=stand.clock)
    stand.place(stand.cart(slots=(2,)))
    stand.later(hours=1)
    assert differences(stand) == []


def test_money_that_only_the_provider_has_is_told_and_brought_home(stand: Stand) -> None:
    order = stand.place(stand.cart())
    stand.provider.pay(stand.payment(order))
    assert differences(stand) == []  # it may be on its way
    stand.later(minutes=16)
    assert differences(stand) == [("paid_only_there", str(stand.payment(order)))]
    assert (stand.status(order), differences(stand)) == ("confirmed", [])
    assert rows("select kind, found_at = seen_at from payment_difference") == [("paid_only_there", True)]


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        ({"state": SessionState.EXPIRED}, "paid_only_here"),
        ({"amount": 1}, "amount"),
        ({"currency": "EUR"}, "currency"),
    ],
)
@BOTH_KINDS
def test_what_we_have_and_they_have_otherwise_is_told_once(
    stand: Stand, change: dict[str, object], difference: str
) -> None:
    order = stand.buy()
    key = f"cs_{stand.payment(order)}"
    stand.provider.sessions[key] = replace(stand.provider.sessions[key], **change)  # type: ignore[arg-type]
    stand.later(hours=1)
    for _ in range(2):
        assert differences(stand) == [(difference, str(stand.payment(order)))]
        stand.later(hours=1)
    assert rows("select kind, seen_at > found_at from payment_difference") == [(difference, True)]
    assert (stand.status(order), stand.money(order)) == ("confirmed", [("succeeded", PRICE, 0)])


@BOTH_KINDS
def test_a_session_that_is_none_of_ours_and_one_that_they_have_lost(stand: Stand) -> None:
    order = stand.buy()
    key = f"cs_{stand.payment(order)}"
    found = stand.provider.sessions[key]
    stand.provider.sessions[key] = replace(found, reference=str(UUID(int=1)))
    stand.later(hours=1)
    assert differences(stand) == [
        ("unknown_session", key),
        ("paid_only_here", str(stand.payment(order))),
    ]


@BOTH_KINDS
def test_refunds_that_are_not_the_same(stand: Stand) -> None:
    cancel(order_id=stand.buy(), clock=stand.clock)
    refund.send_open(clock=stand.clock)
    [(ours,)] = rows("select id from refund")
    said = stand.provider.refunds[str(ours)]
    stand.later(hours=1)
    stand.provider.refunds[str(ours)] = replace(said, amount=1)
    assert differences(stand) == [("refund_amount", str(ours))]
    stand.provider.refunds[str(ours)] = replace(said, state=RefundState.FAILED)
    assert differences(stand) == [("refund_only_here", str(ours))]
    stand.provider.refunds[str(ours)] = replace(said, reference="theirs")
    assert differences(stand) == [("unknown_refund", said.id), ("refund_only_here", str(ours))]
    stand.provider.refunds[str(ours)] = said
    write("update refund set state = 'failed'")
    assert differences(stand) == [("refund_only_there", str(ours))]


@BOTH_KINDS
def test_what_is_older_than_two_days_is_no_longer_compared(stand: Stand) -> None:
    order = stand.buy()
    stand.provider.say(stand.payment(order), SessionState.EXPIRED)
    stand.later(days=2, minutes=1)
    assert differences(stand) == []
