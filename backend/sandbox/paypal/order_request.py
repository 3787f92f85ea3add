"""What an order may be asked for: a name that the sandbox does not know is refused, and the sums agree."""

from typing import Any

from backend.sandbox.paypal.money import minor
from backend.sandbox.paypal.refusal import PayPalRefusal
from backend.sandbox.store import Json

_MONEY = {"currency_code": None, "value": None}
_SHAPE: Json = {
    "intent": None,
    "purchase_units": {
        "reference_id": None,
        "custom_id": None,
        "invoice_id": None,
        "description": None,
        "amount": _MONEY | {"breakdown": {"item_total": _MONEY}},
        "items": {"name": None, "quantity": None, "unit_amount": _MONEY},
    },
    "payment_source": {
        "paypal": {
            "email_address": None,
            "experience_context": dict.fromkeys(
                (
                    "payment_method_preference", "shipping_preference", "user_action", "brand_name", "locale",
                    "landing_page", "return_url", "cancel_url",
                )
            ),
        }
    },
}  # fmt: skip
_LENGTHS = {"custom_id": 255, "invoice_id": 127, "description": 127}  # (docs)
_LONGEST_ITEM = 127  # (docs)


def check(body: Json) -> None:
    """Raises PayPalRefusal for what the provider, or this stand-in, does not take."""
    _known(body, _SHAPE, "")
    units = body.get("purchase_units")
    if body.get("intent") != "CAPTURE" or not isinstance(units, list) or len(units) != 1:
        raise PayPalRefusal("INVALID_PARAMETER_VALUE", status=400, field="/intent")
    page = ((body.get("payment_source") or {}).get("paypal") or {}).get("experience_context") or {}
    if not (page.get("return_url") and page.get("cancel_url")):
        raise PayPalRefusal("MISSING_REQUIRED_PARAMETER", status=400, field="/return_url")
    _check_unit(units[0])


def _check_unit(unit: Json) -> None:
    for name, longest in _LENGTHS.items():
        if len(str(unit.get(name) or "")) > longest:
            raise PayPalRefusal("INVALID_STRING_LENGTH", status=400, field=f"/purchase_units/@0/{name}")
    amount = minor(unit.get("amount"), field="/purchase_units/@0/amount")
    if amount[0] <= 0:
        raise PayPalRefusal("CANNOT_BE_ZERO_OR_NEGATIVE", field="/purchase_units/@0/amount/value")
    if "items" in unit:
        breakdown = unit["amount"].get("breakdown") or {}
        total = minor(breakdown.get("item_total"), field="/purchase_units/@0/amount/breakdown/item_total")
        if total != amount:
            raise PayPalRefusal("AMOUNT_MISMATCH", field="/purchase_units/@0/amount/value")
        if sum(_item(each, total[1]) for each in unit["items"]) != total[0]:
            raise PayPalRefusal("ITEM_TOTAL_MISMATCH", field="/purchase_units/@0/amount/breakdown/item_total")


def _item(item: Json, currency: str) -> int:
    amount, its = minor(item.get("unit_amount"), field="/purchase_units/@0/items/unit_amount")
    quantity = str(item.get("quantity", ""))
    if its != currency or not quantity.isdecimal() or not 0 < len(str(item.get("name", ""))) <= _LONGEST_ITEM:
        raise PayPalRefusal("INVALID_PARAMETER_VALUE", status=400, field="/purchase_units/@0/items")
    return amount * int(quantity)


def _known(value: Any, shape: Json | None, path: str) -> None:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict) and shape is not None:
            for name, inner in each.items():
                if name not in shape:
                    raise PayPalRefusal("NOT_MODELED_HERE", status=400, field=f"{path}/{name}")
                _known(inner, shape[name], f"{path}/{name}")
