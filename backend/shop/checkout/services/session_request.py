"""The whole body of a payment session: stored before it is sent, and sent unchanged ever after."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from backend.shop.checkout.services.payable import rows

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
    return [
        {
            "quantity": row.quantity,
            "price_data": {
                "currency": order.currency.lower(),
                "unit_amount": row.unit_amount,
                "product_data": {"name": row.name},
            },
        }
        for row in rows(order)
    ]
