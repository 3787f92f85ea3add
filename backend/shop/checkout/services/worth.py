"""What a part of an order came to, with its shares of discount and tax."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend.shop.pricing.rules import Sold, worth_of_units

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, OrderLine


def worth(line: OrderLine, quantity: int) -> int:
    """What the next units of a line are worth."""
    return _worth(line, range(line.cancelled, line.cancelled + quantity))


def remaining_worth(parcel: Delivery) -> int:
    """What a delivery still costs once what was cancelled of its lines is taken off."""
    return parcel.total - sum(_worth(line, range(line.cancelled)) for line in parcel.lines)


def given_up(parcel: Delivery) -> int:
    """What was cancelled of a delivery's lines came to."""
    return parcel.total - remaining_worth(parcel)


def _worth(line: OrderLine, units: range) -> int:
    sold = Sold(
        unit_price=line.unit_price,
        quantity=line.quantity,
        discount=line.discount,
        tax=line.tax,
        tax_included=line.delivery.order.tax_included,
    )
    return worth_of_units(sold, units)
