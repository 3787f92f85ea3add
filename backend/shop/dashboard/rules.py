"""What a florist must not overlook: what is late, what soon will be, and what comes first."""

from datetime import date, datetime, time, timedelta

from backend.shop.delivery.rules import instant
from backend.shop.orders.rules import DeliveryStatus

_D = DeliveryStatus
_DONE = frozenset({_D.DELIVERED, _D.CANCELLED})
_UNDER_WAY = _DONE | {_D.OUT_FOR_DELIVERY}
SOON = timedelta(minutes=60)


def due_at(*, day: date, ends_at: datetime, service_time: str | None, time_zone: str) -> datetime:
    """When the flowers must be there: before the service where there is one, else by the slot's end."""
    if not service_time:
        return ends_at
    return min(ends_at, instant(day, time.fromisoformat(service_time), time_zone))


def is_late(status: DeliveryStatus, *, due: datetime, now: datetime) -> bool:
    return status not in _DONE and now > due


def is_urgent(status: DeliveryStatus, *, due: datetime, now: datetime) -> bool:
    """Within an hour of its time and not under way yet."""
    return status not in _UNDER_WAY and not is_late(status, due=due, now=now) and now > due - SOON
