"""Orders that staff take: sold at once with their places, once per key, paid now or later."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from backend import db
from backend.shop.kit import clock
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import facts, ledger
from tests.routes.conftest import Browser
from tests.routes.desk import everything, usd
from tests.routes.taking import Clerk, clerk


@pytest.fixture
def desk(http: Browser, open_shop: OpenShop) -> Clerk:
    return clerk(http, open_shop)


def jobs() -> list[str]:
    return [name for (name,) in facts("select task_name from procrastinate_jobs order by id")]


def test_cash_at_the_counter_is_sold_and_paid_in_one_go(desk: Clerk) -> None:
    made = desk.placed(channel="counter", quantity=2)
    assert made["status"]["code"] == "confirmed"
    assert (made["channel"], made["taken_by"], made["due_at"]) == ("counter", "Florist", None)
    assert made["money"]["balance_due"] == usd(0)
    [payment] = made["money"]["payments"]
    assert (payment["provider"], payment["method"], payment["who"]) == ("Desk", "cash", "Florist")
    assert (payment["amount"], payment["captured"], payment["status"]["code"]) == (
        usd(9900),
        usd(9900),
        "succeeded",
    )
    assert ledger() == {"slot_stops": 1, "van_minutes": 15, "workroom_minutes": 20, "stem_lot": 20}
    assert facts("select distinct state from demand_line") == [("confirmed",)]
    assert jobs() == ["notifications:send_confirmation", "notifications:send_new_order"]
    assert facts("select count(*) from cart where desk_by is not null") == [(0,)]
    assert desk.get("/api/admin/carts") == {"items": []}


def test_a_link_leaves_a_balance_until_tomorrow_or_the_cut_off(desk: Clerk) -> None:
    before = clock.now()
    made = desk.placed(payment="link")
    [(cutoff,)] = facts("select cutoff_at from slot_instance where id = :id", id=desk.shop.slot_ids[0])
    due = datetime.fromisoformat(made["due_at"])
    assert before < due <= min(clock.now() + timedelta(hours=24), cutoff)
    assert (made["status"]["code"], made["money"]["balance_due"]) == ("confirmed", usd(5400))
    assert made["money"]["payments"] == []
    [(action, actor)] = facts("select action, actor from audit_entry where subject like 'order:%'")
    assert (action, actor[:6]) == ("order.payment_asked", "staff:")
    assert "Link to pay sent" in [each["what"] for each in made["history"]]


def test_on_account_has_thirty_days_or_the_day_that_was_named(desk: Clerk) -> None:
    made = desk.placed(payment="account")
    days = datetime.fromisoformat(made["due_at"]) - clock.now()
    assert timedelta(days=29, hours=23) < days <= timedelta(days=30)
    named = desk.placed(payment="account", due_at="2090-01-31T12:00:00Z")
    assert datetime.fromisoformat(named["due_at"]) == datetime.fromisoformat("2090-01-31T12:00:00+00:00")


def test_a_deadline_that_is_over_is_none(desk: Clerk) -> None:
    cart = desk.cart()
    before = everything()
    for due_at, code in (("2001-01-01T00:00:00Z", "validation"), ("2090-01-31T12:00:00", "validation")):
        refused = desk.place(cart, payment="account", due_at=due_at)
        assert (refused.status_code, refused.json["code"]) == (422, code)
    assert everything() == before


def test_an_order_is_only_kept_in_a_customer_s_account(desk: Clerk) -> None:
    [(florist,)] = facts("select id from account where role = 'florist'")
    cart = desk.cart()
    before = everything()
    for account_id in (str(florist), str(uuid4())):
        refused = desk.place(cart, account_id=account_id)
        assert (refused.status_code, refused.json["code"]) == (404, "customer_not_found")
    assert everything() == before


def test_a_link_needs_an_address_and_cash_does_not(desk: Clerk) -> None:
    buyer, cart = {"name": "Walk In", "phone": "503 555 0100"}, desk.cart()
    before = everything()
    refused = desk.place(cart, payment="link", buyer=buyer)
    assert (refused.status_code, refused.json["code"]) == (409, "no_address")
    assert everything() == before
    made = desk.place(cart, buyer=buyer)
    assert (made.status_code, made.json["buyer"]["email"]) == (201, "")


def test_the_same_key_is_the_same_order_and_another_body_is_refused(desk: Clerk) -> None:
    key, cart = str(uuid4()), desk.cart()
    first, again = desk.place(cart, key=key), desk.place(cart, key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json["number"] == again.json["number"]
    other = desk.place(cart, key=key, payment="card")
    assert (other.status_code, other.json["code"]) == (422, "idempotency_mismatch")
    assert facts("select count(*) from orders") == [(1,)]
    late = desk.place(cart)
    assert (late.status_code, late.json["code"]) == (404, "cart_not_found")


def test_another_total_than_was_named_moves_nothing(desk: Clerk) -> None:
    cart = desk.cart()
    before = everything()
    refused = desk.place(cart, expected_total=usd(1))
    assert (refused.status_code, refused.json["code"]) == (409, "price_changed")
    assert refused.json["actual"] == usd(5400)
    assert everything() == before
    assert desk.get(f"/api/admin/carts/{cart['id']}")["count"] == 1


def test_a_full_slot_is_refused_with_the_promise_s_words(desk: Clerk) -> None:
    for _ in range(5):
        desk.placed()
    before = facts("select count(*) from orders")
    cart = desk.cart()
    refused = desk.place(cart)
    assert (refused.status_code, refused.json["code"]) == (409, "slot_full")
    assert refused.json["alternatives"]
    assert facts("select count(*) from orders") == before


def test_a_cart_of_the_counter_is_nobody_else_s(desk: Clerk, http: Browser, open_shop: OpenShop) -> None:
    cart = desk.cart()
    assert [each["id"] for each in desk.get("/api/admin/carts")["items"]] == [cart["id"]]
    other = Clerk(http, open_shop, staff.log_in(http, "manager"))
    assert other.get("/api/admin/carts") == {"items": []}
    path = f"/api/admin/carts/{cart['id']}"
    assert http.get(path, headers=other.headers).status_code == 404
    assert other.place(cart).json["code"] == "cart_not_found"
    assert http.get("/api/cart").json["id"] is None
    assert http.delete(path, headers=desk.headers).status_code == 204
    assert http.get(path, headers=desk.headers).status_code == 404


def test_days_and_hours_of_a_desk_cart_are_the_customer_s_truth(desk: Clerk) -> None:
    cart = desk.cart(quantity=99)
    parcel = cart["deliveries"][0]["id"]
    asked = f"postcode={desk.shop.postcode}&delivery_id={parcel}"
    days = desk.get(f"/api/admin/carts/{cart['id']}/dates?{asked}")
    assert days["zone"]["name"] == "Inner Portland"
    day = cart["deliveries"][0]["date"]
    [slot] = desk.get(f"/api/admin/carts/{cart['id']}/slots?{asked}&date={day}")["slots"]
    assert (slot["available"], slot["fee"], slot["places_left"]) == (True, usd(900), 5)
    with db.transaction() as session:
        session.connection().exec_driver_sql(
            "update capacity_bucket set capacity = 3 where kind = 'stem_lot'"
        )
    [slot] = desk.get(f"/api/admin/carts/{cart['id']}/slots?{asked}&date={day}")["slots"]
    assert [each["code"] for each in slot["reasons"]] == ["stems_short"]
