"""PayPal's objects and ours: decimal strings become minor units, statuses become words."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision

from backend.shop.kit.money import Money
from backend.shop.payments.provider import Ask, RefundSaid, Row, Session, SessionState
from backend.shop.payments.rules import RefundState

_LONGEST_NAME = 127
_S = SessionState
_ORDER_STATES = {"APPROVED": _S.APPROVED, "VOIDED": _S.EXPIRED, "COMPLETED": _S.UNPAID}
_CAPTURE_STATES = {
    "COMPLETED": _S.PAID,
    "PARTIALLY_REFUNDED": _S.PAID,
    "REFUNDED": _S.PAID,
    "PENDING": _S.PENDING,
}
_REFUND_STATES = {
    "COMPLETED": RefundState.SUCCEEDED,
    "FAILED": RefundState.FAILED,
    "CANCELLED": RefundState.FAILED,
}


def request_body(ask: Ask) -> dict[str, Any]:
    """The body of an order that is captured at once when approved, and sends nothing: we deliver."""
    currency = ask.total.currency
    total = _money(ask.total.amount, currency)
    unit = {
        "custom_id": str(ask.payment_id),
        "invoice_id": f"{ask.order_number}-{str(ask.payment_id)[-8:]}",
        "description": f"Order {ask.order_number}",
        "amount": total | {"breakdown": {"item_total": total}},
        "items": [_item(row, currency) for row in ask.rows],
    }
    page = {
        "payment_method_preference": "IMMEDIATE_PAYMENT_REQUIRED",
        "shipping_preference": "NO_SHIPPING",
        "user_action": "PAY_NOW",
        "return_url": ask.return_url,
        "cancel_url": ask.cancel_url,
    }
    payer = {"email_address": ask.buyer_email} if ask.buyer_email else {}
    return {
        "intent": "CAPTURE",
        "purchase_units": [unit],
        "payment_source": {"paypal": payer | {"experience_context": page}},
    }


def read_session(order: dict[str, Any]) -> Session:
    """An order with its capture, once there is one: the sum is the capture's then."""
    unit = (order.get("purchase_units") or [{}])[0]
    capture = _capture(unit)
    sum_ = (capture or unit).get("amount") or {}
    currency = str(sum_.get("currency_code") or "")
    links = {link.get("rel"): link.get("href") for link in order.get("links") or []}
    return Session(
        id=str(order["id"]),
        state=_state(str(order.get("status")), capture),
        redirect_url=links.get("payer-action") or links.get("approve"),
        amount=_minor(sum_, currency),
        currency=currency,
        reference=str(unit.get("custom_id") or ""),
        payment=str(capture["id"]) if capture else None,
    )


def refund_body(amount: Money, *, key: str) -> dict[str, Any]:
    return {"amount": _money(amount.amount, amount.currency), "custom_id": key, "invoice_id": key}


def read_refund(refund: dict[str, Any]) -> RefundSaid:
    sum_ = refund.get("amount") or {}
    return RefundSaid(
        id=str(refund["id"]),
        state=_REFUND_STATES.get(str(refund.get("status")), RefundState.SENT),
        amount=_minor(sum_, str(sum_.get("currency_code") or "")),
        reference=str(refund.get("custom_id") or refund.get("invoice_id") or ""),
        why=f"provider: {refund.get('status')}",
    )


def refunds_of(order: dict[str, Any]) -> Iterator[RefundSaid]:
    for unit in order.get("purchase_units") or []:
        yield from map(read_refund, (unit.get("payments") or {}).get("refunds") or [])


def _capture(unit: dict[str, Any]) -> dict[str, Any] | None:
    """The capture that has, or may yet have, the money; one that was refused counts for nothing."""
    made = (unit.get("payments") or {}).get("captures") or []
    return next((each for each in made if each.get("status") in _CAPTURE_STATES), None)


def _state(status: str, capture: dict[str, Any] | None) -> SessionState:
    if capture is not None:
        return _CAPTURE_STATES[str(capture["status"])]
    return _ORDER_STATES.get(status, SessionState.OPEN)


def _item(row: Row, currency: str) -> dict[str, Any]:
    unit = _money(row.unit_amount, currency)
    return {"name": row.name[:_LONGEST_NAME], "quantity": str(row.quantity), "unit_amount": unit}


def _money(amount: int, currency: str) -> dict[str, Any]:
    value = Decimal(amount).scaleb(-get_currency_precision(currency))
    return {"currency_code": currency, "value": f"{value:f}"}


def _minor(sum_: dict[str, Any], currency: str) -> int:
    value = Decimal(str(sum_.get("value") or 0))
    return int(value.scaleb(get_currency_precision(currency or "USD")))
