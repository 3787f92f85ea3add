"""The lives of payments and refunds as tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

# The provider's name of what staff take themselves.
DESK = "desk"


class PaymentState(StrEnum):
    CREATED = "created"
    OPEN = "open"
    CAPTURING = "capturing"
    UNKNOWN = "unknown"
    FAILED = "failed"
    EXPIRED = "expired"
    SUCCEEDED = "succeeded"
    PARTLY_REFUNDED = "partly_refunded"
    REFUNDED = "refunded"


class RefundState(StrEnum):
    REQUESTED = "requested"
    SENT = "sent"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    UNKNOWN = "unknown"


class RefundCause(StrEnum):
    """Why money goes back: something was cancelled, the shop gave some of it up, or it should not be here."""

    ORDER = "order"
    DELIVERY = "delivery"
    LINE = "line"
    AMOUNT = "amount"
    LATE = "late"
    EXCESS = "excess"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a refund is for, in a person's words (`reason`) too; `about` is the delivery or the line."""

    cause: RefundCause
    reason: str
    about: UUID | None = None
    quantity: int | None = None


_P, _R = PaymentState, RefundState

PAYMENT_PATHS: Mapping[PaymentState, frozenset[PaymentState]] = {
    _P.CREATED: frozenset({_P.OPEN, _P.FAILED}),
    _P.OPEN: frozenset({_P.CAPTURING, _P.SUCCEEDED, _P.FAILED, _P.EXPIRED, _P.UNKNOWN}),
    _P.CAPTURING: frozenset({_P.SUCCEEDED, _P.FAILED, _P.UNKNOWN}),
    _P.UNKNOWN: frozenset({_P.OPEN, _P.CAPTURING, _P.SUCCEEDED, _P.FAILED, _P.EXPIRED}),
    _P.EXPIRED: frozenset({_P.SUCCEEDED}),  # late money
    _P.FAILED: frozenset({_P.SUCCEEDED}),  # late money
    _P.SUCCEEDED: frozenset({_P.PARTLY_REFUNDED, _P.REFUNDED}),
    _P.PARTLY_REFUNDED: frozenset({_P.REFUNDED}),
    _P.REFUNDED: frozenset(),
}

REFUND_PATHS: Mapping[RefundState, frozenset[RefundState]] = {
    _R.REQUESTED: frozenset({_R.SENT}),
    _R.SENT: frozenset({_R.SUCCEEDED, _R.FAILED, _R.UNKNOWN}),
    _R.UNKNOWN: frozenset({_R.SENT, _R.SUCCEEDED, _R.FAILED}),
    _R.SUCCEEDED: frozenset(),
    _R.FAILED: frozenset(),
}

# While a payment is in one of these, money may still come: its order's places are kept.
LIVE = frozenset({_P.CREATED, _P.OPEN, _P.CAPTURING, _P.UNKNOWN})
PAID = frozenset({_P.SUCCEEDED, _P.PARTLY_REFUNDED, _P.REFUNDED})

# So long after its page was closed money may still come for an attempt: providers tell us for three days.
LATE_MONEY = timedelta(days=3)
# What is left of what a provider was asked, once the order has forgotten its people.
ERASED_REQUEST: Mapping[str, object] = {"erased": True}

PAYMENT_LABELS: Mapping[PaymentState, str] = {
    _P.CREATED: "Waiting for payment",
    _P.OPEN: "Waiting for payment",
    _P.CAPTURING: "Being paid",
    _P.UNKNOWN: "Being checked",
    _P.FAILED: "Not paid",
    _P.EXPIRED: "Not paid",
    _P.SUCCEEDED: "Paid",
    _P.PARTLY_REFUNDED: "Partly refunded",
    _P.REFUNDED: "Refunded",
}

REFUND_LABELS: Mapping[RefundState, str] = {
    _R.REQUESTED: "On its way",
    _R.SENT: "On its way",
    _R.UNKNOWN: "Being checked",
    _R.SUCCEEDED: "Gone back",
    _R.FAILED: "Failed",
}
