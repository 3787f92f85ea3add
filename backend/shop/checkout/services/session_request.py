"""The whole body of a payment session: stored before it is sent, and sent unchanged ever after."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from backend.shop.orders.models import Order


def request_body(*, order: Order, payment_id: UUID, base_url: str, expires_at: datetime) -> dict[str, Any]:
    """What the provider is asked for. Our payment's id travels as the reference and in the metadata."""
    back = f"{base_url}/api/payments/return?payment={payment_id}"
    facts = {"payment_id": str(payment_id), "order_number": order.number}
    return {
        "mode": "payment",
        "client_reference_id": str(payment_id),
        "metadata": facts,
        "payment_intent_data": {"metadata": facts, "description": f"Order {order.number}"},
        "customer_email": order.buyer_email,
        "line_items": _line_items(order),
        "success_url": back,
        "cancel_url": f"{back}&cancelled=1",
        "expires_at": int(expires_at.timestamp()),
    }


def _line_items(order: Order) -> list[dict[str, Any]]:
    rows = [
        (f"{line.product_name}, {line.variant_label}", line.unit_price, line.quantity)
        for parcel in order.deliveries
        for line in parcel.lines
    ]
    rows += [
        (name, amount, 1) for name, amount in (("Delivery", order.delivery_fee), ("Tax", order.tax)) if amount
    ]
    return [
        {
            "quantity": quantity,
            "price_data": {
                "currency": order.currency.lower(),
                "unit_amount": amount,
                "product_data": {"name": name},
            },
        }
        for name, amount, quantity in rows
    ]
