"""Orders that have arrived as a whole, and how well they ended."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.shop.orders.models import Delivery, Order, OrderMove
from backend.shop.orders.rules import DeliveryStatus, OrderStatus, Outcome, is_sympathy

_WAYS = timedelta(days=2)  # how far a delivery's day and the instant of its end may lie apart


@dataclass(frozen=True, slots=True)
class Arrived:
    """`move_id` is the step of the last delivery to its door."""

    order_id: UUID
    move_id: int


def between(session: Session, first: datetime, last: datetime) -> list[Arrived]:
    """Orders whose last delivery arrived after `first` and not after `last`."""
    days = Delivery.date.between((first - _WAYS).date(), (last + _WAYS).date())
    near = select(Delivery.order_id).where(days, Delivery.status == DeliveryStatus.DELIVERED)
    query = (
        select(OrderMove.order_id, func.max(OrderMove.id).label("move_id"))
        .join(Order, Order.id == OrderMove.order_id)
        .where(
            Order.id.in_(near),
            Order.status == OrderStatus.DELIVERED,
            OrderMove.delivery_id.is_not(None),
            OrderMove.to_status == DeliveryStatus.DELIVERED,
        )
        .group_by(OrderMove.order_id)
        .having(func.max(OrderMove.at) > first, func.max(OrderMove.at) <= last)
        .order_by(func.max(OrderMove.id))
    )
    return [Arrived(row.order_id, row.move_id) for row in session.execute(query)]


def outcome(order: Order, *, refunded: bool, occasions: Collection[str]) -> Outcome:
    """How the order ended; `occasions` are those of its products."""
    lines = [line for each in order.deliveries for line in each.lines]
    return Outcome(
        delivered=all(each.status == DeliveryStatus.DELIVERED for each in order.deliveries),
        cut=order.credit > 0 or any(line.cancelled for line in lines) or refunded,
        sympathy=is_sympathy(recipients=[each.recipient for each in order.deliveries], occasions=occasions),
        forgotten=order.erased_at is not None,
    )
