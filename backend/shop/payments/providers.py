"""Which provider a payment is made with, by the name in its row."""

from collections.abc import Callable

from backend.config import settings
from backend.shop.payments import paypal_provider, stripe_provider
from backend.shop.payments.provider import Provider

STRIPE, PAYPAL = "stripe", "paypal"
BY_NAME: dict[str, Callable[[], Provider]] = {
    STRIPE: stripe_provider.provider,
    PAYPAL: paypal_provider.provider,
}


def provider(name: str = STRIPE) -> Provider:
    """The provider of this process with that name."""
    return BY_NAME[name]()


def methods() -> tuple[str, ...]:
    """The ways to pay that are offered: those whose keys are set, the first of them by default."""
    return settings().payment_methods
