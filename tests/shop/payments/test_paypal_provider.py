"""What PayPal's errors mean to us, how its objects are read, and how many threads it may keep."""

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler
from itertools import islice
from typing import Any
from uuid import UUID

import pytest

from backend.config import Settings
from backend.shop.kit.money import Money
from backend.shop.payments import stripe_provider
from backend.shop.payments.errors import BadSignature, ProviderRefused, ProviderUnavailable
from backend.shop.payments.paypal_format import read_session, request_body
from backend.shop.payments.paypal_provider import PayPalProvider
from backend.shop.payments.provider import Ask, Row, SessionState
from tests.sandbox import stand

TOKEN = {"access_token": "token", "token_type": "Bearer", "expires_in": 32400}
SIGNED = dict.fromkeys(
    (
        "paypal-auth-algo",
        "paypal-cert-url",
        "paypal-transmission-id",
        "paypal-transmission-sig",
        "paypal-transmission-time",
    ),
    "signed",
)


class Server(stand.Server):
    """Gives a token, and answers everything else with one status and body; hangs while `awake` is not set."""

    status: int
    body: Any
    awake: threading.Event
    asked: list[tuple[str, str, bytes]]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status: int = 200
        body: Any = TOKEN
        if self.path != "/v1/oauth2/token":
            self.server.asked.append((self.path, self.headers.get("Authorization", ""), sent))
            self.server.awake.wait(20)
            status, body = self.server.status, self.server.body
        answer = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), Handler)
    made.status, made.body, made.asked = 500, {"name": "INTERNAL_SERVER_ERROR"}, []
    made.awake = threading.Event()
    made.awake.set()
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.awake.set()
    made.shutdown()
    made.server_close()


@pytest.fixture
def paypal(server: Server) -> PayPalProvider:
    base = f"http://127.0.0.1:{server.server_address[1]}"
    return PayPalProvider(
        Settings(
            posy_env="test",
            paypal_api_base=base,
            paypal_client_id="id",
            paypal_client_secret="secret",
            paypal_webhook_id="hook",
        )
    )


def issue(word: str, **more: Any) -> dict[str, Any]:
    return {
        "name": "UNPROCESSABLE_ENTITY",
        "message": "no",
        "debug_id": "d",
        "details": [{"issue": word}],
    } | more


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, {"name": "INTERNAL_SERVER_ERROR"}),
        (503, b"<h1>no</h1>"),
        (429, {"name": "RATE_LIMIT_REACHED"}),
        (409, issue("PREVIOUS_REQUEST_IN_PROGRESS", name="RESOURCE_CONFLICT")),
        (401, {"error": "invalid_token"}),
        (403, {"name": "NOT_AUTHORIZED"}),
        (422, b"not json"),
        (200, b"not json"),
    ],
)
def test_what_says_nothing_of_the_money_is_no_answer(
    server: Server, paypal: PayPalProvider, status: int, body: Any
) -> None:
    server.status, server.body = status, body
    for question in (partial(paypal.look, "5O1"), partial(paypal.capture, "5O1", key="k")):
        with pytest.raises(ProviderUnavailable) as refusal:
            question()
        assert refusal.value.retry_after == 5


def test_a_no_names_its_issue(server: Server, paypal: PayPalProvider) -> None:
    server.status, server.body = 404, issue("INVALID_RESOURCE_ID", name="RESOURCE_NOT_FOUND")
    for question in (partial(paypal.look, "5O1"), partial(paypal.capture, "5O1", key="k")):
        with pytest.raises(ProviderRefused) as refusal:
            question()
        assert refusal.value.detail == "PayPal said no: INVALID_RESOURCE_ID."
    assert {authorization for _, authorization, _ in server.asked} == {"Bearer token"}


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("INSTRUMENT_DECLINED", SessionState.DECLINED),
        ("PAYER_ACTION_REQUIRED", SessionState.DECLINED),
        ("ORDER_NOT_APPROVED", SessionState.DECLINED),
        ("TRANSACTION_REFUSED", SessionState.UNPAID),
        ("PAYEE_ACCOUNT_RESTRICTED", SessionState.UNPAID),
    ],
)
def test_a_refused_capture_says_whether_she_may_choose_again(
    server: Server, paypal: PayPalProvider, name: str, state: SessionState
) -> None:
    again = {"href": "https://www.paypal.com/checkoutnow?token=5O1", "rel": "redirect", "method": "GET"}
    server.status, server.body = 422, issue(name, links=[again])
    found = paypal.capture("5O1", key="k")
    assert (found.id, found.state, found.redirect_url, found.payment) == ("5O1", state, again["href"], None)


def order(status: str, *captures: dict[str, Any]) -> dict[str, Any]:
    unit = {"custom_id": "ours", "amount": {"currency_code": "USD", "value": "54.00"}}
    return {
        "id": "5O1",
        "status": status,
        "purchase_units": [unit | {"payments": {"captures": list(captures)}}],
        "links": [
            {"rel": "approve", "href": "https://www.paypal.com/checkoutnow?token=5O1", "method": "GET"}
        ],
    }


def capture(status: str, value: str = "54.00") -> dict[str, Any]:
    return {"id": f"C-{status}", "status": status, "amount": {"currency_code": "USD", "value": value}}


@pytest.mark.parametrize(
    ("said", "state", "amount", "payment"),
    [
        (order("CREATED"), SessionState.OPEN, 5400, None),
        (order("PAYER_ACTION_REQUIRED"), SessionState.OPEN, 5400, None),
        (order("SAVED"), SessionState.OPEN, 5400, None),
        (order("APPROVED"), SessionState.APPROVED, 5400, None),
        (order("APPROVED", capture("DECLINED")), SessionState.APPROVED, 5400, None),
        (order("VOIDED"), SessionState.EXPIRED, 5400, None),
        (order("COMPLETED"), SessionState.UNPAID, 5400, None),
        (order("COMPLETED", capture("DECLINED")), SessionState.UNPAID, 5400, None),
        (order("COMPLETED", capture("FAILED")), SessionState.UNPAID, 5400, None),
        (order("COMPLETED", capture("PENDING")), SessionState.PENDING, 5400, "C-PENDING"),
        (order("COMPLETED", capture("COMPLETED", "53.00")), SessionState.PAID, 5300, "C-COMPLETED"),
        (
            order("COMPLETED", capture("DECLINED"), capture("COMPLETED")),
            SessionState.PAID,
            5400,
            "C-COMPLETED",
        ),
        (order("COMPLETED", capture("PARTIALLY_REFUNDED")), SessionState.PAID, 5400, "C-PARTIALLY_REFUNDED"),
        (order("COMPLETED", capture("REFUNDED")), SessionState.PAID, 5400, "C-REFUNDED"),
    ],
)
def test_completed_is_not_paid_and_the_captures_sum_is_what_came(
    said: dict[str, Any], state: SessionState, amount: int, payment: str | None
) -> None:
    found = read_session(said)
    assert (found.state, found.amount, found.payment) == (state, amount, payment)
    assert (found.currency, found.reference) == ("USD", "ours")


def an_ask(currency: str = "USD", email: str = "ann@example.com") -> Ask:
    return Ask(
        payment_id=UUID(int=7),
        order_number="P-7K2M",
        buyer_email=email,
        rows=(Row("Rosé & Garden, " + "D" * 200, 2700, 2),),
        total=Money(5400, currency),
        return_url="http://shop/return",
        cancel_url="http://shop/return?cancelled=1",
        expires_at=datetime(2026, 11, 25, tzinfo=UTC),
    )


def test_a_buyer_without_an_address_is_asked_for_one_on_the_page() -> None:
    assert request_body(an_ask())["payment_source"]["paypal"]["email_address"] == "ann@example.com"
    assert stripe_provider.request(an_ask())["customer_email"] == "ann@example.com"
    assert "email_address" not in request_body(an_ask(email=""))["payment_source"]["paypal"]
    assert "customer_email" not in stripe_provider.request(an_ask(email=""))


@pytest.mark.parametrize(("currency", "each", "total"), [("USD", "27.00", "54.00"), ("JPY", "2700", "5400")])
def test_an_order_is_asked_for_with_items_that_add_up(currency: str, each: str, total: str) -> None:
    body = request_body(an_ask(currency))
    [unit] = body["purchase_units"]
    whole = {"currency_code": currency, "value": total}
    assert unit["amount"] == whole | {"breakdown": {"item_total": whole}}
    [item] = unit["items"]
    assert (item["quantity"], item["unit_amount"]["value"], len(item["name"])) == ("2", each, 127)
    assert unit["custom_id"] == str(UUID(int=7))
    page = body["payment_source"]["paypal"]["experience_context"]
    assert (page["user_action"], page["shipping_preference"]) == ("PAY_NOW", "NO_SHIPPING")
    assert page["payment_method_preference"] == "IMMEDIATE_PAYMENT_REQUIRED"
    assert body["intent"] == "CAPTURE"


def test_an_event_goes_to_be_verified_byte_for_byte(server: Server, paypal: PayPalProvider) -> None:
    server.status, server.body = 200, {"verification_status": "SUCCESS"}
    body = b'{"event_type":"A.B",  "id": "WH-1", "resource": {"amount": 1.10}}'
    event = paypal.read_event(body=body, headers=SIGNED)
    assert (event.id, event.kind) == ("WH-1", "A.B")
    [(path, authorization, sent)] = server.asked
    assert (path, authorization) == ("/v1/notifications/verify-webhook-signature", "Bearer token")
    assert body in sent
    assert json.loads(sent)["webhook_id"] == "hook"
    server.body = {"verification_status": "FAILURE"}
    with pytest.raises(BadSignature):
        paypal.read_event(body=body, headers=SIGNED)
    server.status = 500
    with pytest.raises(ProviderUnavailable):
        paypal.read_event(body=body, headers=SIGNED)


@pytest.mark.parametrize("body", [b"", b"no", b"[]", b'{"id": 1'])
def test_what_is_no_event_is_not_asked_about(server: Server, paypal: PayPalProvider, body: bytes) -> None:
    for headers in (SIGNED, {}):
        with pytest.raises(BadSignature):
            paypal.read_event(body=body, headers=headers)
    with pytest.raises(BadSignature):
        paypal.read_event(body=b'{"id": "WH-1"}', headers={})
    assert server.asked == []


def test_a_provider_that_hangs_keeps_five_threads_and_no_more(server: Server, paypal: PayPalProvider) -> None:
    server.awake.clear()

    def look() -> float:
        start = time.monotonic()
        with pytest.raises(ProviderUnavailable):
            paypal.look("5O1")
        return time.monotonic() - start

    with ThreadPoolExecutor(8) as pool:
        looking = [pool.submit(look) for _ in range(8)]
        turned_away = [each.result() for each in islice(as_completed(looking), 3)]
        stand.until(lambda: len(server.asked) == 5)
        assert sum(each.done() for each in looking) == 3
        server.awake.set()
    assert min(turned_away) > 1.9
