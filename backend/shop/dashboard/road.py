"""A driver's day: the stops of her runs, what is ahead first; no price, and no sender who stays unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.dashboard import work
from backend.shop.dashboard.today import DayLine
from backend.shop.dashboard.work import Work
from backend.shop.delivery.models import Run
from backend.shop.orders.models import Delivery, Order
from backend.shop.orders.rules import DeliveryStatus

_DONE = frozenset({DeliveryStatus.DELIVERED, DeliveryStatus.FAILED})


@dataclass(frozen=True, slots=True)
class Stop:
    """One door. `position` counts from 1 over the whole run; `sender` is None where it stays a secret."""

    delivery_id: UUID
    number: str
    position: int
    status: DeliveryStatus
    recipient_name: str
    phone: str
    address: str
    postcode: str | None
    kind_of_place: str
    notes: str
    safe_place: str
    sender: str | None
    slot_label: str
    service_time: str | None
    due_at: datetime
    lines: tuple[DayLine, ...]
    received_by: str | None
    failed_reason: str | None


@dataclass(frozen=True, slots=True)
class Tour:
    """A run as its driver sees it: the stops ahead in their order, then those that are done."""

    id: UUID
    name: str
    date: dt.date
    stops: tuple[Stop, ...]


def tours(session: Session, runs: Sequence[Run], *, now: datetime) -> list[Tour]:
    """The runs of one local day with their stops."""
    if not runs:
        return []
    works = {each.day.id: each for each in work.to_deliver(session, day=runs[0].date, now=now)}
    senders = _senders(session, works)
    found = []
    for run in runs:
        known = [works[stop.delivery_id] for stop in run.stops if stop.delivery_id in works]
        stops = [_stop(each, place, senders) for place, each in enumerate(known, start=1)]
        found.append(Tour(run.id, run.name, run.date, tuple(sorted(stops, key=_is_done))))
    return found


def _is_done(stop: Stop) -> bool:
    return stop.status in _DONE


def _senders(session: Session, delivery_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Who sent each delivery, left out where the recipient is not to know."""
    rows = session.execute(
        select(Delivery.id, Delivery.recipient, Order.buyer_name)
        .join(Order, Order.id == Delivery.order_id)
        .where(Delivery.id.in_(list(delivery_ids)))
    )
    return {each: name for each, recipient, name in rows if not recipient.get("anonymous_sender")}


def _stop(each: Work, position: int, senders: dict[UUID, str]) -> Stop:
    day = each.day
    return Stop(
        delivery_id=day.id,
        number=day.number,
        position=position,
        status=day.status,
        recipient_name=day.recipient_name,
        phone=day.phone,
        address=day.address,
        postcode=day.postcode,
        kind_of_place=day.kind_of_place,
        notes=day.notes,
        safe_place=each.safe_place,
        sender=senders.get(day.id),
        slot_label=day.slot_label,
        service_time=day.service_time,
        due_at=day.due_at,
        lines=day.lines,
        received_by=each.proof.received_by if each.proof else None,
        failed_reason=each.failed_reason,
    )
