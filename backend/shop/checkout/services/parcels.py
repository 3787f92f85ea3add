"""One delivery under its order's lock, as somebody saw it: where every deed begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.kit.errors import VersionConflict
from backend.shop.orders import selectors as order_reads
from backend.shop.orders import services as orders
from backend.shop.orders.errors import IllegalMove
from backend.shop.orders.rules import SOLD

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, Order


@dataclass(frozen=True, slots=True)
class Seen:
    """A delivery at the version that somebody looked at; None: she saw none, as from a phone on the road."""

    delivery_id: UUID
    version: int | None


def opened(session: Session, seen: Seen) -> tuple[Order, Delivery]:
    """The order under its lock, and the delivery. Raises DeliveryNotFound, VersionConflict, and IllegalMove
    for an order that is not sold.
    """
    order_id = order_reads.order_of(session, seen.delivery_id)
    orders.lock(session, order_ids=[order_id])
    order = order_reads.whole(session, order_id)
    parcel = next(each for each in order.deliveries if each.id == seen.delivery_id)
    if seen.version is not None and parcel.version != seen.version:
        raise VersionConflict("Somebody else has moved this delivery meanwhile. Please look again.")
    if order.status not in SOLD:
        raise IllegalMove(f"Order {order.number} is not paid, or is no more: there is nothing to make.")
    return order, parcel
