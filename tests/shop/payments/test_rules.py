"""The lives of payments and refunds."""

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


def test_every_state_is_reached_and_has_words() -> None:
    for paths, start, states in ((PAYMENT_PATHS, P.CREATED, set(P)), (REFUND_PATHS, R.REQUESTED, set(R))):
        found, ahead = {start}, [start]
        while ahead:
            new = set(paths[ahead.pop()]) - found  # type: ignore[index]  # the two tables have keys of their own
            found |= new
            ahead += new
        assert found == states
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
