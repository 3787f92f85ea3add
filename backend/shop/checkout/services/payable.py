"""What of an order is paid for, as a payment page shows it: the rows come to what is asked, none below 0."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from backend.shop.kit.money import Money
from backend.shop.payments.provider import Ask, Row

if TYPE_CHECKING:
    from backend.shop.orders.models import Order, OrderLine


def rows(order: Order) -> tuple[Row, ...]:
    """A discounted line is one row with what is paid for all of it: no provider takes negative rows."""
    fee = order.delivery_fee - sum(parcel.fee_discount for parcel in order.deliveries)
    tax = 0 if order.tax_included else order.tax
    lines = (_of_line(line) for parcel in order.deliveries for line in parcel.lines)
    return tuple(row for row in (*lines, *_beside(fee, tax, order.tip)) if row.unit_amount)


def ask(order: Order, *, amount: int, payment_id: UUID, base_url: str, expires_at: datetime) -> Ask:
    """What a provider is asked for: the whole order, or what is still to be paid of it.

    The way back names our payment, never a session.
    """
    back = f"{base_url}/api/payments/return?payment={payment_id}"
    whole = amount == order.total
    return Ask(
        payment_id=payment_id,
        order_number=order.number,
        buyer_email=order.buyer_email,
        rows=rows(order) if whole else (Row(f"Order {order.number}, what is still to be paid", amount, 1),),
        total=Money(amount, order.currency),
        return_url=back,
        cancel_url=f"{back}&cancelled=1",
        expires_at=expires_at,
    )


def _of_line(line: OrderLine) -> Row:
    name = f"{line.product_name}, {line.variant_label}"
    if not line.discount:
        return Row(name, line.unit_price, line.quantity)
    several = f"{line.quantity} × {name}" if line.quantity > 1 else name
    return Row(several, line.total - line.discount, 1)


def _beside(fee: int, tax: int, tip: int) -> Iterator[Row]:
    yield Row("Delivery", fee, 1)
    yield Row("Tax", tax, 1)
    yield Row("Tip", tip, 1)
