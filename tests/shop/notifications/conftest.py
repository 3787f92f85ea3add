"""A mail server for the test, and settings that lead to it."""

from collections.abc import Iterator

import pytest

from backend.config import settings
from tests.shop.notifications.stand import Post


@pytest.fixture
def mail(monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """Open from the start; `close()` it to have no mail server."""
    server = Post()
    monkeypatch.setenv("SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SMTP_PORT", str(server.port))
    monkeypatch.setenv("SMTP_TLS", "none")
    monkeypatch.setenv("POSY_BASE_URL", "https://posy.example/")
    monkeypatch.setenv("SECRET_KEY", "a key for tests")
    settings.cache_clear()
    server.open()
    yield server
    server.close()
    settings.cache_clear()
