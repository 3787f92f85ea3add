"""Everything that the shop knows of her in one file; and forgetting her, so that nothing but sums is left."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from backend import db
from backend.shop.accounts import people
from backend.shop.accounts.errors import SessionEnded
from backend.shop.cart import services as carts
from backend.shop.cart.selectors import Holder
from backend.shop.checkout import tasks as checkout
from backend.shop.kit import clock
from backend.shop.orders.links import access_token
from backend.shop.privacy import services as privacy
from tests.builders.accounts import PASSWORD
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.account import customers
from tests.routes.account.life import HERS, THEIRS, Life, an_event, books, found_in
from tests.routes.buying import RECIPIENT, facts, fill_cart, order
from tests.routes.conftest import Browser
from tests.routes.test_orders_webhooks import tell
from tests.shop.notifications.stand import Post


def export(life: Life) -> dict[str, Any]:
    answer = life.http.get("/api/me/export", headers=life.hers)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == "attachment; filename=posy-my-data.json"
    told: dict[str, Any] = json.loads(answer.text)
    return told


def test_the_export_holds_everything_of_hers(life: Life) -> None:
    life.http.post(
        "/api/cart/lines",
        json={"variant_id": facts("select min(id) from variant")[0][0], "quantity": 3},
        headers=life.hers,
    )

    told = export(life)

    account = told["account"]
    assert (account["name"], account["email"], account["phone"]) == (
        "Annabel Quill",
        "ann@example.com",
        "503 555 0111",
    )
    assert [each["recipient"]["line1"] for each in account["addresses"]] == ["9 Tulip Street"]
    assert [(each["person"], each["month"], each["day"]) for each in account["key_dates"]] == [
        ("June", 6, 12)
    ]
    assert account["preferences"] == {
        "newsletter": True,
        "reminders": True,
        "quiet_occasions": ["memorial"],
    }
    assert account["favorites"]["products"] == [facts("select id from product where kind = 'bouquet'")[0][0]]
    assert len(account["sessions"]) == 1
    assert [line["quantity"] for parcel in told["cart"] for line in parcel["lines"]] == [3]
    assert [each["number"] for each in told["orders"]] == [life.brought, life.coming]
    brought = told["orders"][0]
    assert brought["buyer"] == {"name": "Annabel Quill", "email": "Ann@example.com", "phone": "503 555 0111"}
    assert brought["deliveries"][0]["recipient"]["line1"] == "21 SW Alder Street"
    assert brought["deliveries"][0]["card_message"] == "Happy birthday, June!"
    assert brought["deliveries"][0]["received_by"] == "June's grandmother"
    assert [each["text"] for each in brought["notes"]] == ["Annabel called: June is allergic to lilies."]
    assert (brought["total"], brought["payments"][0]["captured"], brought["payments"][0]["refunded"]) == (
        5400,
        5400,
        500,
    )
    assert {"order_confirmed", "delivery_done", "refunded"} <= {each["kind"] for each in told["letters"]}


def test_the_export_holds_nothing_of_others(life: Life, open_shop: OpenShop) -> None:
    bea = customers.browser_of(life.http, customers.elsewhere(life.http, customers.BEA))
    other = {**RECIPIENT, "name": "Zoe Marsh", "line1": "1 Birch Way"}
    bea.post("/api/me/addresses", json={"recipient": other})
    cart = fill_cart(bea, open_shop, slot=2)
    buyer = {"name": "Bea Stone", "email": customers.BEA, "phone": "503 555 0122"}
    number = order(bea, cart, buyer=buyer).json["number"]

    told = json.dumps(export(life))

    assert "Quill" in told
    for word in ("Bea", customers.BEA, "Zoe Marsh", "1 Birch Way", number, "0122", "florist@posy.example"):
        assert word not in told, word


def test_a_wrong_password_closes_nothing(life: Life) -> None:
    def everything() -> list[Any]:
        kept = ("account", "saved_recipient", "key_date", "login_session", "cart", "erasure")
        return [*(facts(f"select * from {table} order by 1") for table in kept), books()]

    before = everything()

    refused = life.close("not her password")

    assert (refused.status_code, refused.json["code"]) == (403, "password_refused")
    assert everything() == before


def test_who_works_here_is_let_go_by_the_owner(http: Browser, open_shop: OpenShop) -> None:
    florist = staff.log_in(http, "florist")

    refused = http.delete("/api/me", json={"password": PASSWORD}, headers=florist)

    assert (refused.status_code, refused.json["code"]) == (409, "staff_account")
    assert facts("select active, name from account") == [(True, "Florist")]


def test_the_account_is_closed_at_once_and_what_she_kept_is_gone(life: Life, post: Post) -> None:
    new = {"current": PASSWORD, "new": "another good one"}
    assert life.http.post("/api/me/password", json=new, headers=life.hers).status_code == 204
    sent = len(post.letters)
    assert life.close("another good one").status_code == 204  # before the letter of that is written

    assert life.http.get("/api/me", headers=life.hers).status_code == 401
    again = {"email": "ann@example.com", "password": "another good one"}
    assert life.http.post("/api/auth/login", json=again).json["code"] == "login_refused"
    assert life.http.post("/api/auth/refresh").json["code"] == "session_ended"
    kept = ("saved_recipient", "favorite_product", "key_date", "preference", "login_session")
    of_hers = [facts(f"select * from {table} where account_id = :id", id=life.account_id) for table in kept]
    assert of_hers == [[]] * len(kept)
    assert facts("select * from cart where account_id is not null") == []
    assert facts("select name, phone, active from account where role = 'customer'") == [
        ("Erased", None, False)
    ]
    # Only what an order still says of people is left, because one of them is yet to come.
    left = {column.partition(".")[0] for column in found_in(HERS)}
    of_orders = {"orders", "order_note", "letter", "payment", "webhook_inbox", "refund", "payment_move"}
    assert left == of_orders | {"audit_entry"}
    life.work()
    assert len(post.letters) == sent


def test_each_order_is_forgotten_when_it_is_over_and_the_books_stay(life: Life, post: Post) -> None:
    before = books()
    assert life.close(PASSWORD).status_code == 204
    life.work()
    assert facts("select count(*) from orders where erased_at is not null") == [(0,)]  # moved an hour ago

    assert life.erase(days=2) == 1

    assert facts("select number, erased_at is not null from orders order by placed_at") == [
        (life.brought, True),
        (life.coming, False),
    ]
    assert facts("select finished_at from erasure") == [(None,)]
    seen = life.http.get(f"/api/admin/orders/{life.coming}", headers=life.florist).json
    assert seen["buyer"]["name"] == "Annabel Quill"  # the florist can still call
    life.bring(life.coming)
    life.work()
    assert post.to("Ann@example.com")[-1]["Subject"].startswith(f"Order {life.coming}")
    assert life.erase(days=0) == 0  # its letter may still be on the way

    after = books()
    assert life.erase(days=2) == 1
    assert life.erase(days=2) == 0  # it may run twice

    assert facts("select finished_at is not null from erasure") == [(True,)]
    assert found_in((*HERS, *THEIRS)) == {}
    assert facts("select count(*) from photo") == [(0,)]
    assert books() == after
    assert [row[3:] for row in after[0]] == [row[3:] for row in before[0]]  # every sum
    assert after[3:5] == before[3:5]  # payments and refunds
    assert (
        facts("select recipient ->> 'postcode', recipient ->> 'region' from delivery")
        == [("97201", "OR")] * 2
    )


def test_the_link_in_the_letters_of_a_forgotten_order_opens_nothing(life: Life) -> None:
    [(order_id,)] = facts("select id from orders where number = :number", number=life.brought)
    opening = {"number": life.brought, "token": access_token(order_id)}
    stranger = life.http.application.test_client()
    assert stranger.post("/api/orders/access", json=opening).status_code == 204
    life.close(PASSWORD)
    life.erase(days=2)

    later = life.http.application.test_client()
    refused = later.post("/api/orders/access", json=opening)
    assert (refused.status_code, refused.json["code"]) == (404, "order_not_found")
    assert later.get(f"/api/orders/{life.brought}").status_code == 404


def test_what_comes_after_forgetting_is_not_kept_and_not_sent(life: Life, post: Post) -> None:
    event = an_event(life.brought)
    life.close(PASSWORD)
    life.erase(days=2)
    [(letter_id,)] = facts("select min(id) from letter where recipient = '' and state = 'sent'")
    sent = len(post.letters)

    assert tell(life.http, event).status_code == 204
    [(inbox_id,)] = facts("select max(id) from webhook_inbox")
    checkout.handle_webhook(inbox_id=inbox_id)
    refused = life.http.post(f"/api/admin/letters/{letter_id}/resend", json={}, headers=life.florist)

    heard = "select body, handled_at is not null from webhook_inbox where id = :id"
    assert facts(heard, id=inbox_id) == [({}, True)]
    assert (refused.status_code, refused.json["code"]) == (409, "not_resendable")
    life.work()
    assert len(post.letters) == sent
    page = life.http.get(f"/api/admin/orders/{life.brought}", headers=life.florist)
    assert (page.status_code, page.json["buyer"]["name"]) == (200, "Erased")


def test_while_a_refund_is_under_way_nothing_is_forgotten(life: Life) -> None:
    facts("update refund set state = 'sent' returning id")
    life.close(PASSWORD)

    assert life.erase(days=2) == 0
    facts("update refund set state = 'succeeded' returning id")
    assert life.erase(days=2) == 1


def test_an_order_that_was_never_paid_waits_for_late_money_first(http: Browser, open_shop: OpenShop) -> None:
    hers = customers.log_in(http)
    mine = customers.browser_of(http, hers)
    order(mine, fill_cart(mine, open_shop))
    facts("update payment set state = 'expired' returning id")
    facts("update orders set status = 'expired' returning id")
    life = Life(http, "", hers, {}, "", "")
    assert life.close(PASSWORD).status_code == 204

    assert [life.erase(days=days) for days in (0, 2, 4)] == [0, 0, 1]


def test_an_order_that_came_in_as_the_account_was_closed_is_forgotten_too(
    http: Browser, open_shop: OpenShop
) -> None:
    hers = customers.log_in(http)
    life = Life(http, "", hers, {}, "", "")
    account_id = life.account_id
    assert life.close(PASSWORD).status_code == 204
    assert life.erase() == 0
    assert facts("select finished_at is not null from erasure") == [(True,)]
    order(http, fill_cart(http, open_shop))
    facts("update orders set account_id = :id, status = 'cancelled' returning id", id=account_id)
    facts("update payment set state = 'expired', expires_at = now() - interval '4 days' returning id")
    facts("update order_move set at = now() - interval '2 days' returning id")

    assert privacy.erase_due(clock=clock.now) == 1

    assert facts("select buyer_name, erased_at is not null from orders") == [("Erased", True)]


def test_nothing_is_kept_for_who_was_forgotten_a_moment_ago(http: Browser, open_shop: OpenShop) -> None:
    hers = customers.log_in(http)
    account_id = Life(http, "", hers, {}, "", "").account_id
    with db.transaction() as session:
        privacy.close(session, account_id=account_id, at=clock.now())

    with pytest.raises(SessionEnded), db.transaction() as session:
        people.add(session, account_id=account_id, label="", recipient=RECIPIENT, at=clock.now())
    with pytest.raises(SessionEnded), db.transaction() as session:
        carts.open_cart(session, holder=Holder("", account_id), currency="USD", now=clock.now())

    assert facts("select * from saved_recipient") == []
    assert facts("select * from cart") == []


def test_placing_while_the_account_is_closed_waits_for_nobody_who_waits_for_it(
    http: Browser, open_shop: OpenShop
) -> None:
    for round_ in range(3):
        email = f"ann{round_}@example.com"
        hers = customers.elsewhere(http, email)
        cart = fill_cart(customers.browser_of(http, hers), open_shop)
        start = Barrier(2)

        def place(hers: dict[str, str] = hers, cart: Any = cart, start: Barrier = start) -> Any:
            mine = customers.browser_of(http.application.test_client(), hers)  # type: ignore[arg-type]  # it is a Browser
            start.wait()
            return order(mine, cart)

        def close(hers: dict[str, str] = hers, start: Barrier = start) -> Any:
            browser = http.application.test_client()
            start.wait()
            return browser.delete("/api/me", json={"password": PASSWORD}, headers=hers)

        with ThreadPoolExecutor(2) as pool:
            placed, closed = (pool.submit(each) for each in (place, close))

        assert closed.result().status_code == 204
        assert placed.result().status_code in (201, 401, 409), placed.result().text
        assert facts("select * from cart where account_id is not null") == []
