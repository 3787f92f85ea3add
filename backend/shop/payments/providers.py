"""Which provider a payment is made with, by the name in its row."""

from collections.abc import Callable

from backend.shop.payments import desk_provider, stripe_provider
from backend.shop.payments.provider import Provider
from backend.shop.payments.rules import DESK

STRIPE = "stripe"
BY_NAME: dict[str, Callable[[], Provider]] = {
    STRIPE: stripe_provider.provider,
    DESK: desk_provider.provider,
}


def provider(name: str = STRIPE) -> Provider:
    """The provider of this process with that name."""
    return BY_NAME[name]()
