"""What providers tell us: twenty times at once, reordered, before our commit, forged, with another sum."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.sandbox.webhooks import signature
from backend.shop.checkout.tasks import handle_webhook
from tests.builders.shop import OpenShop
from tests.routes.buying import facts, fill_cart, ledger, order
from tests.sandbox import browser

HOOK = "/api/payments/webhooks/stripe"
SECRET = "whsec_sandbox"


def event(kind: str, **changes: Any) -> bytes:
    """A signed provider's event about the only payment there is."""
    [(payment, session)] = facts("select id, session_id from payment")
    about = {"id": session, "object": "checkout.session", "client_reference_id": str(payment)} | changes
    body = {"id": f"evt_{uuid4()}", "object": "event", "type": kind, "data": {"object": about}}
    return json.dumps(body).encode()


def tell(http: FlaskClient, body: bytes, *, secret: str = SECRET, age: int = 0) -> TestResponse:
    signed = signature(body, secret=secret, at=int(time.time()) - age)
    headers = {"Stripe-Signature": signed, "Content-Type": "application/json"}
    return http.post(HOOK, data=body, headers=headers)


def work() -> None:
    """Runs every job about an event, each twice, as after the death of a worker."""
    for (inbox_id,) in facts("select id from webhook_inbox order by id"):
        for _ in range(2):
            handle_webhook(inbox_id=inbox_id)


def payment_moves() -> list[str]:
    return [state for (state,) in facts("select to_state from payment_move order by id")]


def test_told_twenty_times_at_once_it_is_one_event_and_one_transition(
    http: FlaskClient, open_shop: OpenShop
) -> None:
    browser.pay(order(http, fill_cart(http, open_shop)).json["payment"]["redirect_url"])
    body, app = event("checkout.session.completed"), http.application
    barrier = threading.Barrier(20)

    def once(_: int) -> int:
        barrier.wait(60)
        return tell(app.test_client(), body).status_code

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(once, range(20))) == {204}
    assert facts("select count(*) from webhook_inbox") == [(1,)]
    assert facts("select count(*) from procrastinate_jobs") == [(1,)]
    [(inbox_id,)] = facts("select id from webhook_inbox")
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda _: handle_webhook(inbox_id=inbox_id), range(20)))
    assert payment_moves() == ["created", "open", "succeeded"]
    assert facts("select status from orders") == [("confirmed",)]
    assert facts("select handled_at is not null from webhook_inbox") == [(True,)]
    assert facts("select count(*) from procrastinate_jobs where task_name like 'notifications:%'") == [(2,)]


def test_events_in_the_wrong_order_come_to_the_same(http: FlaskClient, open_shop: OpenShop) -> None:
    browser.pay(order(http, fill_cart(http, open_shop)).json["payment"]["redirect_url"])
    for kind in ("charge.refunded", "checkout.session.expired", "checkout.session.completed", "unheard.of"):
        assert tell(http, event(kind)).status_code == 204
    work()
    assert payment_moves() == ["created", "open", "succeeded"]
    assert facts("select status from orders") == [("confirmed",)]


def test_an_event_before_our_commit_finds_its_payment_by_its_own_id(
    http: FlaskClient, open_shop: OpenShop
) -> None:
    browser.pay(order(http, fill_cart(http, open_shop)).json["payment"]["redirect_url"])
    body = event("checkout.session.completed")
    facts(
        "update payment set state = 'created', session_id = null, redirect_url = null,"
        " claimed_until = now() + interval '20 s' returning id"
    )
    tell(http, body)
    work()
    assert facts("select state, captured from payment") == [("succeeded", 5400)]
    assert facts("select status from orders") == [("confirmed",)]


def test_an_event_says_nothing_the_provider_does_not(http: FlaskClient, open_shop: OpenShop) -> None:
    order(http, fill_cart(http, open_shop))
    tell(http, event("checkout.session.completed", payment_status="paid", status="complete"))
    work()
    assert payment_moves() == ["created", "open"]
    assert facts("select status from orders") == [("pending_payment",)]


@pytest.mark.parametrize("asked", [("amount", 5399), ("currency", "EUR")])
def test_another_sum_is_never_taken_for_payment(
    http: FlaskClient, open_shop: OpenShop, asked: tuple[str, object]
) -> None:
    """The provider says 5400 USD; that we had asked for something else comes to the same."""
    browser.pay(order(http, fill_cart(http, open_shop)).json["payment"]["redirect_url"])
    column, value = asked
    facts(f"update payment set {column} = :value returning id", value=value)
    tell(http, event("checkout.session.completed"))
    work()
    assert payment_moves() == ["created", "open", "unknown"]
    assert facts("select status from orders") == [("pending_payment",)]
    assert facts("select kind from payment_difference") == [(column,)]
    assert ledger()["slot_stops"] == 1


@pytest.mark.parametrize(
    ("secret", "age", "spoil"), [("whsec_guess", 0, b""), (SECRET, 3600, b""), (SECRET, 0, b" ")]
)
def test_a_forged_old_or_changed_event_is_refused_and_not_kept(
    http: FlaskClient, open_shop: OpenShop, secret: str, age: int, spoil: bytes
) -> None:
    browser.pay(order(http, fill_cart(http, open_shop)).json["payment"]["redirect_url"])
    body = event("checkout.session.completed")
    signed = signature(body, secret=secret, at=int(time.time()) - age)
    headers = {"Stripe-Signature": signed, "Content-Type": "application/json"}
    for given in (headers, {"Content-Type": "application/json"}):
        refused = http.post(HOOK, data=body + spoil, headers=given)
        assert (refused.status_code, refused.json["code"]) == (400, "bad_signature")
    assert facts("select count(*) from webhook_inbox") == [(0,)]
    assert facts("select status from orders") == [("pending_payment",)]


@pytest.mark.parametrize("reference", ["", "nobody", "5f21979c-8848-497b-9d8c-4539b16f4098"])
def test_an_event_about_none_of_our_payments_is_kept_and_does_nothing(
    http: FlaskClient, open_shop: OpenShop, reference: str
) -> None:
    order(http, fill_cart(http, open_shop))
    tell(http, event("checkout.session.completed", client_reference_id=reference))
    work()
    assert payment_moves() == ["created", "open"]
    assert facts("select handled_at is not null from webhook_inbox") == [(True,)]


def test_the_same_key_fifty_times_at_once_is_one_order_and_fifty_equal_answers(
    http: FlaskClient, open_shop: OpenShop
) -> None:
    cart = fill_cart(http, open_shop)
    cookie, app = http.get_cookie("posy_cart"), http.application
    assert cookie is not None
    barrier = threading.Barrier(50)

    def once(_: int) -> Any:
        client = app.test_client()
        client.set_cookie("posy_cart", cookie.value)
        barrier.wait(60)
        for _ in range(100):
            answer = order(client, cart, key="k")
            if answer.status_code not in (409, 503):
                break
            assert answer.json["code"] in ("in_progress", "busy")
            time.sleep(0.1)
        return answer.status_code, answer.json

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(once, range(50)))
    assert all(each == answers[0] for each in answers)
    assert answers[0][0] == 201
    assert facts("select count(*) from orders") == [(1,)]
    assert facts("select count(*) from payment") == [(1,)]
    assert ledger()["slot_stops"] == 1
