"""The provider's protocol as PayPal's SDK speaks it, against the sandbox: purchases and their trouble."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.config import settings
from backend.sandbox.paypal import events
from backend.sandbox.server import Sandbox
from backend.shop.checkout.services import reconcile, refund, sweep
from backend.shop.checkout.tasks import handle_webhook
from backend.shop.kit import clock
from backend.shop.kit.money import Money
from backend.shop.payments.errors import ProviderRefused
from backend.shop.payments.provider import SessionState
from backend.shop.payments.providers import provider
from backend.shop.payments.rules import RefundState
from tests.builders.shop import OpenShop
from tests.routes.buying import facts, fill_cart, ledger, order
from tests.sandbox import browser, door

HOOK = "/api/payments/webhooks/paypal"
KEPT = "select id, order_id, state, captured, declined from payment order by attempt"


@pytest.fixture(autouse=True)
def _usual(sandbox: Sandbox) -> Any:
    yield
    door.reset(sandbox)


def placed(http: FlaskClient, shop: OpenShop) -> dict[str, Any]:
    answer = order(http, fill_cart(http, shop, slot=1), payment="paypal")
    assert answer.status_code == 201, answer.text
    return dict(answer.get_json())


def back(http: FlaskClient, answer: requests.Response) -> str:
    """Follows the approve page's way back; where the shop leads then."""
    way = urlsplit(answer.headers["Location"])
    led = http.get(f"{way.path}?{way.query}")
    assert led.status_code == 303, led.text
    return str(led.headers["Location"])


def a_paid_order(http: FlaskClient, shop: OpenShop) -> str:
    made = placed(http, shop)
    back(http, browser.approve(made["payment"]["redirect_url"]))
    return str(made["number"])


def states() -> list[str]:
    return [
        state for (state,) in facts("select to_state from payment_move where refund_id is null order by id")
    ]


def told(sandbox: Sandbox, kind: str) -> bytes:
    """The last event of this kind as it is sent."""
    with sandbox.context.store.transaction() as db:
        rows = db.execute(
            "select body from objects where kind = ? and json_extract(body, '$.event_type') = ?"
            " order by sequence desc limit 1",
            (events.EVENT, kind),
        ).fetchall()
    return events.payload(json.loads(rows[0]["body"]))


def tell(http: FlaskClient, sandbox: Sandbox, body: bytes, **changes: str) -> TestResponse:
    signed = events.headers(body, settings=sandbox.context.settings, at=0) | changes
    return http.post(HOOK, data=body, headers=signed | {"Content-Type": "application/json"})


def test_approved_on_the_page_captured_on_the_way_back(http: FlaskClient, open_shop: OpenShop) -> None:
    made = placed(http, open_shop)
    page = made["payment"]["redirect_url"]
    assert (made["payment"]["method"], urlsplit(page).path) == ("paypal", "/checkoutnow")
    words = browser.read(page)
    assert f"Order {made['number']}" in words
    assert "$54.00" in words
    assert back(http, browser.approve(page)) == f"/orders/{made['number']}?placed=1"
    seen = http.get(f"/api/orders/{made['number']}").json
    assert (seen["status"]["code"], seen["payment"]["status"]["code"]) == ("confirmed", "succeeded")
    assert states() == ["created", "open", "capturing", "succeeded"]
    assert ledger()["slot_stops"] == 1
    assert facts("select count(*) from cart_line") == [(0,)]


def test_what_was_declined_can_be_tried_with_something_else(http: FlaskClient, open_shop: OpenShop) -> None:
    made = placed(http, open_shop)
    page = made["payment"]["redirect_url"]
    assert back(http, browser.approve(page, declined=True)) == f"/orders/{made['number']}?payment=declined"
    seen = http.get(f"/api/orders/{made['number']}").json["payment"]
    assert (seen["status"]["code"], seen["declined"], seen["redirect_url"]) == ("open", True, page)
    assert "could not be charged" in browser.read(page)
    assert http.post(f"/api/orders/{made['number']}/payment").json == {"redirect_url": page}
    back(http, browser.approve(page))
    [(_, _, state, captured, declined)] = facts(KEPT)
    assert (state, captured, declined) == ("succeeded", 5400, 1)


def test_the_back_link_lets_go_and_the_page_is_never_captured_after(
    http: FlaskClient, open_shop: OpenShop
) -> None:
    made = placed(http, open_shop)
    [(payment, *_)] = facts(KEPT)
    led = http.get(f"/api/payments/return?payment={payment}&cancelled=1&token=5O190127TN364715T")
    assert led.headers["Location"] == "/checkout?step=review&payment=cancelled"
    assert (facts("select status from orders"), ledger()) == ([("cancelled",)], {})
    back(http, browser.approve(made["payment"]["redirect_url"]))
    assert [row[2:4] for row in facts(KEPT)] == [("expired", 0)]
    assert (
        provider("paypal").look(facts("select session_id from payment")[0][0]).state is SessionState.APPROVED
    )


def test_she_changes_her_mind_about_how_to_pay(http: FlaskClient, open_shop: OpenShop) -> None:
    made = placed(http, open_shop)
    address = f"/api/orders/{made['number']}/payment"
    card = http.post(address, json={"payment": "stripe"}).json["redirect_url"]
    assert "/pay/cs_" in card
    assert facts("select provider, state from payment order by attempt") == [
        ("paypal", "expired"),
        ("stripe", "open"),
    ]
    assert http.post(address).json["redirect_url"] == card
    wallet = http.post(address, json={"payment": "paypal"}).json["redirect_url"]
    assert wallet != made["payment"]["redirect_url"]
    back(http, browser.approve(wallet))
    assert facts("select provider, state, captured from payment order by attempt") == [
        ("paypal", "expired", 0),
        ("stripe", "expired", 0),
        ("paypal", "succeeded", 5400),
    ]
    assert "expired" in browser.read(card)


def test_an_event_is_believed_only_if_paypal_has_sent_it(
    http: FlaskClient, open_shop: OpenShop, sandbox: Sandbox
) -> None:
    browser.approve(placed(http, open_shop)["payment"]["redirect_url"])
    body = told(sandbox, "CHECKOUT.ORDER.APPROVED")
    forged = [
        tell(http, sandbox, body, **{"PAYPAL-TRANSMISSION-SIG": "AAAA"}),
        http.post(HOOK, data=body, headers={"Content-Type": "application/json"}),
        http.post(HOOK, data=b"no", headers={"Content-Type": "application/json"}),
    ]
    other = events.headers(body, settings=sandbox.context.settings, at=0)
    forged.append(
        http.post(
            HOOK, data=body.replace(b"WH-", b"WX-"), headers=other | {"Content-Type": "application/json"}
        )
    )
    assert [(each.status_code, each.json["code"]) for each in forged] == [(400, "bad_signature")] * 4
    assert facts("select count(*) from webhook_inbox") == [(0,)]
    door.behave(sandbox, error={"when": "before", "operation": "paypal_verify", "times": 1})
    assert tell(http, sandbox, body).status_code == 503
    assert [tell(http, sandbox, body).status_code for _ in range(2)] == [204, 204]
    assert facts("select source, kind from webhook_inbox") == [("paypal", "CHECKOUT.ORDER.APPROVED")]
    [(inbox_id,)] = facts("select id from webhook_inbox")
    for _ in range(2):
        handle_webhook(inbox_id=inbox_id)
    assert facts("select status from orders") == [("confirmed",)]
    assert states() == ["created", "open", "capturing", "succeeded"]


def test_a_capture_without_an_answer_is_found_by_its_key(
    http: FlaskClient, open_shop: OpenShop, sandbox: Sandbox
) -> None:
    made = placed(http, open_shop)
    door.behave(sandbox, error={"when": "lost", "operation": "paypal_capture", "times": 1})
    assert (
        back(http, browser.approve(made["payment"]["redirect_url"])) == f"/orders/{made['number']}?placed=1"
    )
    assert [row[2] for row in facts(KEPT)] == ["unknown"]
    facts("update payment set created_at = created_at - interval '4 minutes' returning id")
    assert sweep.ask_after_open(clock=clock.now) == 1
    assert [row[2:4] for row in facts(KEPT)] == [("succeeded", 5400)]
    assert facts("select status from orders") == [("confirmed",)]


@pytest.mark.parametrize(
    ("lie", "kind"),
    [
        ({"amount_by": -100}, "amount"),
        ({"currency": "eur"}, "currency"),
        ({"payment_status": "unpaid"}, "pending"),
    ],
)
def test_money_that_is_not_what_was_asked_is_kept_for_a_person(
    http: FlaskClient, open_shop: OpenShop, sandbox: Sandbox, lie: Any, kind: str
) -> None:
    door.behave(sandbox, lie=lie)
    a_paid_order(http, open_shop)
    assert [row[2:4] for row in facts(KEPT)] == [("unknown", 0)]
    assert facts("select kind from payment_difference") == [(kind,)]
    assert facts("select status from orders") == [("pending_payment",)]


def test_a_refund_is_found_by_our_id_and_not_sent_twice(http: FlaskClient, open_shop: OpenShop) -> None:
    number = a_paid_order(http, open_shop)
    http.post(f"/api/orders/{number}/cancel")
    refund.send_open(clock=clock.now)
    [(ours, theirs, money)] = facts(
        "select refund.id, provider_refund_id, provider_payment_id from refund, payment"
        " where payment_id = payment.id"
    )
    said = provider("paypal").find_refund(payment=money, key=str(ours))
    assert said is not None
    assert (said.id, said.state, said.amount) == (theirs, RefundState.SUCCEEDED, 5400)
    assert provider("paypal").find_refund(payment=money, key="nobody") is None
    facts("update refund set state = 'unknown', provider_refund_id = null returning id")
    facts("update payment set state = 'succeeded' returning id")
    refund.send_open(clock=clock.now)
    assert facts("select state, provider_refund_id from refund") == [("succeeded", theirs)]
    assert facts("select state, refunded from payment") == [("refunded", 5400)]
    with pytest.raises(ProviderRefused):
        provider("paypal").refund(payment=money, amount=Money(1, "USD"), key="one cent more")


def test_our_books_agree_with_what_paypal_says_of_them(http: FlaskClient, open_shop: OpenShop) -> None:
    http.post(f"/api/orders/{a_paid_order(http, open_shop)}/cancel")
    refund.send_open(clock=clock.now)
    [(payment,)] = facts("select id from payment")
    later = clock.now() + timedelta(hours=1)
    ours = {str(payment), *(str(each) for (each,) in facts("select id from refund"))}

    def about_us() -> list[str]:  # the sandbox remembers other tests' customers too
        return [each.kind for each in reconcile.reconcile(clock=lambda: later) if each.subject in ours]

    assert about_us() == []
    facts("update payment set amount = 5399 returning id")
    facts("update refund set amount = 5399 returning id")
    assert about_us() == ["amount", "refund_amount"]


def test_an_order_that_does_not_exist_is_a_refusal(http: FlaskClient) -> None:
    for question in (provider("paypal").look, provider("paypal").expire):
        with pytest.raises(ProviderRefused) as refusal:
            question("5O190127TN364715T")
        assert refusal.value.detail == "PayPal said no: INVALID_RESOURCE_ID."


def test_a_key_gives_the_order_that_it_made(http: FlaskClient, open_shop: OpenShop) -> None:
    placed(http, open_shop)
    [(payment, request, session)] = facts("select id, request, session_id from payment")
    again = provider("paypal").open_session(request=request, key=str(payment))
    assert (again.id, again.reference, again.amount, again.currency) == (session, str(payment), 5400, "USD")


def test_a_way_to_pay_without_its_keys_is_off(
    http: FlaskClient, open_shop: OpenShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert http.get("/api/shop").json["payment_methods"] == ["stripe", "paypal"]
    monkeypatch.setenv("PAYPAL_CLIENT_ID", "mine")
    settings.cache_clear()
    assert settings().payments_off == ["PayPal is off: PAYPAL_CLIENT_SECRET, PAYPAL_WEBHOOK_ID are not set"]
    assert http.get("/api/shop").json["payment_methods"] == ["stripe"]
    refused = order(http, fill_cart(http, open_shop), payment="paypal")
    assert (refused.status_code, refused.json["code"]) == (409, "payment_method_off")
    assert http.post(HOOK, data=b"{}", headers={"Content-Type": "application/json"}).status_code == 404
    assert (facts("select count(*) from orders"), ledger()) == ([(0,)], {})
