"""What the SDK's errors mean to us, and how many threads a provider that hangs may keep."""

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.server import BaseHTTPRequestHandler
from itertools import islice
from typing import Any

import pytest

from backend.config import Settings
from backend.shop.payments.errors import ProviderRefused, ProviderUnavailable
from backend.shop.payments.stripe_provider import StripeProvider
from tests.sandbox import stand


class Server(stand.Server):
    """Answers everything with one status and error; hangs while `awake` is not set."""

    status: int = 500
    error: dict[str, Any]
    awake: threading.Event
    asked: list[str]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.awake.wait(20)
        body = json.dumps({"error": self.server.error}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Stripe-Should-Retry", "false")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), Handler)
    made.error, made.asked = {"type": "api_error", "message": "broken"}, []
    made.awake = threading.Event()
    made.awake.set()
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.awake.set()
    made.shutdown()
    made.server_close()


@pytest.fixture
def stripe(server: Server) -> StripeProvider:
    base = f"http://127.0.0.1:{server.server_address[1]}"
    return StripeProvider(Settings(posy_env="test", stripe_secret_key="sk_test_x", stripe_api_base=base))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (500, "api_error"),
        (401, "invalid_request_error"),
        (429, "invalid_request_error"),
        (409, "idempotency_error"),  # another request with this key is being worked
        (400, "idempotency_error"),
    ],
)
def test_what_says_nothing_of_the_money_is_no_answer(
    server: Server, stripe: StripeProvider, status: int, kind: str
) -> None:
    server.status, server.error = status, {"type": kind, "message": "no"}
    with pytest.raises(ProviderUnavailable) as refusal:
        stripe.look("cs_test_1")
    assert refusal.value.retry_after == 5


@pytest.mark.parametrize("status", [400, 404])
def test_a_no_names_the_parameter_that_it_is_about(
    server: Server, stripe: StripeProvider, status: int
) -> None:
    server.status = status
    server.error = {"type": "invalid_request_error", "message": "too soon", "param": "expires_at"}
    with pytest.raises(ProviderRefused) as refusal:
        stripe.look("cs_test_1")
    assert (refusal.value.param, refusal.value.detail) == ("expires_at", "too soon")


def test_a_provider_that_hangs_keeps_five_threads_and_no_more(server: Server, stripe: StripeProvider) -> None:
    server.awake.clear()

    def look() -> float:
        start = time.monotonic()
        with pytest.raises(ProviderUnavailable):
            stripe.look("cs_test_1")
        return time.monotonic() - start

    with ThreadPoolExecutor(8) as pool:
        looking = [pool.submit(look) for _ in range(8)]
        turned_away = [each.result() for each in islice(as_completed(looking), 3)]
        stand.until(lambda: len(server.asked) == 5)
        assert sum(each.done() for each in looking) == 3
        server.awake.set()
    assert min(turned_away) > 1.9
    with pytest.raises(ProviderUnavailable):  # and all five are free again
        stripe.look("cs_test_1")
