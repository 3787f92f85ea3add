"""What wants a person: buckets that hold more than they can, or for days that they no longer serve, with
the orders in them; letters that died.
"""

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
from backend.shop.delivery.rules import WORKROOM
from backend.shop.delivery.rules.windows import Half
from backend.shop.delivery.words import Clock
from backend.shop.notifications.models import Letter
from backend.shop.orders.models import Delivery, Order
from backend.shop.pricing.uses import KIND as PROMOTION_USES
from backend.shop.settings.selectors import shop
from backend.shop.stock.models import Stem, StemLot

# A lot's days move by less than this: whoever is promised some of it later was promised it before.
_MOVED = dt.timedelta(days=60)


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
    """A bucket that has `over` units too few for whom it is promised to; `what` names it for a person, `ref`
    for a program.
    """

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
    """Every bucket that is short and still used on or after a local day. A promotion keeps nobody waiting."""
    recent = (CapacityBucket.kind == "stem_lot") & (CapacityBucket.usable_to >= since - _MOVED)
    outside = _outside(session, recent & (DemandLine.use_on >= since))
    goods = CapacityBucket.kind != PROMOTION_USES
    return _short(session, (CapacityBucket.usable_to >= since) & goods, outside)


def conflicts_of_day(session: Session, day: dt.date) -> list[Conflict]:
    """What is overbooked of a day's slots, vans and workroom."""
    theirs = (CapacityBucket.usable_from == day) & (CapacityBucket.usable_to == day)
    return _short(session, theirs & CapacityBucket.kind.not_in(("stem_lot", PROMOTION_USES)), {})


def conflicts_of_buckets(session: Session, bucket_ids: Sequence[int]) -> list[Conflict]:
    """What is short of these buckets."""
    theirs = CapacityBucket.id.in_(bucket_ids)
    return _short(session, theirs, _outside(session, DemandLine.bucket_id.in_(bucket_ids)))


def _outside(session: Session, wanted: ColumnElement[bool]) -> dict[int, dict[int, int]]:
    """The live lines for days that their bucket does not serve (a lot came late, or lasts less long): their
    quantities by bucket and line.
    """
    rows = session.execute(
        select(DemandLine.bucket_id, DemandLine.id, DemandLine.quantity)
        .join(CapacityBucket, CapacityBucket.id == DemandLine.bucket_id)
        .where(wanted, DemandLine.state.in_([*LIVE]))
        .where(~DemandLine.use_on.between(CapacityBucket.usable_from, CapacityBucket.usable_to))
    )
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for bucket_id, line_id, quantity in rows:
        found[bucket_id][line_id] = quantity
    return found


def _short(
    session: Session, wanted: ColumnElement[bool], outside: dict[int, dict[int, int]]
) -> list[Conflict]:
    """The wanted buckets that are overbooked, with all their lines; of others the lines outside."""
    short = session.scalars(
        select(CapacityBucket)
        .where((CapacityBucket.overbooked > 0) & wanted | CapacityBucket.id.in_(outside))
        .order_by(CapacityBucket.usable_from, CapacityBucket.id)
        .execution_options(populate_existing=True)
    ).all()
    if not short:
        return []
    whole = [bucket.id for bucket in short if bucket.overbooked]
    lines = [line_id for bucket in short for line_id in outside.get(bucket.id, ())]
    affected = _affected(session, DemandLine.bucket_id.in_(whole) | DemandLine.id.in_(lines))
    names = _names(session, short)
    return [
        Conflict(
            kind=bucket.kind,
            ref=bucket.ref,
            what=names.get(bucket.id, bucket.ref),
            over=max(bucket.overbooked, sum(outside.get(bucket.id, {}).values())),
            deliveries=tuple(affected[bucket.id]),
        )
        for bucket in short
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


def _affected(session: Session, wanted: ColumnElement[bool]) -> dict[int, list[Affected]]:
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
        .where(wanted, DemandLine.state.in_([*LIVE]))
        .order_by(Delivery.date, Order.placed_at, Order.number)
    )
    found: dict[int, list[Affected]] = defaultdict(list)
    for bucket_id, delivery_id, number, name, day, making_day, quantity in rows:
        found[bucket_id].append(Affected(delivery_id, number, name or "", day, making_day, quantity))
    return found


def _names(session: Session, buckets: Sequence[CapacityBucket]) -> dict[int, str]:
    """What each bucket stands for, in words. A day's vans say so by its kind."""
    ids = [bucket.id for bucket in buckets]
    lots = select(StemLot.bucket_id, Stem.name).join(Stem, Stem.id == StemLot.stem_id)
    names = dict(session.execute(lots.where(StemLot.bucket_id.in_(ids))).all())
    names |= {each.id: _half_day(each) for each in buckets if each.kind == WORKROOM}
    facts = shop(session)
    clock = Clock(facts.time_zone, facts.locale)
    for slot in session.scalars(select(SlotInstance).where(SlotInstance.bucket_id.in_(ids))):
        hours = clock.label(slot.starts_at, slot.ends_at, whole_day=slot.whole_day)
        names[slot.bucket_id] = f"{slot.date.isoformat()}, {hours}"
    return names


def _half_day(bucket: CapacityBucket) -> str:
    day, _, half = bucket.ref.partition(":")
    return f"{day}, {'morning' if half == Half.MORNING else 'afternoon'}"
