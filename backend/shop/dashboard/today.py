"""The day as the florist sees it: every delivery in the order of its urgency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, selectinload

from backend.shop.dashboard import rules
from backend.shop.delivery.models import Run, RunStop, Zone
from backend.shop.delivery.words import Clock
from backend.shop.orders.models import Delivery, Order
from backend.shop.orders.rules import DeliveryStatus, OrderStatus
from backend.shop.settings.models import Shop
from backend.shop.settings.selectors import shop

# What was never paid, or is no more, is nobody's work.
WORK = (
    OrderStatus.CONFIRMED,
    OrderStatus.PREPARING,
    OrderStatus.READY,
    OrderStatus.OUT_FOR_DELIVERY,
    OrderStatus.DELIVERED,
)


@dataclass(frozen=True, slots=True)
class DayLine:
    """`quantity` is what is still wanted of it."""

    product_name: str
    variant_label: str
    image_url: str
    quantity: int


@dataclass(frozen=True, slots=True)
class DayDelivery:
    """One delivery of a day. `due_at` is the slot's end, or the service that the flowers are for."""

    id: UUID
    number: str
    version: int
    method: str
    status: DeliveryStatus
    slot_id: int | None
    slot_label: str
    starts_at: datetime
    ends_at: datetime
    due_at: datetime
    late: bool
    urgent: bool
    zone: str | None
    recipient_name: str
    phone: str
    address: str
    postcode: str | None
    kind_of_place: str
    service_time: str | None
    card_message: str
    notes: str
    placed_at: datetime
    lines: tuple[DayLine, ...]
    run_id: UUID | None
    run_name: str | None
    stop: int | None


def deliveries(session: Session, *, day: dt.date, now: datetime) -> list[DayDelivery]:
    """Every delivery and collection of a local day that is or was work: services first, then by hour."""
    facts = shop(session)
    rows = _rows(session, day)
    stops = _stops(session, [each.id for each in rows])
    zones = dict(session.execute(select(Zone.id, Zone.name)).tuples().all())
    found = [_delivery(each, zones, stops.get(each.id), facts, now) for each in rows]
    return sorted(found, key=_urgency)


def _rows(session: Session, day: dt.date) -> Sequence[Delivery]:
    query = (
        select(Delivery)
        .join(Delivery.order)
        .where(Delivery.date == day, Order.status.in_(WORK))
        .where(Delivery.status != DeliveryStatus.CANCELLED)
        .options(contains_eager(Delivery.order), selectinload(Delivery.lines))
    )
    return session.scalars(query).all()


def _stops(session: Session, delivery_ids: list[UUID]) -> dict[UUID, tuple[UUID, str, int]]:
    query = select(RunStop.delivery_id, Run.id, Run.name, RunStop.position).join(
        Run, Run.id == RunStop.run_id
    )
    rows = session.execute(query.where(RunStop.delivery_id.in_(delivery_ids)))
    return {delivery_id: (run_id, name, position) for delivery_id, run_id, name, position in rows}


def _delivery(
    row: Delivery, zones: dict[int, str], stop: tuple[UUID, str, int] | None, facts: Shop, now: datetime
) -> DayDelivery:
    recipient, status = row.recipient, DeliveryStatus(row.status)
    service = recipient.get("service_time") or None
    due = rules.due_at(day=row.date, ends_at=row.ends_at, service_time=service, time_zone=facts.time_zone)
    run_id, run_name, position = stop or (None, None, None)
    return DayDelivery(
        id=row.id,
        number=row.order.number,
        version=row.version,
        method=row.method,
        status=status,
        slot_id=row.slot_id,
        slot_label=Clock(facts.time_zone, facts.locale).label(
            row.starts_at, row.ends_at, whole_day=row.whole_day
        ),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        due_at=due,
        late=rules.is_late(status, due=due, now=now),
        urgent=rules.is_urgent(status, due=due, now=now),
        zone=zones.get(row.zone_id) if row.zone_id else None,
        recipient_name=recipient.get("name") or "",
        phone=recipient.get("phone") or "",
        address=", ".join(part for key in ("line1", "line2", "city") if (part := recipient.get(key))),
        postcode=recipient.get("postcode"),
        kind_of_place=recipient.get("kind_of_place") or "home",
        service_time=service,
        card_message=row.card_message,
        notes=recipient.get("notes") or "",
        placed_at=row.order.placed_at,
        lines=tuple(
            DayLine(line.product_name, line.variant_label, line.image_url, line.quantity - line.cancelled)
            for line in row.lines
            if line.quantity > line.cancelled
        ),
        run_id=run_id,
        run_name=run_name,
        stop=position,
    )


def _urgency(each: DayDelivery) -> tuple[bool, datetime, datetime, str, str]:
    return (each.service_time is None, each.due_at, each.starts_at, each.zone or "", each.number)
