"""What the back office's tests stand on: a florist at the counter, and a ledger that adds up in the end."""

from collections.abc import Iterator
from typing import Any

import pytest

from backend import db
from backend.shop.capacity import selectors as ledger
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.conftest import Browser
from tests.routes.counter import Counter, sell
from tests.routes.phone import Phone


@pytest.fixture
def counter(http: Browser, open_shop: OpenShop) -> Iterator[Counter]:
    """One sold bouquet for tomorrow, before a florist; whatever a test does, nothing drifts."""
    number, delivery_id = sell(http, open_shop)
    yield Counter(http, staff.log_in(http, "florist"), number, delivery_id)
    with db.transaction() as session:
        assert ledger.drift(session) == []


@pytest.fixture
def run(counter: Counter, open_shop: OpenShop) -> dict[str, Any]:
    """A run with the one delivery on it, which is ready."""
    counter.bring_to("preparing", "ready")
    made = counter.post("/api/admin/runs", date=open_shop.tomorrow.isoformat(), name="Morning").json
    put = counter.post(f"/api/admin/runs/{made['id']}/stops", version=1, delivery_ids=[counter.delivery_id])
    found: dict[str, Any] = put.json
    return found


@pytest.fixture
def link(counter: Counter, run: dict[str, Any]) -> str:
    made = counter.post(f"/api/admin/runs/{run['id']}/link")
    assert made.status_code == 200, made.text
    return str(made.json["url"])


@pytest.fixture
def phone(http: Browser, link: str) -> Phone:
    phone = Phone(http.application.test_client())
    assert phone.open(link).status_code == 204
    return phone
