"""What of an order is paid for, as a payment page shows it: the rows add up to what is asked."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from backend.shop.kit.money import Money
from backend.shop.payments.provider import Ask, Row

if TYPE_CHECKING:
    from backend.shop.orders.models import Order


def rows(order: Order) -> tuple[Row, ...]:
    """Its lines, then delivery and tax."""
    lines = [
        Row(f"{line.product_name}, {line.variant_label}", line.unit_price, line.quantity)
        for parcel in order.deliveries
        for line in parcel.lines
    ]
    rest = (("Delivery", order.delivery_fee), ("Tax", order.tax))
    return (*lines, *(Row(name, amount, 1) for name, amount in rest if amount))


def ask(order: Order, *, payment_id: UUID, base_url: str, expires_at: datetime) -> Ask:
    """What a provider is asked for. The way back names our payment, never a session."""
    back = f"{base_url}/api/payments/return?payment={payment_id}"
    return Ask(
        payment_id=payment_id,
        order_number=order.number,
        buyer_email=order.buyer_email,
        rows=rows(order),
        total=Money(order.total, order.currency),
        return_url=back,
        cancel_url=f"{back}&cancelled=1",
        expires_at=expires_at,
    )
