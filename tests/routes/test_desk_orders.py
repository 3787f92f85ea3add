"""The orders of a day and an order's page, through the HTTP door."""

import pytest

from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser
from tests.routes.desk import Desk, at_the_desk, everything, set_status, usd


@pytest.fixture
def desk(http: Browser, open_shop: OpenShop) -> Desk:
    return at_the_desk(http, open_shop, slots=(1, 2))


def numbers(desk: Desk, query: str) -> list[str]:
    answer = desk.http.get(f"/api/admin/orders?{query}", headers=desk.headers)
    assert answer.status_code == 200, answer.text
    return [row["number"] for row in answer.json["items"]]


def test_a_day_has_the_orders_that_go_out_on_it(desk: Desk) -> None:
    first, second = (each["date"] for each in desk.read()["deliveries"])
    [row] = desk.http.get(f"/api/admin/orders?date={first}", headers=desk.headers).json["items"]
    assert (row["number"], row["more"], row["total"]) == (desk.number, 1, usd(10800))
    assert row["status"] == {"code": "confirmed", "label": "Confirmed"}
    [parcel] = row["deliveries"]
    assert (
        parcel.items()
        >= {
            "date": first,
            "recipient_name": "June Park",
            "postcode": "97201",
            "slot_label": "Any time 9 am – 6 pm",
            "things": ["1 × Rose City Dozen"],
        }.items()
    )
    [row] = desk.http.get(f"/api/admin/orders?date={second}", headers=desk.headers).json["items"]
    assert [each["recipient_name"] for each in row["deliveries"]] == ["Ida Moss"]
    assert numbers(desk, f"date={desk.shop.tomorrow}") == []


@pytest.mark.parametrize(
    "words", ["{number}", "{plain}", "ann", "JUNE park", "ida", "97201", "503 555 0199", "(503) 555-0111"]
)
def test_words_find_an_order_by_number_name_phone_and_postcode(desk: Desk, words: str) -> None:
    asked = words.format(number=desk.number.lower(), plain=desk.number.replace("-", ""))
    found = desk.http.get("/api/admin/orders", query_string={"q": asked}, headers=desk.headers)
    assert [row["number"] for row in found.json["items"]] == [desk.number]


@pytest.mark.parametrize("words", ["nobody", "%", "_", "98660", "555 9999", "\\"])
def test_words_that_nothing_has_find_nothing(desk: Desk, words: str) -> None:
    found = desk.http.get("/api/admin/orders", query_string={"q": words}, headers=desk.headers)
    assert (found.status_code, found.json["items"], found.json["total"]) == (200, [], 0)


def test_accents_do_not_hide_anybody(desk: Desk) -> None:
    facts("update orders set buyer_name = 'José Núñez' returning id")
    for words in ("jose", "NUNEZ", "José"):
        assert numbers(desk, f"q={words}") == [desk.number]


def test_what_was_never_paid_is_found_by_words_or_its_status_only(
    http: Browser, open_shop: OpenShop, desk: Desk
) -> None:
    unpaid = order(http, fill_cart(http, open_shop, slot=1)).json["number"]
    day = desk.delivery()["date"]
    assert numbers(desk, f"date={day}") == [desk.number]
    assert numbers(desk, f"date={day}&status=pending_payment") == [unpaid]
    assert numbers(desk, f"q={unpaid}") == [unpaid]
    assert numbers(desk, f"date={day}&status=delivered") == []


def test_a_list_is_paged(desk: Desk) -> None:
    answer = desk.http.get("/api/admin/orders?page=2", headers=desk.headers).json
    assert (answer["items"], answer["total"], answer["page"], answer["page_size"]) == ([], 1, 2, 50)


@pytest.mark.parametrize("query", ["date=tomorrow", "status=lost", "page=0", "color=red", f"q={'x' * 101}"])
def test_a_question_that_makes_no_sense_is_refused(desk: Desk, query: str) -> None:
    refused = desk.http.get(f"/api/admin/orders?{query}", headers=desk.headers)
    assert (refused.status_code, refused.json["code"]) == (422, "validation")


def test_the_page_has_everything(desk: Desk) -> None:
    seen = desk.read()
    parcel = seen["deliveries"][0]
    [line] = parcel["lines"]
    assert line["stems"] == [{"name": "Freedom rose", "quantity": 10, "instead_of": None}]
    assert (line["refunds"], parcel["comes_back"]) == ([usd(4500)], usd(5400))
    assert (parcel["can_edit"], parcel["can_move"], parcel["can_cancel"], parcel["made"]) == (
        True,
        True,
        True,
        False,
    )
    money = seen["money"]
    assert (money["captured"], money["refunded"], money["left"]) == (usd(10800), usd(0), usd(10800))
    assert (money["credit"], money["balance_due"]) == (usd(0), usd(0))
    assert [each["status"]["label"] for each in money["payments"]] == ["Paid"]
    assert [(each["what"], each["who"]) for each in seen["history"]] == [
        ("Placed", "The buyer"),
        ("Confirmed", "The shop"),
    ]
    assert (seen["notes"], seen["letters"], seen["can_cancel"]) == ([], [], True)


def test_a_stem_that_is_taken_of_another_kind_is_said(desk: Desk) -> None:
    facts(
        "insert into stem (slug, species, variety, name, plural, vase_days, unit_cost, currency)"
        " values ('tulip', 'tulip', '', 'Pink tulip', 'tulips', 5, 100, 'USD') returning id"
    )
    facts(
        "insert into stem_swap (delivery_id, stem_id, substitute_id, quantity, taken, at, who)"
        " select delivery.id, rose.id, tulip.id, 4, 4, now(), 'staff:x' from delivery, stem rose, stem tulip"
        " where rose.slug = 'freedom-rose' and tulip.slug = 'tulip' and delivery.position = 0 returning id"
    )
    first, second = (parcel["lines"][0]["stems"] for parcel in desk.read()["deliveries"])
    assert first == [
        {"name": "Freedom rose", "quantity": 6, "instead_of": None},
        {"name": "Pink tulip", "quantity": 4, "instead_of": "Freedom rose"},
    ]
    assert second == [{"name": "Freedom rose", "quantity": 10, "instead_of": None}]


def test_the_page_is_asked_for_again_and_costs_nothing_while_nothing_changes(desk: Desk) -> None:
    address = f"/api/admin/orders/{desk.number}"
    first = desk.http.get(address, headers=desk.headers)
    again = desk.http.get(address, headers=desk.headers | {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert desk.order("notes", text="The buyer will call at ten.").status_code == 422  # it takes no version
    noted = desk.http.post(f"{address}/notes", json={"text": " Call at ten. "}, headers=desk.headers)
    assert [(note["who"], note["text"]) for note in noted.json["notes"]] == [("Florist", "Call at ten.")]
    changed = desk.http.get(address, headers=desk.headers | {"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_staff_see_the_buyers_page_too_and_others_do_not(desk: Desk) -> None:
    address = f"/api/orders/{desk.number}"
    desk.http.delete_cookie("posy_orders")
    assert desk.http.get(address, headers=desk.headers).json["number"] == desk.number
    for role in ("customer", "driver"):
        refused = desk.http.get(address, headers=staff.log_in(desk.http, role))
        assert (refused.status_code, refused.json["code"]) == (404, "order_not_found")


@pytest.mark.parametrize("who", ["nobody", "customer", "driver"])
def test_whoever_may_not_changes_nothing(desk: Desk, who: str) -> None:
    seen, before = desk.read(), everything()
    headers = {} if who == "nobody" else staff.log_in(desk.http, who)
    parcel = f"deliveries/{seen['deliveries'][0]['id']}"
    slot = desk.shop.slot_ids[0]
    deeds = [
        ("PATCH", parcel, {"version": 1, "card_message": "Mine"}),
        ("POST", f"{parcel}/move", {"version": 1, "slot_id": slot}),
        ("POST", f"{parcel}/cancel", {"version": 1, "reason": "x", "stems": "back"}),
        ("POST", f"orders/{desk.number}/cancel", {"version": 2, "reason": "x", "stems": "back"}),
        ("POST", f"orders/{desk.number}/refunds", {"version": 2, "reason": "x", "whole": True}),
        ("POST", f"orders/{desk.number}/notes", {"text": "x"}),
    ]
    for method, path, body in deeds:
        refused = desk.http.open(f"/api/admin/{path}", method=method, json=body, headers=headers)
        expected = (401, "unauthenticated") if who == "nobody" else (403, "forbidden")
        assert (refused.status_code, refused.json["code"]) == expected, path
    assert everything() == before


def test_an_order_or_delivery_that_is_not_there(desk: Desk) -> None:
    nothing = desk.http.get("/api/admin/orders/NONE-NONE", headers=desk.headers)
    assert (nothing.status_code, nothing.json["code"]) == (404, "order_not_found")
    address = "/api/admin/deliveries/00000000-0000-0000-0000-000000000000"
    gone = desk.http.patch(address, json={"version": 1, "card_message": ""}, headers=desk.headers)
    assert (gone.status_code, gone.json["code"]) == (404, "delivery_not_found")


def test_what_may_be_done_follows_the_delivery(desk: Desk) -> None:
    found = {}
    for status in ("preparing", "ready", "out_for_delivery", "failed", "delivered"):
        set_status(status)
        parcel = desk.delivery()
        found[status] = tuple(parcel[each] for each in ("can_edit", "can_move", "can_cancel", "made"))
    assert found == {
        "preparing": (True, True, True, False),
        "ready": (True, True, True, True),
        "out_for_delivery": (True, False, False, True),
        "failed": (True, False, True, True),
        "delivered": (False, False, False, True),
    }
