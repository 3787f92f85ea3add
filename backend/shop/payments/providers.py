"""Which provider a payment is made with, by the name in its row."""

from collections.abc import Callable

from backend.shop.payments import stripe_provider
from backend.shop.payments.provider import Provider

STRIPE = "stripe"
BY_NAME: dict[str, Callable[[], Provider]] = {STRIPE: stripe_provider.provider}


def provider(name: str = STRIPE) -> Provider:
    """The provider of this process with that name."""
    return BY_NAME[name]()
