"""What letters may say of an order: facts frozen with it, and the secret that opens its page."""

import datetime as dt
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.orders import selectors, services
from backend.shop.orders.models import Delivery, OrderLine


@dataclass(frozen=True, slots=True)
class LetterLine:
    """Amounts in minor units."""

    product_slug: str
    product_name: str
    variant_label: str
    variant_id: int
    image_url: str
    quantity: int
    unit_price: int
    total: int


@dataclass(frozen=True, slots=True)
class LetterDelivery:
    """Amounts in minor units; `recipient` as `models.Delivery` says."""

    method: str
    date: dt.date
    starts_at: datetime
    ends_at: datetime
    whole_day: bool
    making_day: dt.date
    recipient: dict[str, Any]
    card_message: str
    lines: tuple[LetterLine, ...]
    items: int
    fee: int
    tax: int
    total: int


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Amounts in minor units of `currency`."""

    number: str
    placed_at: datetime
    buyer_name: str
    buyer_email: str
    buyer_phone: str
    currency: str
    deliveries: tuple[LetterDelivery, ...]
    items: int
    delivery_fee: int
    tax: int
    total: int
    access_token: str


def letter_facts(session: Session, order_id: UUID) -> LetterFacts:
    """The order as its letters tell it. Raises OrderNotFound."""
    order = selectors.whole(session, order_id)
    return LetterFacts(
        number=order.number,
        placed_at=order.placed_at,
        buyer_name=order.buyer_name,
        buyer_email=order.buyer_email,
        buyer_phone=order.buyer_phone,
        currency=order.currency,
        deliveries=tuple(delivery_facts(parcel) for parcel in order.deliveries),
        items=order.items,
        delivery_fee=order.delivery_fee,
        tax=order.tax,
        total=order.total,
        access_token=services.access_token(order.id),
    )


def delivery_facts(parcel: Delivery) -> LetterDelivery:
    """One delivery as letters tell it."""
    return LetterDelivery(
        method=parcel.method,
        date=parcel.date,
        starts_at=parcel.starts_at,
        ends_at=parcel.ends_at,
        whole_day=parcel.whole_day,
        making_day=parcel.making_day,
        recipient=parcel.recipient,
        card_message=parcel.card_message,
        lines=tuple(_line(line) for line in parcel.lines),
        items=parcel.items,
        fee=parcel.fee,
        tax=parcel.tax,
        total=parcel.total,
    )


def _line(line: OrderLine) -> LetterLine:
    return LetterLine(
        product_slug=line.product_slug,
        product_name=line.product_name,
        variant_label=line.variant_label,
        variant_id=line.variant_id,
        image_url=line.image_url,
        quantity=line.quantity,
        unit_price=line.unit_price,
        total=line.total,
    )
