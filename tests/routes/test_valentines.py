"""Valentine's ordered in January: sold from what is only planned, bought in February, and what comes short
lists exactly whom it hits.
"""

import datetime as dt
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from backend import db
from backend.shop.capacity import selectors as ledger
from backend.shop.kit import clock
from backend.shop.kit.errors import Refusal
from backend.shop.payments import providers
from tests.builders.shop import an_open_shop
from tests.routes import staff
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.market import Market
from tests.shop.checkout.fake_provider import FakeProvider
from tests.shop.checkout.stand import Stand

YEAR = clock.now().year + 1
VALENTINE = dt.date(YEAR, 2, 14)
COMES = dt.date(YEAR, 2, 12)
WEEK = dt.timedelta(days=7)


@pytest.fixture
def stand(http: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    """It is the tenth of January, and not a rose is in the shop."""
    january = datetime(YEAR, 1, 10, 18, tzinfo=UTC)
    with db.transaction() as session:
        made = Stand(an_open_shop(session, now=january, stems=0, days=90), january)
    made.provider = FakeProvider(now=made.clock)
    monkeypatch.setitem(providers.BY_NAME, "stripe", lambda: made.provider)
    monkeypatch.setattr(clock, "now", made.clock)
    yield made
    with db.transaction() as session:
        assert ledger.drift(session) == []


@pytest.fixture
def market(http: Browser, stand: Stand) -> Market:
    """Roses come once a week, two days before Valentine's among them; they serve for six days."""
    market = Market(http, staff.log_in(http, "florist"))
    rose = market.get("stems")["items"][0]["id"]
    answer = market.supply(
        market.supplier(), rose, weekdays=[COMES.isoweekday()], quantity=100, order_days_before=3
    )
    assert answer.status_code == 200, answer.text
    return market


def bought_for(stand: Stand, day: dt.date, *, quantity: int = 1) -> str:
    """The number of a paid order of ten roses, or more."""
    slot = (day - stand.shop.tomorrow).days
    order = stand.place(stand.cart(slots=(slot,), quantity=quantity), total=4500 * quantity + 900)
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    assert stand.status(order) == "confirmed"
    [(number,)] = facts("select number from orders where id = :id", id=order)
    return str(number)


def test_roses_that_come_short_list_their_orders(stand: Stand, market: Market) -> None:
    with pytest.raises(Refusal) as refused:
        bought_for(stand, stand.shop.tomorrow)
    assert refused.value.code == "stems_short"
    valentine = bought_for(stand, VALENTINE)
    bought_for(stand, VALENTINE + WEEK)
    with pytest.raises(Refusal) as too_many:
        bought_for(stand, VALENTINE, quantity=10)
    assert too_many.value.code == "stems_short"  # ninety are left of the hundred that can come

    stand.now = datetime(YEAR, 2, 8, 18, tzinfo=UTC)
    market = Market(market.http, staff.log_in(market.http, "florist"))
    [first, second] = market.get(f"stock/to-buy?until={VALENTINE + WEEK}")["baskets"]
    assert (first["arrives_on"], first["order_by"], first["late"]) == (
        str(COMES),
        str(COMES - dt.timedelta(days=3)),
        False,
    )
    assert second["arrives_on"] == str(COMES + WEEK)
    [line] = first["lines"]
    assert (line["reserved"], line["suggested"], first["total"]["amount"]) == (10, 10, 1500)
    wish = {"stem_id": line["stem_id"], "lot_id": line["lot_id"], "quantity": 12}
    order = market.order(first["supplier"]["id"], COMES, wish).json
    assert market.post(f"purchase-orders/{order['id']}/send", version=1).status_code == 200

    stand.now = datetime(YEAR, 2, 12, 18, tzinfo=UTC)
    market = Market(market.http, staff.log_in(market.http, "florist"))
    came = [{"id": order["lines"][0]["id"], "received": 6}]
    answer = market.post(f"purchase-orders/{order['id']}/arrive", version=2, lines=came)
    assert answer.status_code == 200, answer.text
    [conflict] = (answer.json or {})["conflicts"]
    assert (conflict["kind"], conflict["over"]) == ("stem_lot", 4)
    assert [(each["number"], each["quantity"]) for each in conflict["deliveries"]] == [(valentine, 10)]
    assert market.get("today")["conflicts"] == [conflict]
