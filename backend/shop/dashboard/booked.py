"""Whoever is booked on days or slots that close: they stay booked, and a person calls them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from backend.shop.capacity.models import DemandLine
from backend.shop.capacity.rules import LIVE
from backend.shop.catalog.models import Product, Variant
from backend.shop.delivery.models import SlotInstance
from backend.shop.delivery.selectors import zone_for
from backend.shop.delivery.words import Clock
from backend.shop.orders.models import Delivery, Order, OrderLine
from backend.shop.orders.rules import DeliveryStatus, OrderStatus
from backend.shop.settings.selectors import shop

_OVER = (DeliveryStatus.DELIVERED, DeliveryStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Booked:
    """A delivery that has a place and is not done; `waits` while its order is not paid for."""

    id: UUID
    number: str
    recipient_name: str
    date: dt.date
    slot_id: int | None
    slot_label: str
    status: DeliveryStatus
    waits: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Days that close: for everybody, or for one zone, category or product."""

    days: Collection[dt.date]
    zone_id: int | None = None
    category_id: int | None = None
    product_id: int | None = None


def on_day(session: Session, date: dt.date) -> list[Booked]:
    """Whoever has a place on the day and is still to be served, by hour."""
    return _booked(session, SlotInstance.date == date)


def hit(session: Session, span: Span) -> list[Booked]:
    """Whoever has a place in what closes and is still to be served, by day and hour."""
    wanted: list[ColumnElement[bool]] = [SlotInstance.date.in_(span.days)]
    if span.zone_id is not None:
        wanted.append(SlotInstance.zone_id == span.zone_id)
    if span.product_id is not None:
        wanted.append(Delivery.id.in_(_with(Variant.product_id == span.product_id)))
    if span.category_id is not None:
        wanted.append(Delivery.id.in_(_with(Product.category_id == span.category_id)))
    return _booked(session, *wanted)


def not_offered(session: Session, date: dt.date) -> list[Booked]:
    """Whoever has a place on the day in a slot that it does not offer any more."""
    return _booked(session, SlotInstance.date == date, ~SlotInstance.offered)


def in_slots(session: Session, slot_ids: Collection[int]) -> list[Booked]:
    """Whoever has a place in these slots and is still to be served, by day and hour."""
    return _booked(session, SlotInstance.id.in_(slot_ids))


def left_out(session: Session, zone_id: int, *, today: dt.date) -> list[Booked]:
    """Whoever is booked in a zone from today on whose postcode is not the zone's any more."""
    mine = (SlotInstance.zone_id == zone_id, SlotInstance.date >= today)
    postcode = Delivery.recipient["postcode"].as_string()
    known = session.scalars(
        select(postcode)
        .join(SlotInstance, SlotInstance.id == Delivery.slot_id)
        .where(*mine, Delivery.status.not_in(_OVER))
        .distinct()
    ).all()
    zones = {each: zone_for(session, each) for each in known if each}
    lost = [each for each, zone in zones.items() if zone is None or zone.id != zone_id]
    return _booked(session, *mine, postcode.in_(lost))


def _with(wanted: ColumnElement[bool]) -> Select[UUID]:
    """The deliveries that bring some of it."""
    return (
        select(OrderLine.delivery_id)
        .join(Variant, Variant.id == OrderLine.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .where(wanted, OrderLine.cancelled < OrderLine.quantity)
    )


def _booked(session: Session, *wanted: ColumnElement[bool]) -> list[Booked]:
    facts = shop(session)
    clock = Clock(facts.time_zone, facts.locale)
    rows = session.execute(
        select(Delivery, Order.number, Order.status)
        .join(Order, Order.id == Delivery.order_id)
        .join(SlotInstance, SlotInstance.id == Delivery.slot_id)
        .join(DemandLine, DemandLine.delivery_id == Delivery.id)
        .where(DemandLine.bucket_id == SlotInstance.bucket_id, DemandLine.state.in_([*LIVE]))
        .where(*wanted, Delivery.status.not_in(_OVER))
        .order_by(Delivery.starts_at, Order.placed_at, Order.number)
    )
    return [
        Booked(
            id=each.id,
            number=number,
            recipient_name=each.recipient.get("name") or "",
            date=each.date,
            slot_id=each.slot_id,
            slot_label=clock.label(each.starts_at, each.ends_at, whole_day=each.whole_day),
            status=DeliveryStatus(each.status),
            waits=status == OrderStatus.PENDING_PAYMENT,
        )
        for each, number, status in rows
    ]
