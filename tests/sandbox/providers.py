"""The two providers whose rules the same tests hold: the sandbox, and the real one with a test key."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import stripe
from stripe.params.checkout import SessionCreateParams

from tests.sandbox import browser
from tests.sandbox.stand import NOON, bouquet

WHY_NOT = "needs POSY_LIVE_PAYMENTS=1 and STRIPE_SECRET_KEY with a test key of the real provider"


@dataclass(frozen=True)
class Provider:
    """`paid` and `unpaid` make a payment and give the id of its intent."""

    client: stripe.StripeClient
    now: int
    paid: Callable[[], str]
    unpaid: Callable[[], str]

    def bouquet(self, **changes: object) -> SessionCreateParams:
        return bouquet(**{"expires_at": self.now + 35 * 60} | changes)

    @staticmethod
    def once() -> stripe.RequestOptions:
        """A key that nobody has used."""
        return {"idempotency_key": f"posy-test-{uuid4()}"}


def ours(client: stripe.StripeClient) -> Provider:
    def pay(card: str) -> str:
        session = client.v1.checkout.sessions.create(bouquet())
        browser.pay(str(session.url), card=card)
        return str(client.v1.checkout.sessions.retrieve(session.id).payment_intent)

    return Provider(client, NOON, lambda: pay("4242424242424242"), lambda: pay("4000000000000002"))


def real() -> Provider | None:
    """The real provider at its own address, or None when nobody asked for it. Never with a real key."""
    key = os.environ.get("STRIPE_SECRET_KEY", "")
    if os.environ.get("POSY_LIVE_PAYMENTS") != "1" or key == "sk_test_sandbox":
        return None
    if not key.startswith(("sk_test_", "rk_test_")):
        return None
    client = stripe.StripeClient(key)

    def intent(*, confirm: bool) -> str:
        made = client.v1.payment_intents.create(
            {
                "amount": 11340,
                "currency": "usd",
                "payment_method": "pm_card_visa",
                "confirm": confirm,
                "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
            }
        )
        return made.id

    return Provider(client, int(time.time()), lambda: intent(confirm=True), lambda: intent(confirm=False))
