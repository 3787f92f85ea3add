"""PayPal's stand-in over HTTP: what it refuses, what it repeats, what it tells, whatever the SDK does."""

import json
from typing import Any

import pytest
import requests

from backend.sandbox.paypal import events
from backend.sandbox.server import Sandbox
from tests.sandbox import browser, door
from tests.sandbox.stand import PATIENCE, Clock, Shop, until

USD = "USD"


def money(value: str, currency: str = USD) -> dict[str, str]:
    return {"currency_code": currency, "value": value}


def bouquet(**unit: Any) -> dict[str, Any]:
    """Two bouquets and their delivery, $113.40."""
    amount = money("113.40") | {"breakdown": {"item_total": money("113.40")}}
    items = [
        {"name": "Rosé, Deluxe", "quantity": "2", "unit_amount": money("45.00")},
        {"name": "Delivery", "quantity": "1", "unit_amount": money("23.40")},
    ]
    page = {"return_url": "http://127.0.0.1:9/return?payment=p", "cancel_url": "http://127.0.0.1:9/return"}
    return {
        "intent": "CAPTURE",
        "purchase_units": [{"custom_id": "pay_42", "amount": amount, "items": items} | unit],
        "payment_source": {"paypal": {"experience_context": page}},
    }


class PayPal:
    """The API as a program without an SDK would speak it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.base, self._http = sandbox.context.settings.base_url, requests.Session()
        keys = {"grant_type": "client_credentials"}
        token = requests.post(
            f"{self.base}/v1/oauth2/token", data=keys, auth=("sandbox", "sandbox"), timeout=PATIENCE
        )
        self._http.headers["Authorization"] = f"Bearer {token.json()['access_token']}"

    def post(self, path: str, body: Any = None, *, key: str = "") -> requests.Response:
        headers = {"PayPal-Request-Id": key} if key else {}
        return self._http.post(
            f"{self.base}{path}", json={} if body is None else body, headers=headers, timeout=PATIENCE
        )

    def get(self, path: str) -> dict[str, Any]:
        answer = self._http.get(f"{self.base}{path}", timeout=PATIENCE)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def order(self, **unit: Any) -> str:
        made = self.post("/v2/checkout/orders", bouquet(**unit))
        assert made.status_code == 201, made.text
        return str(made.json()["id"])

    def page(self, order: str) -> str:
        return f"{self.base}/checkoutnow?token={order}"

    def captured(self) -> tuple[str, str]:
        """An order that is paid, and its capture."""
        order = self.order()
        browser.approve(self.page(order))
        [unit] = self.post(f"/v2/checkout/orders/{order}/capture").json()["purchase_units"]
        return order, str(unit["payments"]["captures"][0]["id"])


@pytest.fixture
def paypal(sandbox: Sandbox) -> PayPal:
    return PayPal(sandbox)


def issue(answer: requests.Response) -> tuple[int, str]:
    body = answer.json()
    assert {"name", "message", "debug_id", "details"} <= set(body)
    return answer.status_code, body["details"][0]["issue"]


def test_nobody_comes_in_without_a_token_that_is_ours(sandbox: Sandbox, paypal: PayPal, clock: Clock) -> None:
    order = paypal.order()
    wrong = requests.post(f"{paypal.base}/v1/oauth2/token", auth=("sandbox", "no"), data={}, timeout=PATIENCE)
    assert (wrong.status_code, wrong.json()["error"]) == (401, "invalid_client")
    for token in ("", "Bearer no", "Bearer A21AA99999999999.no"):
        answer = requests.get(
            f"{paypal.base}/v2/checkout/orders/{order}", headers={"Authorization": token}, timeout=PATIENCE
        )
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_token")
    clock.at += 32400
    assert paypal.post("/v2/checkout/orders", bouquet()).status_code == 401


@pytest.mark.parametrize(
    ("unit", "refused"),
    [
        ({"amount": money("1.00") | {"breakdown": {"item_total": money("113.40")}}}, "AMOUNT_MISMATCH"),
        ({"amount": money("1.00") | {"breakdown": {"item_total": money("1.00")}}}, "ITEM_TOTAL_MISMATCH"),
        ({"amount": money("113.405")}, "DECIMAL_PRECISION"),
        ({"amount": money("113.40", "XYZ")}, "CURRENCY_NOT_SUPPORTED"),
        ({"amount": money("0.00")}, "CANNOT_BE_ZERO_OR_NEGATIVE"),
        ({"amount": {"value": "1"}}, "MISSING_REQUIRED_PARAMETER"),
        ({"custom_id": "x" * 256}, "INVALID_STRING_LENGTH"),
        ({"shipping": {}}, "NOT_MODELED_HERE"),
    ],
)
def test_an_order_that_does_not_add_up_is_refused(paypal: PayPal, unit: Any, refused: str) -> None:
    assert issue(paypal.post("/v2/checkout/orders", bouquet(**unit)))[1] == refused


def test_an_order_is_approved_captured_once_and_tells_its_refunds(paypal: PayPal) -> None:
    order = paypal.order()
    path = f"/v2/checkout/orders/{order}"
    assert paypal.get(path)["status"] == "PAYER_ACTION_REQUIRED"
    assert issue(paypal.post(f"{path}/capture")) == (422, "ORDER_NOT_APPROVED")
    led = browser.approve(paypal.page(order)).headers["Location"]
    assert led == f"http://127.0.0.1:9/return?payment=p&token={order}&PayerID=SANDBOXPAYER1"
    assert paypal.get(path)["status"] == "APPROVED"
    first = paypal.post(f"{path}/capture", key="k")
    again = paypal.post(f"{path}/capture", key="k")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() == paypal.get(path)
    assert issue(paypal.post(f"{path}/capture", key="other")) == (422, "ORDER_ALREADY_CAPTURED")
    [capture] = first.json()["purchase_units"][0]["payments"]["captures"]
    assert (capture["status"], capture["amount"], capture["custom_id"]) == (
        "COMPLETED",
        money("113.40"),
        "pay_42",
    )
    give = f"/v2/payments/captures/{capture['id']}/refund"
    part = {"amount": money("13.40"), "custom_id": "re_1"}
    assert paypal.post(give, part, key="r1").json()["id"] == paypal.post(give, part, key="r1").json()["id"]
    assert issue(paypal.post(give, {"amount": money("13.41")}, key="r1")) == (422, "DUPLICATE_REQUEST_ID")
    assert issue(paypal.post(give, {"amount": money("100.01")})) == (422, "REFUND_AMOUNT_EXCEEDED")
    assert paypal.get(f"/v2/payments/captures/{capture['id']}")["status"] == "PARTIALLY_REFUNDED"
    rest = paypal.post(give).json()
    assert rest["amount"] == money("100.00")
    assert issue(paypal.post(give)) == (422, "CAPTURE_FULLY_REFUNDED")
    refunds = paypal.get(path)["purchase_units"][0]["payments"]["refunds"]
    assert [each.get("custom_id") for each in refunds] == ["re_1", None]
    assert paypal.get(f"/v2/payments/refunds/{rest['id']}") == refunds[1]


def test_what_is_declined_takes_nothing_and_its_key_says_so_again(paypal: PayPal) -> None:
    order = paypal.order()
    path = f"/v2/checkout/orders/{order}"
    browser.approve(paypal.page(order), declined=True)
    refused = paypal.post(f"{path}/capture", key="0")
    assert issue(refused) == (422, "INSTRUMENT_DECLINED")
    assert refused.json()["links"] == [{"href": paypal.page(order), "rel": "redirect", "method": "GET"}]
    assert "payments" not in paypal.get(path)["purchase_units"][0]
    browser.approve(paypal.page(order))
    assert issue(paypal.post(f"{path}/capture", key="0")) == (422, "INSTRUMENT_DECLINED")
    assert paypal.post(f"{path}/capture", key="1").json()["status"] == "COMPLETED"


@pytest.mark.parametrize("when", ["before", "after", "lost"])
def test_a_500_before_leaves_its_key_free_and_one_after_is_kept_unless_it_was_lost(
    sandbox: Sandbox, paypal: PayPal, when: str
) -> None:
    order = paypal.order()
    browser.approve(paypal.page(order))
    door.behave(sandbox, error={"when": when, "operation": "paypal_capture", "times": 1})
    path = f"/v2/checkout/orders/{order}"
    assert paypal.post(f"{path}/capture", key="k").json()["name"] == "INTERNAL_SERVER_ERROR"
    taken = paypal.get(path)["status"] == "COMPLETED"
    again = paypal.post(f"{path}/capture", key="k").status_code
    assert (taken, again) == {"before": (False, 201), "after": (True, 500), "lost": (True, 200)}[when]


def test_events_are_signed_and_verified_to_the_byte(sandbox: Sandbox, paypal: PayPal, shop: Shop) -> None:
    paypal.captured()
    until(lambda: len(shop.heard) == 2)
    kinds = {json.loads(body)["event_type"]: body for body, _ in shop.heard}
    assert set(kinds) == {"CHECKOUT.ORDER.APPROVED", "PAYMENT.CAPTURE.COMPLETED"}
    body = kinds["PAYMENT.CAPTURE.COMPLETED"]
    assert json.loads(body)["resource"]["custom_id"] == "pay_42"
    signed = events.headers(body, settings=sandbox.context.settings, at=0)
    facts = {
        "auth_algo": signed["PAYPAL-AUTH-ALGO"],
        "cert_url": signed["PAYPAL-CERT-URL"],
        "transmission_id": signed["PAYPAL-TRANSMISSION-ID"],
        "transmission_sig": signed["PAYPAL-TRANSMISSION-SIG"],
        "transmission_time": signed["PAYPAL-TRANSMISSION-TIME"],
        "webhook_id": "sandbox",
    }

    def verdict(event: bytes, **changes: str) -> str:
        question = json.dumps(facts | changes)[:-1].encode() + b', "webhook_event": ' + event + b"}"
        answer = paypal._http.post(
            f"{paypal.base}/v1/notifications/verify-webhook-signature", data=question, timeout=PATIENCE
        )
        return str(answer.json()["verification_status"])

    assert verdict(body) == "SUCCESS"
    assert verdict(body.replace(b"113.40", b"113.41")) == "FAILURE"
    assert verdict(body.replace(b'", "', b'","', 1)) == "FAILURE"
    assert verdict(body, webhook_id="another") == "FAILURE"
    assert verdict(body, transmission_time="1970") == "FAILURE"


def test_the_page_says_what_is_paid_and_where_it_leads(paypal: PayPal) -> None:
    order = paypal.order(description="Order P-7K2M")
    page = paypal.page(order)
    words = browser.read(page)
    for said in ("Order P-7K2M", "$113.40", "2 × Rosé, Deluxe", "Cancel and return to the shop"):
        assert said in words
    assert browser.buttons(page) == ["Pay now", "Pay with a bank that declines"]
    browser.approve(page)
    assert "You have approved this" in browser.read(page)
    assert requests.get(paypal.page("NOBODY"), timeout=PATIENCE).status_code == 404
