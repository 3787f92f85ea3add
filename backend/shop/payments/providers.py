"""Which provider a payment is made with, by the name in its row."""

from collections.abc import Callable

from backend.config import settings
from backend.shop.payments import desk_provider, paypal_provider, stripe_provider
from backend.shop.payments.errors import PaymentMethodOff
from backend.shop.payments.provider import Provider
from backend.shop.payments.rules import DESK

STRIPE, PAYPAL = "stripe", "paypal"
BY_NAME: dict[str, Callable[[], Provider]] = {
    STRIPE: stripe_provider.provider,
    PAYPAL: paypal_provider.provider,
    DESK: desk_provider.provider,
}


def provider(name: str = STRIPE) -> Provider:
    """The provider of this process with that name."""
    return BY_NAME[name]()


def methods() -> tuple[str, ...]:
    """The ways to pay that are offered: those whose keys are set, the first of them by default."""
    return settings().payment_methods


def offered(name: str | None) -> str:
    """The way to pay that was asked for, by default the first. Raises PaymentMethodOff."""
    found = methods()
    if not found or (name and name not in found):
        raise PaymentMethodOff("Please choose another way to pay.")
    return name or found[0]
