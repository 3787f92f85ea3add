"""What was discounted, taxed and tipped goes back as it was paid: piece by piece, by delivery, as a whole."""

from urllib.parse import urlsplit

import pytest

from tests.builders.pricing import a_promotion
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser
from tests.routes.desk import Desk, one_more, usd
from tests.sandbox import browser

# Three bouquets at 45.00 for June and one for Ida, less 10.00: shares of 7.50 and 2.50; 10 % tax on that.
JUNE = 13_500 - 750 + 1_275 + 900 + 90
IDA = 4_500 - 250 + 425 + 900 + 90
TIP = 500


@pytest.fixture
def desk(http: Browser, open_shop: OpenShop) -> Desk:
    """A florist with the paid order before her."""
    a_promotion(code="TEN", kind="amount", amount=1000, total_limit=1)
    facts(
        "insert into tax_rate (country, region, name, low, high, rate_ppm)"
        " values ('US', 'OR', 'Test', '97000', '97999', 100000) returning id"
    )
    fill_cart(http, open_shop, slot=1, quantity=3)
    one_more(http, open_shop, 2)
    http.put("/api/cart/promotion", json={"code": "ten"})
    cart = http.put("/api/cart/tip", json={"amount": usd(TIP)}).json
    placed = order(http, cart)
    assert placed.status_code == 201, placed.text
    assert placed.json["totals"]["total"] == usd(JUNE + IDA + TIP)
    way = urlsplit(browser.pay(placed.json["payment"]["redirect_url"]).headers["Location"])
    http.get(f"{way.path}?{way.query}")
    return Desk(http, open_shop, placed.json["number"], staff.log_in(http, "florist"))


def refunds() -> list[int]:
    return [amount for (amount,) in facts("select amount from refund order by created_at, id")]


def uses() -> list[tuple[int]]:
    return facts("select reserved from capacity_bucket where kind = 'promotion_uses'")


def test_what_is_paid_is_told_row_by_row(desk: Desk) -> None:
    [(request,)] = facts("select request from payment")
    rows = [(row["quantity"], row["price_data"]["unit_amount"]) for row in request["line_items"]]
    assert rows == [(1, 12_750), (1, 4_250), (1, 1_800), (1, 1_880), (1, TIP)]


def test_pieces_give_back_their_shares_and_the_rest_its_own(desk: Desk) -> None:
    line = desk.delivery()["lines"][0]
    assert (line["discount"], line["tax"]) == (usd(750), usd(1_275))
    # 45.00 less 2.50 with 4.25 of tax, each
    assert line["refunds"] == [usd(4_675), usd(9_350), usd(14_025)]
    for _ in range(2):
        given = desk.order("refunds", line_id=line["id"], quantity=1, reason="Wilted", stems="back")
        assert given.status_code == 200, given.text
    assert refunds() == [4_675, 4_675]
    assert desk.delivery()["comes_back"] == usd(JUNE - 9_350)
    assert desk.parcel("cancel", reason="Snow", stems="back").status_code == 200
    assert refunds()[2:] == [JUNE - 9_350]
    assert uses() == [(1,)]
    assert desk.order("cancel", reason="Snow", stems="back").status_code == 200
    assert refunds()[3:] == [IDA + TIP]
    assert facts("select credit, total from orders") == [(JUNE + IDA + TIP,) * 2]
    assert uses() == [(0,)]


def test_the_whole_order_gives_back_its_total_and_its_use(desk: Desk) -> None:
    assert desk.order("cancel", reason="Snow", stems="back").status_code == 200
    assert (refunds(), uses()) == ([JUNE + IDA + TIP], [(0,)])


def test_one_delivery_gives_back_its_total_and_the_use_stays(desk: Desk) -> None:
    assert desk.parcel("cancel", index=1, reason="Snow", stems="back").status_code == 200
    assert (refunds(), uses()) == ([IDA], [(1,)])
