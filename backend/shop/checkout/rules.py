"""The finalizer's table as one total function (docs/algorithms/payment.md)."""

from enum import StrEnum

from backend.shop.orders.rules import OrderStatus
from backend.shop.payments.provider import SessionState
from backend.shop.payments.rules import LIVE, PAID, PaymentState


class Verdict(StrEnum):
    NOTHING = "nothing"
    CONFIRM = "confirm"
    REFUND = "refund"
    CLOSE = "close"
    ALERT = "alert"


def decide(
    *, order: OrderStatus, payment: PaymentState, said: SessionState, matches: bool, held: bool
) -> Verdict:
    """What the provider's word means for this order and payment; every combination has one answer."""
    if payment in PAID or said is SessionState.OPEN:
        return Verdict.NOTHING
    if said is not SessionState.PAID:
        return Verdict.CLOSE if payment in LIVE else Verdict.NOTHING
    if not matches:
        return Verdict.ALERT
    if order is OrderStatus.PENDING_PAYMENT and held:
        return Verdict.CONFIRM
    return Verdict.REFUND
