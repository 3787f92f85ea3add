"""What the back office's tests stand on: a florist at the counter, and a ledger that adds up in the end."""

from collections.abc import Iterator

import pytest

from backend import db
from backend.shop.capacity import selectors as ledger
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.conftest import Browser
from tests.routes.counter import Counter, sell


@pytest.fixture
def counter(http: Browser, open_shop: OpenShop) -> Iterator[Counter]:
    """One sold bouquet for tomorrow, before a florist; whatever a test does, nothing drifts."""
    number, delivery_id = sell(http, open_shop)
    yield Counter(http, staff.log_in(http, "florist"), number, delivery_id)
    with db.transaction() as session:
        assert ledger.drift(session) == []
