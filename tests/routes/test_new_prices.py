"""Edits with a new price: told beforehand, compared when written, and what is not touched keeps its price."""

from typing import Any

import pytest

from tests.builders.river import across_the_river
from tests.builders.shop import OpenShop
from tests.routes.buying import RECIPIENT, facts
from tests.routes.conftest import Browser
from tests.routes.desk import Desk, at_the_desk, everything, reserved, set_status, usd

RIVER = {**RECIPIENT, "line1": "9 Main Street", "city": "Vancouver", "region": "WA", "postcode": "98660"}


@pytest.fixture
def desk(http: Browser, open_shop: OpenShop) -> Desk:
    """Two bouquets, paid: 9000 and 900 for the delivery. Across the river it is 1500, and a tenth of tax."""
    across_the_river()
    return at_the_desk(http, open_shop, quantity=2)


def sums(told: dict[str, Any]) -> tuple[int, int, int, int]:
    """Total, balance due, what comes back, and by how much the total rises."""
    names = ("total", "balance_due", "comes_back", "difference")
    return tuple(told[name]["amount"] for name in names)


def expected(told: dict[str, Any]) -> dict[str, Any]:
    return {"total": told["total"], "balance_due": told["balance_due"]}


def preview(desk: Desk, verb: str, **body: Any) -> dict[str, Any]:
    before = everything()
    told = desk.parcel(f"{verb}/preview", **body)
    assert told.status_code == 200, told.text
    assert everything() == before
    return dict(told.json or {})


def test_more_things_are_priced_today_and_leave_a_balance(desk: Desk) -> None:
    facts("update variant set price = 5000 where id = :id returning id", id=desk.shop.variant_id)
    more = [
        {"variant_id": desk.shop.variant_id, "quantity": 1},
        {"variant_id": desk.shop.addon_id, "quantity": 2},
    ]
    told = preview(desk, "lines", lines=more)
    assert sums(told) == (16100, 6200, 0, 6200)
    made = desk.parcel("lines", lines=more, reason="She called", expected=expected(told))
    assert made.status_code == 200, made.text
    [parcel] = made.json["deliveries"]
    assert [(line["quantity"], line["unit_price"]["amount"]) for line in parcel["lines"]] == [
        (2, 4500),
        (1, 5000),
        (2, 600),
    ]
    assert (parcel["items"], parcel["delivery_fee"], parcel["total"]) == (usd(15200), usd(900), usd(16100))
    assert (made.json["totals"]["total"], made.json["money"]["balance_due"]) == (usd(16100), usd(6200))
    assert made.json["due_at"] is not None
    assert reserved() == [
        ("slot_stops", 5, 1),
        ("stem_lot", 1000, 30),
        ("van_minutes", 5000, 15),
        ("workroom_minutes", 2500, 30),
    ]
    event = made.json["history"][-1]
    assert (event["what"], event["why"]) == ("Things added", "She called: $99.00 to $161.00")
    assert "notifications:send_payment_link" not in str(facts("select task_name from procrastinate_jobs"))
    assert facts("select count(*) from audit_entry where action = 'order.payment_asked'") == [(0,)]


def test_with_a_link_the_buyer_is_asked_for_the_rest(desk: Desk) -> None:
    more = [{"variant_id": desk.shop.addon_id, "quantity": 1}]
    told = preview(desk, "lines", lines=more)
    made = desk.parcel("lines", lines=more, reason="x", expected=expected(told), send_link=True)
    assert made.status_code == 200, made.text
    [(change,)] = facts("select change from audit_entry where action = 'order.payment_asked'")
    assert change == {"amount": 600, "currency": "USD"}


def test_another_sum_than_was_told_moves_nothing(desk: Desk) -> None:
    more = [{"variant_id": desk.shop.addon_id, "quantity": 1}]
    told = preview(desk, "lines", lines=more)
    facts("update variant set price = 700 where id = :id returning id", id=desk.shop.addon_id)
    before = everything()
    refused = desk.parcel("lines", lines=more, reason="x", expected=expected(told))
    assert (refused.status_code, refused.json["code"]) == (409, "sum_changed")
    assert (refused.json["actual"], refused.json["balance_due"]) == (usd(10600), usd(700))
    assert everything() == before


def test_what_the_lots_cannot_give_is_refused(desk: Desk) -> None:
    facts("update capacity_bucket set capacity = 25 where kind = 'stem_lot' returning id")
    before = everything()
    more = [{"variant_id": desk.shop.variant_id, "quantity": 1}]
    refused = desk.parcel("lines/preview", lines=more)
    assert (refused.status_code, refused.json["code"]) == (409, "stems_short")
    assert everything() == before


@pytest.mark.parametrize("status", ["preparing", "ready", "delivered"])
def test_what_is_begun_takes_nothing_more(desk: Desk, status: str) -> None:
    set_status(status)
    more = [{"variant_id": desk.shop.addon_id, "quantity": 1}]
    assert desk.parcel("lines/preview", lines=more).json["code"] == "not_editable"


def test_an_old_version_is_refused_and_shown_the_newest(desk: Desk) -> None:
    more = [{"variant_id": desk.shop.addon_id, "quantity": 1}]
    desk.parcel("edit", card_message="Once more")
    before = everything()
    refused = desk.parcel("lines/preview", lines=more, version=1)
    assert (refused.status_code, refused.json["code"]) == (409, "version_conflict")
    assert refused.json["current"]["number"] == desk.number
    assert everything() == before


def test_another_zone_has_its_own_fee_and_tax_and_the_lines_keep_their_price(desk: Desk) -> None:
    facts("update variant set price = 9999 returning id")
    told = preview(desk, "address", recipient=RIVER)
    assert sums(told) == (11550, 1650, 0, 1650)  # 9000 + 1500 and a tenth of both
    assert (told["delivery_fee"], told["tax"]) == (usd(1500), usd(1050))
    made = desk.parcel("address", recipient=RIVER, reason="She moved", expected=expected(told))
    assert made.status_code == 200, made.text
    [parcel] = made.json["deliveries"]
    assert (parcel["zone"], parcel["recipient"]["city"]) == ("Across the river", "Vancouver")
    assert (parcel["lines"][0]["unit_price"], parcel["lines"][0]["tax"]) == (usd(4500), usd(900))
    assert made.json["money"]["balance_due"] == usd(1650)
    stops = "select zone_id, reserved from slot_instance join capacity_bucket b on b.id = bucket_id"
    assert sorted(facts(f"{stops} where reserved > 0")) == [(2, 1)]
    assert made.json["history"][-1]["what"] == "Sent to another address, at a new price"


def test_a_cheaper_place_gives_the_difference_back_at_once(http: Browser, open_shop: OpenShop) -> None:
    across_the_river(fee=400, rate_ppm=0)
    desk = at_the_desk(http, open_shop)
    told = preview(desk, "address", recipient=RIVER)
    assert sums(told) == (4900, 0, 500, -500)
    made = desk.parcel("address", recipient=RIVER, reason="She moved", expected=expected(told))
    assert made.status_code == 200, made.text
    [refund] = made.json["money"]["refunds"]
    assert (refund["amount"], refund["cause"], refund["what"]) == (usd(500), "edit", "The order was changed")
    assert made.json["money"]["balance_due"] == usd(0)
    tasks = [name for (name,) in facts("select task_name from procrastinate_jobs order by id")]
    assert tasks[-2:] == ["checkout:send_refund", "notifications:send_refund_notice"]


def test_pieces_that_were_given_back_are_counted_with_the_new_tax(desk: Desk) -> None:
    [line] = desk.delivery()["lines"]
    given = desk.order("refunds", reason="Broken", line_id=line["id"], quantity=1)
    assert given.json["money"]["refunded"] == usd(4500)
    told = preview(desk, "address", recipient=RIVER)
    # One bouquet, its fee, and a tenth of both, less what is paid: 4500 + 900.
    assert told["balance_due"] == usd(6600 - 5400)
    assert told["credit"] == usd(4950)
    made = desk.parcel("address", recipient=RIVER, reason="x", expected=expected(told))
    assert made.status_code == 200, made.text
    assert desk.delivery()["comes_back"] == usd(5400)


def test_a_place_where_nobody_drives_is_refused(desk: Desk) -> None:
    before = everything()
    refused = desk.parcel("address/preview", recipient=RIVER | {"postcode": "10001"})
    assert (refused.status_code, refused.json["code"]) == (409, "outside_zone")
    assert everything() == before


def test_hours_of_the_other_place_can_be_asked_for(desk: Desk) -> None:
    seen = desk.delivery()
    path = f"/api/admin/deliveries/{seen['id']}/slots?date={seen['date']}&postcode=98660"
    [slot] = desk.http.get(path, headers=desk.headers).json["slots"]
    assert (slot["available"], slot["fee"]) == (True, usd(1500))
    told = preview(desk, "address", recipient=RIVER, slot_id=slot["id"])
    assert told["total"] == usd(11550)
