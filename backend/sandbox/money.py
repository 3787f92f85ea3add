"""Money as the hosted page and the provider's messages write it. Amounts are in minor units."""

from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision


def written(amount: int, currency: str) -> str:
    """1234 usd is "$12.34"; a currency without minor units, such as jpy, has none here either."""
    value = Decimal(amount).scaleb(-get_currency_precision(currency.upper()))
    return format_currency(value, currency.upper(), locale="en_US")
