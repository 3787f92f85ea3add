"""What every deed of the staff begins with: who, why, and the version that she saw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.audit import services as audit
from backend.shop.checkout.services import locks
from backend.shop.kit.errors import VersionConflict
from backend.shop.orders import selectors as order_reads
from backend.shop.orders.errors import DeliveryNotFound
from backend.shop.orders.services import Step

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, Order


@dataclass(frozen=True, slots=True)
class Deed:
    """Somebody of the staff changes what she saw in this `version`."""

    who: str
    version: int
    at: datetime
    reason: str = ""

    @property
    def step(self) -> Step:
        return Step(self.at, self.who, self.reason)

    def check(self, row: Order | Delivery) -> None:
        """Raises VersionConflict: the caller shows the newest state."""
        if row.version != self.version:
            raise VersionConflict("Somebody else has changed this meanwhile. Nothing was written.")


def delivery(session: Session, *, delivery_id: UUID, deed: Deed) -> tuple[Order, Delivery]:
    """A delivery with its order, locked. Raises DeliveryNotFound, VersionConflict."""
    order = locks.order(session, order_id=order_reads.of_delivery(session, delivery_id))
    parcel = find(order, delivery_id)
    deed.check(parcel)
    return order, parcel


def find(order: Order, delivery_id: UUID) -> Delivery:
    found = next((each for each in order.deliveries if each.id == delivery_id), None)
    if found is None:
        raise DeliveryNotFound
    return found


def record(session: Session, *, deed: Deed, action: str, subject: str, change: Mapping[str, Any]) -> None:
    """Writes into the audit what the history of moves does not say."""
    audit.record(
        session,
        actor=deed.who,
        action=action,
        subject=subject,
        reason=deed.reason,
        change=change,
        at=deed.at,
    )
