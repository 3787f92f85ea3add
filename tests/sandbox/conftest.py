"""A sandbox on free ports with a clock that tests set, and the provider's own SDK to talk to it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import stripe

from backend.sandbox.server import Sandbox
from backend.sandbox.settings import HOST, PAYPAL_WEBHOOK_PATH, WEBHOOK_PATH, Settings
from tests.sandbox import door, providers
from tests.sandbox.providers import Provider
from tests.sandbox.stand import Clock, Server, Shop, free_port


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shop() -> Iterator[Shop]:
    shop = Shop()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(shop.statuses.pop(0) if shop.statuses else 200)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            shop.heard.append((body, self.headers["Stripe-Signature"]))
            shop.arrived.release()

        def log_message(self, *_: object) -> None:
            pass

    server = Server((HOST, 0), Handler)
    shop.url = f"http://{HOST}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    yield shop
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def settings(tmp_path: Path, shop: Shop) -> Settings:
    return Settings(
        port=free_port(),
        smtp_port=free_port(),
        data=tmp_path / "sandbox.db",
        webhook_url=shop.url + WEBHOOK_PATH,
        paypal_webhook_url=shop.url + PAYPAL_WEBHOOK_PATH,
    )


@pytest.fixture
def nasty(settings: Settings, clock: Clock) -> Iterator[Sandbox]:
    """A sandbox as it comes: events are sent twice, late and in any order."""
    sandbox = Sandbox(settings, clock=clock)
    sandbox.start()
    yield sandbox
    sandbox.stop()


@pytest.fixture
def sandbox(nasty: Sandbox) -> Sandbox:
    """One whose events come once and at once."""
    door.behave(nasty, **door.CALM)
    return nasty


@pytest.fixture
def client(sandbox: Sandbox) -> stripe.StripeClient:
    settings = sandbox.context.settings
    return stripe.StripeClient(settings.secret_key, base_addresses={"api": settings.base_url})


@pytest.fixture(params=["sandbox", pytest.param("real", marks=pytest.mark.live_payments)])
def provider(request: pytest.FixtureRequest) -> Provider:
    """The sandbox, and the real provider when a person asks for it with a test key."""
    if request.param == "sandbox":
        return providers.ours(request.getfixturevalue("client"))
    real = providers.real()
    if real is None:
        pytest.skip(providers.WHY_NOT)
    return real
