"""Only the shop's clock counts: what a browser says of its own, by a day wrong or not, is not read."""

from datetime import datetime, timedelta
from email.utils import format_datetime

import pytest

from backend.shop.kit import clock
from tests.builders.shop import OpenShop
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.mark.parametrize("wrong", [-DAY, timedelta(), DAY])
@pytest.mark.parametrize(("off", "codes"), [(-SECOND, []), (timedelta(), ["cutoff"]), (SECOND, ["cutoff"])])
def test_a_second_around_the_cutoff_with_a_browsers_clock_a_day_wrong(
    http: Browser,
    open_shop: OpenShop,
    monkeypatch: pytest.MonkeyPatch,
    wrong: timedelta,
    off: timedelta,
    codes: list[str],
) -> None:
    cart = fill_cart(http, open_shop)
    [(cutoff_at,)] = facts(f"select cutoff_at from slot_instance where id = {open_shop.slot_ids[0]}")
    now: datetime = cutoff_at + off
    monkeypatch.setattr(clock, "now", lambda: now)
    http.environ_base["HTTP_DATE"] = format_datetime(now + wrong)
    [slot] = http.get(f"/api/delivery/slots?postcode=97201&date={open_shop.tomorrow}").json["slots"]
    assert [each["code"] for each in slot["reasons"]] == codes
    shown = http.get("/api/cart").json["deliveries"][0]["slot_problem"]
    assert (shown or {}).get("code") == (codes[0] if codes else None)
    if codes:
        refused = order(http, cart)
        assert (refused.status_code, refused.json["code"]) == (409, "cutoff")
        assert facts("select count(*) from orders") == [(0,)]
