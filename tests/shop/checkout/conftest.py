"""The checkout without HTTP: an open shop, a clock to set, and a provider in memory."""

from collections.abc import Iterator

import pytest

from backend import db
from backend.config import settings
from backend.shop.capacity import selectors as ledger
from backend.shop.checkout.services import reconcile
from backend.shop.kit import clock
from backend.shop.payments import providers
from tests.builders.shop import an_open_shop
from tests.shop.checkout.fake_provider import FakeProvider
from tests.shop.checkout.stand import Stand


@pytest.fixture
def kind() -> str:
    """The provider's kind; tests that hold for both are parametrized over it."""
    return "stripe"


@pytest.fixture
def stand(database: None, kind: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    """Two places a day; whatever a test does, the ledger adds up in the end."""
    monkeypatch.setenv("SECRET_KEY", "only-for-tests")
    settings.cache_clear()
    now = clock.now()
    with db.transaction() as session:
        shop = an_open_shop(session, now=now, places=2)
    made = Stand(shop, now)
    made.provider = FakeProvider(now=made.clock, name=kind, captures=kind == "paypal")
    monkeypatch.setitem(providers.BY_NAME, kind, lambda: made.provider)
    monkeypatch.setattr(providers, "methods", lambda: (kind,))
    monkeypatch.setattr(reconcile, "methods", lambda: (kind,))
    yield made
    with db.transaction() as session:
        assert ledger.drift(session) == []
    settings.cache_clear()
