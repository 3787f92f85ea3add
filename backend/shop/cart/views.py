"""A cart as it is told: at today's prices, with what stands in the way of ordering it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from backend.shop.delivery.selectors import ZoneFacts
from backend.shop.kit.money import Money
from backend.shop.pricing.promotions import Applied, Trouble
from backend.shop.pricing.rules import ParcelPrice, Sums
from backend.shop.promise.rules import Reason
from backend.shop.promise.selectors import SlotAnswer


@dataclass(frozen=True, slots=True)
class LineView:
    id: UUID
    variant_id: int
    product_slug: str
    product_name: str
    variant_label: str
    kind: str
    image_url: str
    quantity: int
    unit_price: Money
    total: Money
    discount: Money
    available: bool


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """One delivery of the cart; `slot` is the chosen one as `evaluate()` sees it now."""

    id: UUID
    method: str
    postcode: str | None
    date: dt.date | None
    zone: ZoneFacts | None
    slot: SlotAnswer | None
    slot_problem: Reason | None
    recipient: dict[str, Any] | None
    card_message: str
    lines: tuple[LineView, ...]
    price: ParcelPrice


@dataclass(frozen=True, slots=True)
class CartView:
    id: UUID | None
    currency: str
    deliveries: tuple[DeliveryView, ...]
    sums: Sums
    card_message_limit: int
    applied: tuple[Applied, ...] = ()
    trouble: Trouble | None = None
