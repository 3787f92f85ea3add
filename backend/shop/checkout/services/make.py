"""Making: a bouquet is begun, then ready; with that its stems are in it and leave the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from backend import db
from backend.shop.capacity import selectors as ledger
from backend.shop.capacity import services as capacity
from backend.shop.capacity.selectors import LineFacts
from backend.shop.capacity.services import Demand, HoldChange, HoldState
from backend.shop.checkout.services import door, parcels
from backend.shop.checkout.services.parcels import Seen
from backend.shop.orders.rules import DeliveryStatus
from backend.shop.orders.services import Step

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery

_STEMS = "stem_lot"


def begin(*, seen: Seen, step: Step) -> None:
    """Somebody ties it now. Raises what `parcels.opened` raises, and IllegalMove."""
    with db.transaction() as session:
        order, parcel = parcels.opened(session, seen)
        door.move_deliveries(session, order=order, parcels=[parcel], to=DeliveryStatus.PREPARING, step=step)


def finish(*, seen: Seen, step: Step) -> None:
    """It is ready: its stem lines are consumed, slot, van and workroom lines stay. Raises as `begin`."""
    with db.transaction() as session:
        order, parcel = parcels.opened(session, seen)
        door.move_deliveries(session, order=order, parcels=[parcel], to=DeliveryStatus.READY, step=step)
        capacity.change(session, changes=_consumption(session, parcel))


def _consumption(session: Session, parcel: Delivery) -> list[HoldChange]:
    hold = ledger.hold(session, parcel.id)
    stems = stem_lines(session, hold.live) if hold else []
    if hold is None or not stems:
        return []
    used = tuple(Demand(line.bucket_id, line.quantity, line.use_on) for line in stems)
    return [HoldChange(parcel.id, hold.version, used, HoldState.CONSUMED)]


def stem_lines(session: Session, lines: tuple[LineFacts, ...]) -> list[LineFacts]:
    """Those of the lines that draw on a lot of stems."""
    buckets = ledger.buckets(session, [line.bucket_id for line in lines])
    return [line for line in lines if buckets[line.bucket_id].kind == _STEMS]
