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
    """Moves deliveries of a locked order; answers the history's new rows, the order's own last.

    Before payment the order waits on, unless all are cancelled.
    """
    moves = [
        orders.move_delivery(session, order=order, parcel=parcel, to=to, step=step) for parcel in parcels
    ]
    status = order_status(DeliveryStatus(each.status) for each in order.deliveries)
    waits = order.status == OrderStatus.PENDING_PAYMENT and status is not OrderStatus.CANCELLED
    if not waits and order.status != status:
        moves.append(orders.move(session, order=order, to=status, step=step))
    return moves
