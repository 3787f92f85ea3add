"""What a provider is asked for where it is not a whole order that is to be paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from backend.shop.orders.models import Order


def for_balance(body: dict[str, Any], *, order: Order, amount: int) -> dict[str, Any]:
    """The request of a whole order, for `amount` of it: one line says so."""
    line = {
        "quantity": 1,
        "price_data": {
            "currency": order.currency.lower(),
            "unit_amount": amount,
            "product_data": {"name": f"Order {order.number}, what is still to be paid"},
        },
    }
    asked = body | {"line_items": [line]}
    return {name: value for name, value in asked.items() if name != "customer_email" or value}
