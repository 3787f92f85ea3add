"""What staff change on a sold order: its recipient, its hour, what is still wanted, what it comes to.

The order is locked; checkout has asked whether it may be. Each change raises the versions that the next
writer has to know.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.orders import selectors
from backend.shop.orders.models import Delivery, Order, OrderLine, OrderNote
from backend.shop.orders.recipes import part_of

# What a recipient is taken for where nothing was said.
_UNSAID = {"kind_of_place": "home"}


@dataclass(frozen=True, slots=True)
class Hour:
    """A slot as an order keeps it."""

    slot_id: int
    zone_id: int | None
    date: dt.date
    starts_at: datetime
    ends_at: datetime
    whole_day: bool
    making_day: dt.date


def touch(order: Order, parcel: Delivery | None = None) -> None:
    """Something of it has changed."""
    order.version += 1
    if parcel is not None:
        parcel.version += 1


def rewrite(parcel: Delivery, *, recipient: Mapping[str, Any], card_message: str) -> dict[str, list[Any]]:
    """Writes recipient and card, and answers what changed: the old and the new of each field."""
    before = {**_UNSAID, **parcel.recipient, "card_message": parcel.card_message}
    after = {**recipient, "card_message": card_message}
    changed = {
        name: [before.get(name), after[name]]
        for name in after
        if (before.get(name) or "") != (after[name] or "")
    }
    if changed:
        parcel.recipient, parcel.card_message = dict(recipient), card_message
    return changed


def put_at(parcel: Delivery, hour: Hour) -> None:
    """Gives a delivery another hour."""
    parcel.slot_id, parcel.zone_id = hour.slot_id, hour.zone_id
    parcel.date, parcel.making_day = hour.date, hour.making_day
    parcel.starts_at, parcel.ends_at, parcel.whole_day = hour.starts_at, hour.ends_at, hour.whole_day


def take_off(order: Order, *, amount: int) -> None:
    """The order is worth less by so much; never less than nothing."""
    order.credit = min(order.total, order.credit + amount)


def cancel_units(line: OrderLine, *, quantity: int) -> None:
    line.cancelled += quantity


def keep_swaps(session: Session, *, delivery_id: UUID, used: Sequence[int]) -> None:
    """Leaves of each of a delivery's swaps, oldest first, as much as is still used; of none: forgets it."""
    for swap, kept in zip(selectors.swaps(session, [delivery_id])[delivery_id], used, strict=True):
        if kept:
            swap.taken = part_of(swap.taken, kept, swap.quantity)
            swap.quantity = kept
        else:
            session.delete(swap)
    session.flush()


def add_note(session: Session, *, order_id: UUID, who: str, text: str, at: datetime) -> None:
    session.add(OrderNote(order_id=order_id, who=who, text=text, at=at))
    session.flush()
