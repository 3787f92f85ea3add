"""What wants a person: buckets that hold more than they can, with the orders in them; letters that died."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from backend.shop.capacity.models import CapacityBucket, DemandLine
from backend.shop.capacity.rules import LIVE
from backend.shop.delivery.models import SlotInstance
from backend.shop.delivery.words import Clock
from backend.shop.notifications.models import Letter
from backend.shop.orders.models import Delivery, Order
from backend.shop.settings.selectors import shop
from backend.shop.stock.models import Stem, StemLot


@dataclass(frozen=True, slots=True)
class Affected:
    """A delivery that draws on what is short, with how much it takes; its stems on its making day."""

    id: UUID
    number: str
    recipient_name: str
    date: dt.date
    making_day: dt.date
    quantity: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A bucket that is overbooked by `over`; `what` names it for a person, `ref` for a program."""

    kind: str
    ref: str
    what: str
    over: int
    deliveries: tuple[Affected, ...]


@dataclass(frozen=True, slots=True)
class DeadLetter:
    id: int
    kind: str
    recipient: str
    number: str | None
    created_at: datetime
    error: str


def conflicts(session: Session, *, since: dt.date) -> list[Conflict]:
    """Every overbooked bucket that is still used on or after a local day."""
    return _overbooked(session, CapacityBucket.usable_to >= since)


def conflicts_of_day(session: Session, day: dt.date) -> list[Conflict]:
    """What is overbooked of a day's slots, vans and workroom."""
    theirs = (CapacityBucket.usable_from == day) & (CapacityBucket.usable_to == day)
    return _overbooked(session, theirs & (CapacityBucket.kind != "stem_lot"))


def conflicts_of_buckets(session: Session, bucket_ids: Sequence[int]) -> list[Conflict]:
    """What is overbooked of these buckets."""
    return _overbooked(session, CapacityBucket.id.in_(bucket_ids))


def _overbooked(session: Session, wanted: ColumnElement[bool]) -> list[Conflict]:
    over = session.scalars(
        select(CapacityBucket)
        .where(CapacityBucket.overbooked > 0, wanted)
        .order_by(CapacityBucket.usable_from, CapacityBucket.id)
    ).all()
    if not over:
        return []
    affected = _affected(session, [bucket.id for bucket in over])
    names = _names(session, over)
    return [
        Conflict(
            kind=bucket.kind,
            ref=bucket.ref,
            what=names.get(bucket.id, bucket.ref),
            over=bucket.overbooked,
            deliveries=tuple(affected[bucket.id]),
        )
        for bucket in over
    ]


def dead_letters(session: Session) -> list[DeadLetter]:
    """Letters that were given up, the newest first."""
    rows = session.execute(
        select(Letter, Order.number)
        .outerjoin(Order, Order.id == Letter.order_id)
        .where(Letter.state == "dead")
        .order_by(Letter.id.desc())
    )
    return [
        DeadLetter(each.id, each.kind, each.recipient, number, each.created_at, each.last_error or "")
        for each, number in rows
    ]


def _affected(session: Session, bucket_ids: list[int]) -> dict[int, list[Affected]]:
    rows = session.execute(
        select(
            DemandLine.bucket_id,
            Delivery.id,
            Order.number,
            Delivery.recipient["name"].astext,
            Delivery.date,
            Delivery.making_day,
            DemandLine.quantity,
        )
        .join(Delivery, Delivery.id == DemandLine.delivery_id)
        .join(Order, Order.id == Delivery.order_id)
        .where(DemandLine.bucket_id.in_(bucket_ids), DemandLine.state.in_([*LIVE]))
        .order_by(Delivery.date, Order.placed_at, Order.number)
    )
    found: dict[int, list[Affected]] = defaultdict(list)
    for bucket_id, delivery_id, number, name, day, making_day, quantity in rows:
        found[bucket_id].append(Affected(delivery_id, number, name or "", day, making_day, quantity))
    return found


def _names(session: Session, buckets: Sequence[CapacityBucket]) -> dict[int, str]:
    """What each bucket stands for, in words. A day's workroom says so by its kind."""
    ids = [bucket.id for bucket in buckets]
    lots = select(StemLot.bucket_id, Stem.name).join(Stem, Stem.id == StemLot.stem_id)
    names = dict(session.execute(lots.where(StemLot.bucket_id.in_(ids))).all())
    facts = shop(session)
    clock = Clock(facts.time_zone, facts.locale)
    for slot in session.scalars(select(SlotInstance).where(SlotInstance.bucket_id.in_(ids))):
        hours = clock.label(slot.starts_at, slot.ends_at, whole_day=slot.whole_day)
        names[slot.bucket_id] = f"{slot.date.isoformat()}, {hours}"
    return names
