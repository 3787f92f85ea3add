"""PayPal's money: decimal strings with their currency; (docs) as many decimals as the currency has."""

from decimal import Decimal, InvalidOperation
from typing import Any

from babel.numbers import get_currency_precision, list_currencies

from backend.sandbox.paypal.refusal import PayPalRefusal
from backend.sandbox.store import Json


def minor(money: Any, *, field: str) -> tuple[int, str]:
    """Minor units and currency of what was sent. Raises PayPalRefusal."""
    if not isinstance(money, dict) or set(money) - {"breakdown"} != {"currency_code", "value"}:
        raise PayPalRefusal("MISSING_REQUIRED_PARAMETER", status=400, field=field)
    currency = str(money["currency_code"])
    if currency not in list_currencies():
        raise PayPalRefusal("CURRENCY_NOT_SUPPORTED", field=f"{field}/currency_code")
    try:
        value = Decimal(str(money["value"])).scaleb(get_currency_precision(currency))
    except InvalidOperation as failure:
        raise PayPalRefusal("INVALID_PARAMETER_SYNTAX", status=400, field=f"{field}/value") from failure
    if value != int(value):
        raise PayPalRefusal("DECIMAL_PRECISION", field=f"{field}/value")
    return int(value), currency


def written(amount: int, currency: str) -> Json:
    value = Decimal(amount).scaleb(-get_currency_precision(currency))
    return {"currency_code": currency, "value": f"{value:f}"}
