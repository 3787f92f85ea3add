"""The HTTP door: the real application on the test database, with the sandbox as payment provider."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import flask
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend import db
from backend.app import create_app
from backend.config import settings
from backend.sandbox.server import Sandbox
from backend.sandbox.settings import Settings as SandboxSettings
from backend.shop.kit import clock
from backend.shop.payments import paypal_provider, stripe_provider
from tests.builders.shop import OpenShop, an_open_shop
from tests.sandbox.stand import free_port

ORIGIN = "http://localhost"


class Browser(FlaskClient):
    """A client that sends what a browser of ours sends with every write: its Origin."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        headers = {"Origin": ORIGIN} | dict(kwargs.pop("headers", None) or {})
        return super().open(*args, headers=headers, **kwargs)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """The payment stand-in of this run; nobody listens to its webhooks unless a test brings them."""
    with tempfile.TemporaryDirectory() as folder:
        stand = Sandbox(
            SandboxSettings(
                port=free_port(),
                smtp_port=free_port(),
                data=Path(folder) / "sandbox.db",
                webhook_url=f"http://127.0.0.1:{free_port()}/nobody",
                paypal_webhook_url=f"http://127.0.0.1:{free_port()}/nobody",
            )
        )
        stand.start()
        yield stand
        stand.stop()


def set_environment(monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox) -> None:
    monkeypatch.setenv("POSY_ENV", "test")
    monkeypatch.setenv("SANDBOX_PORT", str(sandbox.context.settings.port))
    monkeypatch.setenv("SECRET_KEY", "only-for-tests")
    monkeypatch.setenv("POSY_REQUIRE_TOTP", "false")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings.cache_clear()
    for each in (stripe_provider, paypal_provider):
        each.provider.cache_clear()


@pytest.fixture(scope="session")
def application(sandbox: Sandbox) -> flask.Flask:
    """Made once: wiring it takes longer than most tests, and it keeps nothing between requests."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        set_environment(monkeypatch, sandbox)
        app = create_app()
    app.test_client_class = Browser
    return app


@pytest.fixture
def http(
    database: None, sandbox: Sandbox, application: flask.Flask, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Browser]:
    """A browser at the shop's door."""
    set_environment(monkeypatch, sandbox)
    yield application.test_client()  # type: ignore[misc]  # Flask types it as its base class
    settings.cache_clear()
    for each in (stripe_provider, paypal_provider):
        each.provider.cache_clear()


@pytest.fixture
def open_shop(database: None) -> OpenShop:
    """A small shop, open tomorrow and the two days after."""
    with db.transaction() as session:
        return an_open_shop(session, now=clock.now())
