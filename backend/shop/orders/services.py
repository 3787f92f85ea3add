"""Writes of orders: creating them with frozen prices, and the one door through which their status moves."""

import datetime as dt
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.config import secret_key, settings
from backend.shop.kit import ids
from backend.shop.orders.errors import IllegalMove
from backend.shop.orders.models import Delivery, Order, OrderLine, OrderMove, StemSwap
from backend.shop.orders.rules import DELIVERY_PATHS, ORDER_PATHS, DeliveryStatus, OrderStatus


@dataclass(frozen=True, slots=True)
class Buyer:
    name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line to freeze; amounts are minor units."""

    variant_id: int
    product_slug: str
    product_name: str
    variant_label: str
    image_url: str
    quantity: int
    unit_price: int
    tax: int


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A delivery to freeze; amounts are minor units. `id` is known before, because the hold carries it."""

    id: UUID
    method: str
    slot_id: int
    zone_id: int | None
    date: dt.date
    starts_at: datetime
    ends_at: datetime
    whole_day: bool
    making_day: dt.date
    recipient: dict[str, Any]
    card_message: str
    lines: tuple[NewLine, ...]
    fee: int
    tax: int


@dataclass(frozen=True, slots=True)
class NewSwap:
    """`quantity` of a stem of the recipe are taken of another one."""

    stem_id: int
    substitute_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Step:
    """Why something moved: the instant, who, and why."""

    at: datetime
    who: str
    why: str


def access_token(order_id: UUID) -> str:
    """The guest's secret for one order: derived, so that a letter can carry it and the table its hash."""
    key = secret_key(settings().secret_key).encode()
    return hmac.new(key, b"order-access:" + order_id.bytes, hashlib.sha256).hexdigest()


def create(
    session: Session,
    *,
    cart_id: UUID,
    buyer: Buyer,
    currency: str,
    deliveries: Sequence[NewDelivery],
    step: Step,
) -> Order:
    """A pending order whose sums are those of its deliveries."""
    order_id = ids.new_id()
    parcels = [_delivery(order_id, position, each) for position, each in enumerate(deliveries)]
    order = Order(
        id=order_id,
        number=ids.order_number(),
        cart_id=cart_id,
        status=OrderStatus.PENDING_PAYMENT,
        buyer_name=buyer.name,
        buyer_email=buyer.email,
        buyer_phone=buyer.phone,
        currency=currency,
        items=sum(each.items for each in parcels),
        delivery_fee=sum(each.fee for each in parcels),
        tax=sum(each.tax for each in parcels),
        total=sum(each.total for each in parcels),
        placed_at=step.at,
        held_since=step.at,
        token_hash=ids.token_hash(access_token(order_id)),
        deliveries=parcels,
    )
    session.add(order)
    session.flush()
    _write_move(session, order, to=OrderStatus.PENDING_PAYMENT, step=step)
    return order


def _delivery(order_id: UUID, position: int, new: NewDelivery) -> Delivery:
    items = sum(line.unit_price * line.quantity for line in new.lines)
    return Delivery(
        id=new.id,
        order_id=order_id,
        position=position,
        method=new.method,
        status=DeliveryStatus.SCHEDULED,
        slot_id=new.slot_id,
        zone_id=new.zone_id,
        date=new.date,
        starts_at=new.starts_at,
        ends_at=new.ends_at,
        whole_day=new.whole_day,
        making_day=new.making_day,
        recipient=new.recipient,
        card_message=new.card_message,
        items=items,
        fee=new.fee,
        tax=new.tax,
        total=items + new.fee + new.tax,
        lines=[_line(index, line) for index, line in enumerate(new.lines)],
    )


def _line(position: int, new: NewLine) -> OrderLine:
    return OrderLine(
        id=ids.new_id(),
        position=position,
        variant_id=new.variant_id,
        product_slug=new.product_slug,
        product_name=new.product_name,
        variant_label=new.variant_label,
        image_url=new.image_url,
        quantity=new.quantity,
        unit_price=new.unit_price,
        total=new.unit_price * new.quantity,
        tax=new.tax,
    )


def lock(session: Session, *, order_ids: Sequence[UUID]) -> dict[UUID, Order]:
    """Orders under their row locks, in the order of their ids, as they are now."""
    rows = session.scalars(
        select(Order)
        .where(Order.id.in_(order_ids))
        .order_by(Order.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {order.id: order for order in rows}


def lock_free(session: Session, *, order_id: UUID) -> Order | None:
    """The order under its lock, or None when somebody else is busy with it."""
    return session.scalar(
        select(Order)
        .where(Order.id == order_id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )


def move(session: Session, *, order: Order, to: OrderStatus, step: Step) -> OrderMove:
    """The one door: moves a locked order along `ORDER_PATHS` and writes its history."""
    if to not in ORDER_PATHS[OrderStatus(order.status)]:
        raise IllegalMove(f"An order that is {order.status} cannot become {to}.")
    before, order.status = order.status, to
    order.version += 1
    order.client_address = None  # it was kept for the limit on orders that wait
    return _write_move(session, order, to=to, step=step, before=before)


def move_delivery(
    session: Session, *, order: Order, parcel: Delivery, to: DeliveryStatus, step: Step
) -> None:
    """Moves one delivery of a locked order; checkout's door rewrites the order's status with it."""
    if to not in DELIVERY_PATHS[DeliveryStatus(parcel.status)]:
        raise IllegalMove(f"A delivery that is {parcel.status} cannot become {to}.")
    before, parcel.status = parcel.status, to
    parcel.version += 1
    _write_move(session, order, to=to, step=step, before=before, delivery_id=parcel.id)


def swap_stem(session: Session, *, order: Order, parcel: Delivery, swap: NewSwap, step: Step) -> None:
    """Writes down that a delivery of a locked order is made with another stem; its history says so."""
    session.add(
        StemSwap(
            delivery_id=parcel.id,
            stem_id=swap.stem_id,
            substitute_id=swap.substitute_id,
            quantity=swap.quantity,
            at=step.at,
            who=step.who,
        )
    )
    parcel.version += 1
    status = parcel.status  # it does not move
    _write_move(session, order, to=status, step=step, before=status, delivery_id=parcel.id)


def _write_move(
    session: Session,
    order: Order,
    *,
    to: str,
    step: Step,
    before: str | None = None,
    delivery_id: UUID | None = None,
) -> OrderMove:
    row = OrderMove(
        order_id=order.id,
        delivery_id=delivery_id,
        from_status=before,
        to_status=to,
        at=step.at,
        who=step.who,
        why=step.why,
    )
    session.add(row)
    session.flush()
    return row
