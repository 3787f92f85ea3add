"""What is to be paid for an order, row by row: the rows come to its total, and none is below 0."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backend.shop.orders.models import Order, OrderLine


@dataclass(frozen=True, slots=True)
class Row:
    """`quantity` of something at `unit_amount` minor units each."""

    name: str
    unit_amount: int
    quantity: int = 1


def rows(order: Order) -> list[Row]:
    """A discounted line is one row with what is paid for all of it: no provider takes negative rows."""
    fee = order.delivery_fee - sum(parcel.fee_discount for parcel in order.deliveries)
    tax = 0 if order.tax_included else order.tax
    lines = [_of_line(line) for parcel in order.deliveries for line in parcel.lines]
    return [row for row in (*lines, *_beside(fee, tax, order.tip)) if row.unit_amount]


def _of_line(line: OrderLine) -> Row:
    name = f"{line.product_name}, {line.variant_label}"
    if not line.discount:
        return Row(name, line.unit_price, line.quantity)
    several = f"{line.quantity} × {name}" if line.quantity > 1 else name
    return Row(several, line.total - line.discount)


def _beside(fee: int, tax: int, tip: int) -> Iterator[Row]:
    yield Row("Delivery", fee)
    yield Row("Tax", tax)
    yield Row("Tip", tip)
