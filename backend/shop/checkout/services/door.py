"""The one door of deliveries: a delivery moves, and its order's status with it, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from backend.shop.orders import services as orders
from backend.shop.orders.rules import DeliveryStatus, OrderStatus, order_status
from backend.shop.orders.services import Step

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, Order, OrderMove


def move_deliveries(
    session: Session, *, order: Order, parcels: Sequence[Delivery], to: DeliveryStatus, step: Step
) -> list[OrderMove]:
    """Moves deliveries of a locked order. Before payment the order waits on, unless all are cancelled.

    Answers the history's new rows: one of each delivery, then the order's own, if it followed.
    """
    moved = [orders.move_delivery(session, order=order, parcel=each, to=to, step=step) for each in parcels]
    return [*moved, *_follow(session, order, step)]


def take_back(session: Session, *, order: Order, parcel: Delivery, to: DeliveryStatus, step: Step) -> None:
    """Puts one delivery of a locked order back to where a wrong press has taken it from."""
    orders.take_back(session, order=order, parcel=parcel, to=to, step=step)
    _follow(session, order, step)


def _follow(session: Session, order: Order, step: Step) -> list[OrderMove]:
    status = order_status(DeliveryStatus(each.status) for each in order.deliveries)
    waits = order.status == OrderStatus.PENDING_PAYMENT and status is not OrderStatus.CANCELLED
    if waits or order.status == status:
        return []
    return [orders.move(session, order=order, to=status, step=step)]
