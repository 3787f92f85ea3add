"""The finalizer's table as one total function (docs/algorithms/payment.md)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from backend.shop.orders.rules import DELIVERY_PATHS, ENDED, DeliveryStatus, OrderStatus
from backend.shop.payments.provider import SessionState
from backend.shop.payments.rules import LIVE, PAID, PaymentState

SESSION_LIFE = timedelta(minutes=35)  # of a payment page; its provider wants at least 30
HOLD_AFTER_SESSION = timedelta(minutes=5)
LONGEST_HOLD = timedelta(hours=2)


class Verdict(StrEnum):
    NOTHING = "nothing"
    CLOSE = "close"
    ALERT = "alert"
    REFUND = "refund"
    CONFIRM = "confirm"
    REVIVE = "revive"
    KEEP = "keep"


class Sum(StrEnum):
    """What the provider's amount and currency are against those asked for."""

    SAME = "same"
    OTHER_AMOUNT = "other amount"
    OTHER_CURRENCY = "other currency"


class Holds(StrEnum):
    """Whether the order's deliveries have live lines: every one, some, none."""

    HELD = "held"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Facts:
    """One cell of the table; `owed` says that the order's balance due is above 0."""

    order: OrderStatus
    payment: PaymentState
    said: SessionState
    sum: Sum
    holds: Holds
    owed: bool


_ENDED = frozenset({OrderStatus.CANCELLED, OrderStatus.REPLACED})


def decide(facts: Facts) -> Verdict:
    """What the provider's word means for this order and payment; every combination has one answer."""
    if facts.payment in PAID or facts.said is SessionState.OPEN:
        return Verdict.NOTHING
    if facts.said is not SessionState.PAID:
        return Verdict.CLOSE if facts.payment in LIVE else Verdict.NOTHING
    if facts.sum is not Sum.SAME:
        return Verdict.ALERT
    return _home_for_money(facts)


def _home_for_money(facts: Facts) -> Verdict:
    if not facts.owed or facts.order in _ENDED:
        return Verdict.REFUND
    if facts.order is OrderStatus.PENDING_PAYMENT and facts.holds is Holds.HELD:
        return Verdict.CONFIRM
    if facts.order in (OrderStatus.PENDING_PAYMENT, OrderStatus.EXPIRED):
        return Verdict.REVIVE
    return Verdict.KEEP


def compare(*, asked: tuple[int, str], came: tuple[int, str]) -> Sum:
    """Two (minor units, currency) pairs; another currency makes the amount meaningless."""
    if asked[1] != came[1]:
        return Sum.OTHER_CURRENCY
    return Sum.SAME if asked[0] == came[0] else Sum.OTHER_AMOUNT


def holds(live: list[bool]) -> Holds:
    """`live` says of each delivery whether it has live lines."""
    if live and all(live):
        return Holds.HELD
    return Holds.PART if any(live) else Holds.NONE


def balance_due(*, total: int, credit: int, received: int) -> int:
    """What is still owed for an order, minor units; below 0 it is the shop that owes.

    `credit` is what the shop has taken off since, `received` what has come and not gone back.
    """
    return total - credit - received


def excess(*, came: int, due: int) -> int:
    """What is above the balance due, minor units: it goes back."""
    return came - min(came, max(due, 0))


def goes_back(*, taken_off: int, due: int) -> int:
    """Of what is taken off an order, what goes back: it lowers the balance due first, where there is one."""
    return taken_off - max(0, min(taken_off, due))


def hold_until(*, now: datetime) -> datetime:
    """When a hold ends whose payment session is opened now."""
    return now + SESSION_LIFE + HOLD_AFTER_SESSION


def may_hold(*, since: datetime, now: datetime) -> bool:
    """Whether one more attempt stays within two hours of the cart's first live placing."""
    return hold_until(now=now) <= since + LONGEST_HOLD


_D = DeliveryStatus
_OVER = frozenset({_D.DELIVERED, _D.CANCELLED})
_MOVABLE = frozenset({_D.SCHEDULED, _D.PREPARING, _D.READY})
# From here on the bouquet is bound, and its stems are used up.
MADE = frozenset({_D.READY, _D.OUT_FOR_DELIVERY, _D.DELIVERED, _D.FAILED, _D.RESCHEDULED})


def may_edit(order: OrderStatus, parcel: DeliveryStatus) -> bool:
    """Whether recipient and card may still be changed."""
    return order not in ENDED and parcel not in _OVER


def may_move(order: OrderStatus, parcel: DeliveryStatus) -> bool:
    """Whether staff may give the delivery another hour."""
    return is_sold(order) and parcel in _MOVABLE


def may_cancel(order: OrderStatus, parcel: DeliveryStatus) -> bool:
    """Whether staff may cancel this one delivery."""
    return is_sold(order) and _D.CANCELLED in DELIVERY_PATHS[parcel]


def is_sold(order: OrderStatus) -> bool:
    return order not in ENDED and order is not OrderStatus.PENDING_PAYMENT
