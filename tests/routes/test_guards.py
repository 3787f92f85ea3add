"""Headers of every answer, addresses behind proxies, and cookies outside loopback."""

import pytest
from flask.testing import FlaskClient

from backend.config import settings
from backend.routes.guards import client_address
from tests.builders.shop import OpenShop

TRUSTED = "127.0.0.1, 10.0.0.0/8"


@pytest.mark.parametrize(
    ("remote", "forwarded", "trusted", "found"),
    [
        ("127.0.0.1", "", TRUSTED, "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9", TRUSTED, "203.0.113.9"),
        ("127.0.0.1", "198.51.100.7, 203.0.113.9, 10.1.2.3", TRUSTED, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.7", TRUSTED, "203.0.113.9"),
        ("127.0.0.1", "198.51.100.7", "", "127.0.0.1"),
        ("127.0.0.1", "nonsense", TRUSTED, "nonsense"),
        ("::1", "2001:db8::1", "::1", "2001:db8::1"),
    ],
)
def test_only_our_own_proxies_are_believed(remote: str, forwarded: str, trusted: str, found: str) -> None:
    assert client_address(remote, forwarded, trusted) == found


def test_every_answer_carries_the_policies(http: FlaskClient, open_shop: OpenShop) -> None:
    for path in ("/", "/api/shop", "/api/nothing", "/flowers/nothing"):
        headers = http.get(path).headers
        assert "script-src 'self'; style-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
    assert http.get("/api/cart").headers["Cache-Control"] == "private, no-store"


def test_cookies_are_secure_outside_loopback(
    http: FlaskClient, open_shop: OpenShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSY_BASE_URL", "https://posy.example")
    settings.cache_clear()
    made = http.post("/api/cart/lines", json={"variant_id": open_shop.variant_id})
    assert "Secure" in made.headers["Set-Cookie"]
