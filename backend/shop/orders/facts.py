"""What is frozen of a delivery and its lines: written when an order is placed, told again by its letters."""

import datetime as dt
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A product as it was promised; `unit_price`, and its share of the `discount`, in minor units."""

    variant_id: int
    product_slug: str
    product_name: str
    variant_label: str
    image_url: str
    quantity: int
    unit_price: int
    discount: int = field(kw_only=True, default=0)


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """How, when and to whom; `recipient` as `models.Delivery` says, `fee` and `tax` in minor units.

    Of the fee so much is `surge`; `fee_discount` comes off it.
    """

    method: str
    date: dt.date
    starts_at: datetime
    ends_at: datetime
    whole_day: bool
    making_day: dt.date
    recipient: dict[str, Any]
    card_message: str
    fee: int
    tax: int
    surge: int = field(kw_only=True, default=0)
    surge_name: str = field(kw_only=True, default="")
    fee_discount: int = field(kw_only=True, default=0)


def facts(kind: type[LineFacts | DeliveryFacts], of: object) -> dict[str, Any]:
    """The fields of `kind` by name, read off whatever carries them: what is to be frozen, or a frozen row."""
    return {field.name: getattr(of, field.name) for field in fields(kind)}
