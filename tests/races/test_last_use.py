"""Fifty customers and a code of one use: through HTTP, against two web workers."""

from collections import Counter

import pytest

from backend import db
from backend.shop.capacity import selectors as ledger
from backend.shop.kit import clock
from tests.builders.pricing import a_promotion
from tests.builders.shop import an_open_shop
from tests.processes import Processes
from tests.races.crowd import crowd
from tests.routes.buying import facts

CUSTOMERS = 50


@pytest.mark.race
def test_fifty_customers_spend_a_code_of_one_use_once(running_shop: Processes) -> None:
    with db.transaction() as session:
        shop = an_open_shop(session, now=clock.now(), places=CUSTOMERS)
    a_promotion(code="ONCE", total_limit=1)
    results = crowd(running_shop, shop, customers=CUSTOMERS, processes=5, code="ONCE")
    assert Counter((each["status"], each["code"]) for each in results) == {
        (201, ""): 1,
        (409, "promotion_used_up"): CUSTOMERS - 1,
    }
    uses = "select reserved, capacity from capacity_bucket where kind = 'promotion_uses'"
    assert facts(uses) == [(1, 1)]
    assert facts("select discount, total from orders") == [(450, 4950)]
    with db.transaction() as session:
        assert ledger.drift(session) == []
