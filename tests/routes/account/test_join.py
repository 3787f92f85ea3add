"""A guest's cart becomes the customer's at login, and nothing in it is doubled or lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from backend import db
from backend.routes import cookies
from backend.shop.cart import services as carts
from backend.shop.kit import clock
from tests.builders.shop import OpenShop
from tests.routes.account import customers
from tests.routes.buying import RECIPIENT, facts, fill_cart, order
from tests.routes.conftest import Browser

LINES = "select variant_id, quantity from cart_line order by variant_id, quantity"


def put(http: Any, variant_id: int, quantity: int, headers: dict[str, str] | None = None) -> None:
    body = {"variant_id": variant_id, "quantity": quantity}
    assert http.post("/api/cart/lines", json=body, headers=headers or {}).status_code == 201


def test_the_first_cart_of_an_account_is_the_guests_own(http: Browser, open_shop: OpenShop) -> None:
    cart = fill_cart(http, open_shop, quantity=2)

    hers = customers.log_in(http)

    assert http.get("/api/cart", headers=hers).json == cart
    assert http.get("/api/cart").json["id"] is None  # logged out, this browser opens it no more
    phone = customers.elsewhere(http)
    assert http.application.test_client().get("/api/cart", headers=phone).json == cart


def test_of_the_same_size_the_greater_quantity_stays(http: Browser, open_shop: OpenShop) -> None:
    hers = customers.elsewhere(http)
    put(http, open_shop.variant_id, 3, hers)
    put(http, open_shop.variant_id, 2)
    put(http, open_shop.addon_id, 1)

    customers.log_in(http)

    assert facts(LINES) == [(open_shop.variant_id, 3), (open_shop.addon_id, 1)]
    assert facts("select count(*), count(account_id) from cart") == [(1, 1)]
    customers.log_in(http)  # and again
    assert facts(LINES) == [(open_shop.variant_id, 3), (open_shop.addon_id, 1)]


def test_what_the_guest_chose_a_moment_ago_completes_what_she_has_not_said(
    http: Browser, open_shop: OpenShop
) -> None:
    hers = customers.elsewhere(http)
    put(http, open_shop.addon_id, 1, hers)
    place = {"postcode": open_shop.postcode, "date": open_shop.tomorrow.isoformat()}
    assert http.post("/api/cart/deliveries", json=place).status_code == 201
    put(http, open_shop.variant_id, 1)

    customers.log_in(http)

    [parcel] = http.get("/api/cart", headers=hers).json["deliveries"]
    assert (parcel["postcode"], parcel["date"]) == (place["postcode"], place["date"])
    assert {line["variant_id"] for line in parcel["lines"]} == {open_shop.variant_id, open_shop.addon_id}


def test_a_delivery_for_somebody_else_stays_a_delivery_and_one_for_the_same_person_is_one(
    http: Browser, open_shop: OpenShop
) -> None:
    hers = customers.elsewhere(http)
    put(http, open_shop.variant_id, 1, hers)
    parcel = http.get("/api/cart", headers=hers).json["deliveries"][0]["id"]
    wish = {"postcode": "97201", "recipient": {**RECIPIENT, "name": "Zoe Marsh"}}
    assert http.patch(f"/api/cart/deliveries/{parcel}", json=wish, headers=hers).status_code == 200
    fill_cart(http, open_shop, quantity=2)

    customers.log_in(http)

    found = http.get("/api/cart", headers=hers).json["deliveries"]
    assert [(each["recipient"]["name"], each["lines"][0]["quantity"]) for each in found] == [
        ("Zoe Marsh", 1),
        ("June Park", 2),
    ]
    fill_cart(http, open_shop, quantity=1)  # once more as a guest, for June
    customers.log_in(http)
    assert http.get("/api/cart", headers=hers).json["deliveries"] == found


def test_what_is_more_than_an_order_takes_stays_with_the_guest(http: Browser, open_shop: OpenShop) -> None:
    hers = customers.elsewhere(http)
    put(http, open_shop.variant_id, 1, hers)
    first = http.get("/api/cart", headers=hers).json["deliveries"][0]["id"]
    wish = {"recipient": {**RECIPIENT, "name": "Somebody"}}
    http.patch(f"/api/cart/deliveries/{first}", json=wish, headers=hers)
    for _ in range(7):
        assert http.post("/api/cart/deliveries", json={"postcode": "97201"}, headers=hers).status_code == 201
    with db.transaction() as session:  # all eight are for somebody
        named = """update cart_delivery set recipient = '{"name": "Somebody"}' where recipient is null"""
        session.connection().exec_driver_sql(named)
    fill_cart(http, open_shop)

    customers.log_in(http)

    in_hers = "select count(*) from cart_delivery join cart on cart.id = cart_id where account_id is not null"
    assert facts(in_hers) == [(8,)]
    assert [each["recipient"]["name"] for each in http.get("/api/cart").json["deliveries"]] == ["June Park"]


def test_an_order_that_the_guest_placed_empties_the_cart_that_hers_went_into(
    http: Browser, open_shop: OpenShop
) -> None:
    hers = customers.elsewhere(http)
    put(http, open_shop.addon_id, 1, hers)
    number = order(http, fill_cart(http, open_shop)).json["number"]

    customers.log_in(http)

    [(cart_id,)] = facts("select id from cart")
    assert facts("select number, cart_id, account_id from orders") == [(number, cart_id, None)]
    with db.transaction() as session:  # as confirming does
        carts.empty(session, cart_id=cart_id, ordered={open_shop.variant_id: 1})
    assert facts(LINES) == [(open_shop.addon_id, 1)]


def test_two_logins_at_once_join_a_cart_once(http: Browser, open_shop: OpenShop) -> None:
    hers = customers.elsewhere(http)
    put(http, open_shop.variant_id, 2, hers)
    put(http, open_shop.variant_id, 3)
    cookie = http.get_cookie(cookies.CART)
    assert cookie is not None
    [(account_id,)] = facts("select account_id from cart where account_id is not null")

    start = Barrier(2)

    def join(_: int) -> object:
        start.wait()
        with db.transaction() as session:
            return carts.join(session, token=cookie.value, account_id=account_id, now=clock.now())

    with ThreadPoolExecutor(2) as pool:
        joined = list(pool.map(join, range(2)))

    assert sorted(each is None for each in joined) == [False, True]
    assert facts(LINES) == [(open_shop.variant_id, 3)]
