"""The lives of orders and deliveries as tables, and what customers read of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class OrderStatus(StrEnum):
    PENDING_PAYMENT = "pending_payment"
    CONFIRMED = "confirmed"
    PREPARING = "preparing"
    READY = "ready"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REPLACED = "replaced"


class DeliveryStatus(StrEnum):
    SCHEDULED = "scheduled"
    PREPARING = "preparing"
    READY = "ready"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    FAILED = "failed"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"


_O, _D = OrderStatus, DeliveryStatus
ENDED = frozenset({_O.CANCELLED, _O.EXPIRED, _O.REPLACED})
_PROGRESS = (_O.CONFIRMED, _O.PREPARING, _O.READY, _O.OUT_FOR_DELIVERY, _O.DELIVERED)

# What is paid and lives on, or has lived: what was never paid, or is no more, is nobody's work.
SOLD = frozenset(_PROGRESS)

# Between confirmed and delivered the order follows its deliveries, which may also go back (a failed
# delivery is scheduled again), so there any progress may follow any other.
ORDER_PATHS: Mapping[OrderStatus, frozenset[OrderStatus]] = {
    _O.PENDING_PAYMENT: frozenset({_O.CONFIRMED, _O.CANCELLED, _O.EXPIRED, _O.REPLACED}),
    **{each: (frozenset(_PROGRESS) | {_O.CANCELLED}) - {each} for each in _PROGRESS[:-1]},
    _O.DELIVERED: frozenset(),
    _O.CANCELLED: frozenset(),
    _O.EXPIRED: frozenset({_O.CONFIRMED}),  # money that came late, by the finalizer only
    _O.REPLACED: frozenset(),
}

DELIVERY_PATHS: Mapping[DeliveryStatus, frozenset[DeliveryStatus]] = {
    _D.SCHEDULED: frozenset({_D.PREPARING, _D.DELIVERED, _D.CANCELLED}),  # delivered at once: by e-mail
    _D.PREPARING: frozenset({_D.READY, _D.CANCELLED}),
    _D.READY: frozenset({_D.OUT_FOR_DELIVERY, _D.DELIVERED, _D.CANCELLED}),  # delivered at once: collected
    _D.OUT_FOR_DELIVERY: frozenset({_D.DELIVERED, _D.FAILED}),
    _D.DELIVERED: frozenset(),
    _D.FAILED: frozenset({_D.RESCHEDULED, _D.CANCELLED}),
    _D.RESCHEDULED: frozenset({_D.SCHEDULED, _D.READY}),
    _D.CANCELLED: frozenset(),
}

ORDER_LABELS: Mapping[OrderStatus, str] = {
    _O.PENDING_PAYMENT: "Waiting for payment",
    _O.CONFIRMED: "Confirmed",
    _O.PREPARING: "Preparing",
    _O.READY: "Ready",
    _O.OUT_FOR_DELIVERY: "Shipped",
    _O.DELIVERED: "Delivered",
    _O.CANCELLED: "Cancelled",
    _O.EXPIRED: "Expired",
    _O.REPLACED: "Replaced by a newer order",
}

DELIVERY_LABELS: Mapping[DeliveryStatus, str] = {
    _D.SCHEDULED: "Scheduled",
    _D.PREPARING: "Preparing",
    _D.READY: "Ready",
    _D.OUT_FOR_DELIVERY: "Shipped",
    _D.DELIVERED: "Delivered",
    _D.FAILED: "Delivery attempted",
    _D.RESCHEDULED: "Being rescheduled",
    _D.CANCELLED: "Cancelled",
}

_COLLECTED = "Collected"
_ENDS_WELL_AFTER = {"van": _D.OUT_FOR_DELIVERY, "collection": _D.READY, "email": _D.SCHEDULED}

# Where a wrong press is taken back to, for as long as its letter waits: neither step has touched the ledger.
UNDO_PATHS: Mapping[DeliveryStatus, DeliveryStatus] = {
    _D.PREPARING: _D.SCHEDULED,
    _D.OUT_FOR_DELIVERY: _D.READY,
}
UNDO_WINDOW = timedelta(minutes=5)

_AS_ORDER: Mapping[DeliveryStatus, OrderStatus] = {
    _D.SCHEDULED: _O.CONFIRMED,
    _D.FAILED: _O.CONFIRMED,
    _D.RESCHEDULED: _O.CONFIRMED,
    _D.PREPARING: _O.PREPARING,
    _D.READY: _O.READY,
    _D.OUT_FOR_DELIVERY: _O.OUT_FOR_DELIVERY,
    _D.DELIVERED: _O.DELIVERED,
}


def order_status(deliveries: Iterable[DeliveryStatus]) -> OrderStatus:
    """A paid order's status: the lowest of its deliveries; cancelled ones count only when all are."""
    living = [_AS_ORDER[each] for each in deliveries if each is not _D.CANCELLED]
    return min(living, key=_PROGRESS.index) if living else _O.CANCELLED


def progress(deliveries: Iterable[DeliveryStatus]) -> str | None:
    """ "1 of 2 delivered" while some of several are; None otherwise."""
    living = [each for each in deliveries if each is not _D.CANCELLED]
    done = sum(each is _D.DELIVERED for each in living)
    return f"{done} of {len(living)} delivered" if 0 < done < len(living) else None


def may_move(method: str, before: DeliveryStatus, to: DeliveryStatus) -> bool:
    """Whether a delivery takes this step: the table's edge, and its method's way. Only a van drives out."""
    if to not in DELIVERY_PATHS[before]:
        return False
    if to is _D.DELIVERED:
        return before is _ENDS_WELL_AFTER[method]
    return to is not _D.OUT_FOR_DELIVERY or method == "van"


def undone(before: str | None, to: str, *, at: datetime, now: datetime) -> DeliveryStatus | None:
    """Where a delivery is put back to whose last step led from `before` to `to` at `at`; None: it stays."""
    back = UNDO_PATHS.get(DeliveryStatus(to))
    return back if back == before and now <= at + UNDO_WINDOW else None


def delivery_label(status: DeliveryStatus, method: str) -> str:
    """What people read of a delivery: flowers that are fetched are collected, not delivered."""
    return _COLLECTED if status is _D.DELIVERED and method == "collection" else DELIVERY_LABELS[status]


@dataclass(frozen=True, slots=True)
class TakenStem:
    """`quantity` stems for a line of a delivery; `instead_of` names the recipe's stem that they stand for."""

    stem_id: int
    stem_name: str
    quantity: int
    perishable: bool
    instead_of: str | None = None


SYMPATHY = "sympathy"  # an occasion of the catalog, by its slug


def is_sympathy(*, recipients: Iterable[Mapping[str, Any]], occasions: Collection[str]) -> bool:
    """Whether an order is for a farewell, by any sign of it: nobody is asked how those flowers were.

    `recipients` are those of its deliveries, `occasions` those of its products.
    """
    signs = ("service_time", "ribbon_text")
    return SYMPATHY in occasions or any(
        each.get("kind_of_place") == "funeral_home" or any(each.get(sign) for sign in signs)
        for each in recipients
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an order ended: every delivery brought; something cancelled or given back; for a farewell."""

    delivered: bool
    cut: bool
    sympathy: bool
    forgotten: bool


def may_ask_review(of: Outcome) -> bool:
    return of.delivered and not (of.cut or of.sympathy or of.forgotten)
