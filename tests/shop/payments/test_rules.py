"""The lives of payments and refunds."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from backend.shop.payments.rules import (
    LIVE,
    PAID,
    PAYMENT_LABELS,
    PAYMENT_PATHS,
    REFUND_PATHS,
    PaymentState,
    RefundState,
)

P, R = PaymentState, RefundState
State = TypeVar("State")


def reached(paths: Mapping[State, Iterable[State]], start: State) -> set[State]:
    found, ahead = {start}, [start]
    while ahead:
        new = set(paths[ahead.pop()]) - found
        found |= new
        ahead += new
    return found


def test_every_state_is_reached_and_has_words() -> None:
    assert reached(PAYMENT_PATHS, P.CREATED) == set(P)
    assert reached(REFUND_PATHS, R.REQUESTED) == set(R)
    assert set(PAYMENT_LABELS) == set(P)


def test_money_that_is_there_never_goes_back_to_not_being_there() -> None:
    for state in PAID:
        assert PAYMENT_PATHS[state] <= PAID


def test_late_money_is_taken_in_from_failed_and_expired_only() -> None:
    assert {state for state in P if state not in LIVE and P.SUCCEEDED in PAYMENT_PATHS[state]} == {
        P.FAILED,
        P.EXPIRED,
    }
    assert not REFUND_PATHS[R.SUCCEEDED]
    assert not REFUND_PATHS[R.FAILED]
