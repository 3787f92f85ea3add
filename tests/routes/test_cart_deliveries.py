"""Several deliveries in one cart: lines split off, moved, joined, each by one request, all or nothing."""

import json
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from backend import db
from backend.shop.cart import selectors, services
from backend.shop.cart.selectors import Holder
from backend.shop.cart.services import lines
from tests.builders.shop import OpenShop
from tests.routes.buying import RECIPIENT, facts, fill_cart

DELIVERIES = "/api/cart/deliveries"


def quantities(cart: Any) -> list[list[int]]:
    return [[line["quantity"] for line in each["lines"]] for each in cart["deliveries"]]


def moving(cart: dict[str, Any], quantity: int | None = None) -> dict[str, Any]:
    """The body that sends the first line, or some of it, to somebody new."""
    line = {"line_id": cart["deliveries"][0]["lines"][0]["id"]}
    return {"lines": [line | ({} if quantity is None else {"quantity": quantity})]}


def everything() -> list[Any]:
    return [facts(f"select * from {table} order by 1") for table in ("cart", "cart_delivery", "cart_line")]


@pytest.fixture
def divided(http: FlaskClient, open_shop: OpenShop) -> dict[str, Any]:
    """Two bouquets and an add-on for June, one bouquet for somebody new."""
    cart = fill_cart(http, open_shop, quantity=3)
    http.post("/api/cart/lines", json={"variant_id": open_shop.addon_id})
    made = http.post(DELIVERIES, json=moving(cart, 1))
    assert made.status_code == 201, made.text
    assert quantities(made.json) == [[2, 1], [1]]
    split: dict[str, Any] = made.json
    return split


def test_a_second_recipient_has_lines_of_her_own(http: FlaskClient, open_shop: OpenShop) -> None:
    fill_cart(http, open_shop)
    second = http.post(DELIVERIES, json={}).json["deliveries"][1]["id"]
    cart = http.post("/api/cart/lines", json={"variant_id": open_shop.variant_id, "delivery_id": second}).json
    assert quantities(cart) == [[1], [1]]
    assert http.delete(f"{DELIVERIES}/{second}").json["count"] == 1


def test_what_is_split_off_is_for_somebody_new(divided: dict[str, Any]) -> None:
    first, second = divided["deliveries"]
    assert (first["recipient"]["name"], first["postcode"]) == (RECIPIENT["name"], "97201")
    assert (second["recipient"], second["card_message"], second["postcode"]) == (None, "", None)


def test_a_delivery_without_lines_is_taken_for_somebody_new_and_forgets_whom_it_was_for(
    http: FlaskClient, divided: dict[str, Any]
) -> None:
    first, second = divided["deliveries"]
    http.patch(f"{DELIVERIES}/{second['id']}", json={"recipient": RECIPIENT, "card_message": "For you"})
    http.delete(f"/api/cart/lines/{second['lines'][0]['id']}")
    again = http.post(DELIVERIES, json=moving(divided) | {"postcode": "97201"}).json
    assert [each["id"] for each in again["deliveries"]] == [first["id"], second["id"]]
    assert quantities(again) == [[1], [2]]
    taken = again["deliveries"][1]
    assert (taken["recipient"], taken["card_message"], taken["postcode"]) == (None, "", "97201")


def test_lines_move_whole_or_in_part_and_a_delivery_left_without_lines_goes(
    http: FlaskClient, divided: dict[str, Any]
) -> None:
    first, second = divided["deliveries"]
    line, addon = (f"/api/cart/lines/{each['id']}" for each in first["lines"])
    assert quantities(http.patch(line, json={"delivery_id": second["id"], "quantity": 1}).json) == [
        [1, 1],
        [2],
    ]
    assert quantities(http.patch(line, json={"delivery_id": second["id"]}).json) == [[1], [3]]
    joined = http.patch(addon, json={"delivery_id": second["id"]}).json
    assert [each["id"] for each in joined["deliveries"]] == [second["id"]]
    assert quantities(joined) == [[3, 1]]
    here = f"/api/cart/lines/{joined['deliveries'][0]['lines'][0]['id']}"
    assert quantities(http.patch(here, json={"delivery_id": second["id"]}).json) == [[3, 1]]


def test_a_recipient_is_taken_out_and_her_lines_go_to_another_or_with_her(
    http: FlaskClient, divided: dict[str, Any]
) -> None:
    first, second = divided["deliveries"]
    to_second = {"lines_to": second["id"]}
    joined = http.delete(f"{DELIVERIES}/{first['id']}", query_string=to_second).json
    assert [each["id"] for each in joined["deliveries"]] == [second["id"]]
    assert quantities(joined) == [[3, 1]]
    emptied = http.delete(f"{DELIVERIES}/{second['id']}").json
    assert quantities(emptied) == [[]]  # there is always one for the header's place and day
    assert emptied["deliveries"][0]["id"] != second["id"]


@pytest.mark.parametrize(
    ("method", "address", "body", "status", "code"),
    [
        ("PATCH", "lines/LINE", '{"quantity": 3, "delivery_id": "SECOND"}', 422, "quantity_limit"),
        ("PATCH", "lines/LINE", '{"quantity": 0, "delivery_id": "SECOND"}', 422, "validation"),
        ("PATCH", "lines/LINE", '{"quantity": 1, "delivery_id": "NOBODY"}', 404, "delivery_not_found"),
        ("POST", "deliveries", '{"lines": [{"line_id": "LINE", "quantity": 3}]}', 422, "quantity_limit"),
        ("POST", "deliveries", '{"lines": [{"line_id": "LINE"}, {"line_id": "LINE"}]}', 422, "validation"),
        (
            "POST",
            "deliveries",
            '{"lines": [{"line_id": "LINE"}, {"line_id": "NOBODY"}]}',
            404,
            "line_not_found",
        ),
        ("POST", "deliveries", '{"lines": [{"line_id": "LINE"}], "postcode": "x"}', 422, "invalid_postcode"),
        ("DELETE", "deliveries/SECOND?lines_to=NOBODY", "null", 404, "delivery_not_found"),
        ("DELETE", "deliveries/SECOND?lines_to=SECOND", "null", 404, "delivery_not_found"),
        ("DELETE", "deliveries/SECOND?lines_to=x", "null", 422, "validation"),
    ],
)
def test_a_refused_division_leaves_the_cart_as_it_is(
    http: FlaskClient,
    divided: dict[str, Any],
    method: str,
    address: str,
    body: str,
    status: int,
    code: str,
) -> None:
    first, second = divided["deliveries"]
    known = {"LINE": first["lines"][0]["id"], "SECOND": second["id"], "NOBODY": str(uuid4())}
    for name, found in known.items():
        address, body = address.replace(name, found), body.replace(name, found)
    before = everything()
    answer = http.open(f"/api/cart/{address}", method=method, json=json.loads(body))
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert everything() == before


def test_joining_never_makes_a_line_too_long_nor_loses_the_rest(
    http: FlaskClient, divided: dict[str, Any]
) -> None:
    first, second = divided["deliveries"]
    http.patch(f"/api/cart/lines/{second['lines'][0]['id']}", json={"quantity": 98})
    before = everything()
    answer = http.delete(f"{DELIVERIES}/{first['id']}?lines_to={second['id']}")
    assert (answer.status_code, answer.json["code"]) == (422, "quantity_limit")
    assert everything() == before


def test_moving_a_whole_line_makes_no_line_more(
    http: FlaskClient, divided: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the limit only a part is refused, which would become a line of its own."""
    monkeypatch.setattr(lines, "MAX_LINES", 3)
    first, second = divided["deliveries"]
    addon = f"/api/cart/lines/{first['lines'][1]['id']}"
    http.patch(addon, json={"quantity": 2})
    part = http.patch(addon, json={"delivery_id": second["id"], "quantity": 1})
    assert (part.status_code, part.json["code"]) == (409, "cart_full")
    moved = http.patch(addon, json={"delivery_id": second["id"]}).json
    assert quantities(moved) == [[2], [1, 2]]


def test_a_stranger_finds_nothing(http: FlaskClient, divided: dict[str, Any]) -> None:
    first, second = divided["deliveries"]
    http.delete_cookie("posy_cart")
    line = f"/api/cart/lines/{first['lines'][0]['id']}"
    before = everything()
    answers = [
        http.patch(line, json={"quantity": 1}),
        http.delete(line),
        http.patch(f"{DELIVERIES}/{second['id']}", json={"card_message": "Mine"}),
        http.delete(f"{DELIVERIES}/{second['id']}"),
        http.post(DELIVERIES, json=moving(divided)),
    ]
    assert [(each.status_code, each.json["code"]) for each in answers] == [
        (404, "line_not_found"),
        (404, "line_not_found"),
        (404, "delivery_not_found"),
        (404, "delivery_not_found"),
        (404, "line_not_found"),
    ]
    assert everything() == before


def test_what_another_tab_wrote_meanwhile_is_seen_under_the_lock(
    http: FlaskClient, divided: dict[str, Any]
) -> None:
    cookie = http.get_cookie("posy_cart")
    assert cookie is not None
    with db.transaction() as session:
        before = selectors.of(session, Holder(cookie.value))  # held, as a request would
        facts("update cart_line set quantity = 7 where quantity = 2 returning id")
        cart = services.lock_own(session, holder=Holder(cookie.value))
        assert cart is before
        assert [[line.quantity for line in each.lines] for each in cart.deliveries] == [[7, 1], [1]]
