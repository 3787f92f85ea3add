"""A mail server, and a customer whose whole life with the shop is written down."""

from collections.abc import Iterator

import pytest

from backend.config import settings
from tests.builders.shop import OpenShop
from tests.routes.account.life import Life, lead
from tests.routes.conftest import Browser
from tests.shop.notifications.stand import Post


@pytest.fixture
def post(http: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """The mail server that letters go to."""
    server = Post()
    for name, value in (("HOST", "127.0.0.1"), ("PORT", str(server.port)), ("TLS", "none")):
        monkeypatch.setenv(f"SMTP_{name}", value)
    settings.cache_clear()
    server.open()
    yield server
    server.close()


@pytest.fixture
def life(http: Browser, open_shop: OpenShop, post: Post, database_url: str) -> Life:
    return lead(http, open_shop, database_url)
