"""Why a code gives nothing, in words with the figures."""

from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_skeleton
from babel.numbers import format_currency, get_currency_precision

from backend.shop.pricing.rules.promotions import Obstacle

_WORDS = {
    "scheduled": "Starts on {day}.",
    "ended": "Ended on {day}.",
    "paused": "Not running at the moment.",
    "minimum": "From {minimum} on: {missing} to go.",
    "nothing_eligible": "Nothing in your cart takes part.",
    "too_few": "{pieces} more of what takes part to go.",
    "no_delivery": "There is no delivery fee to take off.",
    "first_order": "Only for a first order.",
    "used_up": "Used up.",
    "outdone": "Another offer gives you more.",
}


def problem(why: Obstacle, *, locale: str, currency: str) -> str:
    """One short sentence for the customer."""
    return _WORDS[why.code].format(
        day=_day(why.day, locale),
        minimum=_money(why.minimum, locale, currency),
        missing=_money(why.missing, locale, currency),
        pieces=why.missing,
    )


def _day(day: date | None, locale: str) -> str:
    found: str = format_skeleton("MMMMd", day, locale=Locale.parse(locale, sep="-")) if day else ""
    return found


def _money(amount: int, locale: str, currency: str) -> str:
    exact = Decimal(amount).scaleb(-get_currency_precision(currency))
    return format_currency(exact, currency, locale=Locale.parse(locale, sep="-"))
