"""What the sandbox's tests share: a clock to set, a shop that only listens, a free port, a purchase."""

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

import stripe
from stripe.params.checkout import SessionCreateParams

from backend.sandbox.settings import HOST

PATIENCE = 30  # seconds
NOON = 1_795_348_800  # 2026-11-22 12:00 UTC


@dataclass
class Clock:
    at: float = NOON

    def __call__(self) -> float:
        return self.at


@dataclass
class Shop:
    """Hears webhooks, answers with the statuses it was told to, then with 200."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    heard: list[tuple[bytes, str]] = field(default_factory=list)
    arrived: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def wait(self) -> tuple[bytes, str]:
        """The body and signature of the next webhook."""
        assert self.arrived.acquire(timeout=PATIENCE), "no webhook came"
        return self.heard[-1]


def free_port() -> int:
    with socket.create_server((HOST, 0)) as server:
        return int(server.getsockname()[1])


def code_of(refused: stripe.StripeError) -> str | None:
    """The code in the provider's error object; for a 409 the SDK's exception itself has none."""
    return None if refused.error is None else refused.error.code


def until(true: Callable[[], bool]) -> None:
    """Waits for something that happens by itself within moments, on a busy machine within seconds."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def bouquet(**changes: object) -> SessionCreateParams:
    """Two lines, $113.40 in all, open for 35 minutes."""
    params: dict[str, Any] = {
        "mode": "payment",
        "client_reference_id": "pay_42",
        "customer_email": "ann@example.com",
        "currency": "usd",
        "line_items": [
            {
                "price_data": {
                    "currency": "usd",
                    "unit_amount": 4500,
                    "product_data": {"name": "Rosé & Garden, Deluxe", "description": "For Mia, Tuesday"},
                },
                "quantity": 2,
            },
            {
                "price_data": {
                    "currency": "usd",
                    "unit_amount": 2340,
                    "product_data": {"name": "Delivery and tax"},
                },
                "quantity": 1,
            },
        ],
        "metadata": {"payment": "pay_42", "order": "P-7K2M"},
        "payment_intent_data": {"metadata": {"payment": "pay_42"}, "description": "Order P-7K2M"},
        "success_url": "http://127.0.0.1:9/return?payment=pay_42&session={CHECKOUT_SESSION_ID}",
        "cancel_url": "http://127.0.0.1:9/return?payment=pay_42&cancelled=1",
        "expires_at": NOON + 35 * 60,
    }
    return cast(SessionCreateParams, params | changes)
