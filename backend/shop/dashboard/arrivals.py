"""What has come in: orders that were paid lately, whatever the day they are for."""

import datetime as dt
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.shop.orders.models import Delivery, Order, OrderMove
from backend.shop.orders.rules import OrderStatus

_MOST = 20


@dataclass(frozen=True, slots=True)
class Arrival:
    """A sold order; `date` is its first delivery's, `total` minor units of `currency`."""

    number: str
    confirmed_at: datetime
    buyer_name: str
    date: dt.date
    deliveries: int
    total: int
    currency: str


def arrivals(session: Session, *, since: datetime) -> list[Arrival]:
    """The newest orders confirmed since then, newest first, at most twenty."""
    query = (
        select(
            Order.number,
            func.min(OrderMove.at),
            Order.buyer_name,
            func.min(Delivery.date),
            func.count(Delivery.id.distinct()),
            Order.total,
            Order.currency,
        )
        .join(OrderMove, OrderMove.order_id == Order.id)
        .join(Delivery, Delivery.order_id == Order.id)
        .where(
            OrderMove.delivery_id.is_(None),
            OrderMove.to_status == OrderStatus.CONFIRMED,
            OrderMove.from_status.in_((OrderStatus.PENDING_PAYMENT, OrderStatus.EXPIRED)),
            OrderMove.at >= since,
            Order.status != OrderStatus.CANCELLED,
        )
        .group_by(Order.id)
        .order_by(func.min(OrderMove.at).desc(), Order.number)
        .limit(_MOST)
    )
    return [Arrival(*row) for row in session.execute(query)]
