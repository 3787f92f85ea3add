"""The provider at its worst: answers that hang or say 500, payments that are not what was asked."""

import time
from typing import Any

import pytest
import requests
import stripe

from backend.sandbox.server import Sandbox
from tests.sandbox import browser, door
from tests.sandbox.stand import PATIENCE, Shop, bouquet, code_of

KEY: stripe.RequestOptions = {"idempotency_key": "pay_42:1"}


def impatient(sandbox: Sandbox) -> stripe.StripeClient:
    """A client that waits half a second: for calls that are not answered."""
    return asking(sandbox, retries=0, seconds=0.5)


def asking(sandbox: Sandbox, *, retries: int, seconds: float = PATIENCE) -> stripe.StripeClient:
    settings = sandbox.context.settings
    return stripe.StripeClient(
        settings.secret_key,
        base_addresses={"api": settings.base_url},
        http_client=stripe.RequestsClient(timeout=seconds),
        max_network_retries=retries,
    )


def paid(client: stripe.StripeClient) -> stripe.checkout.Session:
    session = client.v1.checkout.sessions.create(bouquet())
    browser.pay(str(session.url))
    return client.v1.checkout.sessions.retrieve(session.id)


def made(client: stripe.StripeClient) -> list[str]:
    return [session.id for session in client.v1.checkout.sessions.list().data]


def test_a_slow_answer_comes_after_its_seconds(client: stripe.StripeClient, sandbox: Sandbox) -> None:
    door.behave(sandbox, hang={"when": "before", "seconds": 0.6, "operation": "get_session"})
    session = client.v1.checkout.sessions.create(bouquet())
    asked_at = time.monotonic()

    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"
    assert 0.6 <= time.monotonic() - asked_at < PATIENCE


def test_an_answer_that_never_comes_may_hide_a_session(client: stripe.StripeClient, sandbox: Sandbox) -> None:
    door.behave(sandbox, hang={"when": "after", "seconds": None, "operation": "create_session", "times": 1})

    with pytest.raises(stripe.APIConnectionError):
        impatient(sandbox).v1.checkout.sessions.create(bouquet(), KEY)

    [hidden] = made(client)
    with pytest.raises(stripe.APIError) as refused:  # the first one still holds the key
        client.v1.checkout.sessions.create(bouquet(), KEY)
    assert (refused.value.http_status, code_of(refused.value)) == (409, "idempotency_key_in_use")
    door.reset(sandbox)
    assert asking(sandbox, retries=2).v1.checkout.sessions.create(bouquet(), KEY).id == hidden
    assert made(client) == [hidden]


def test_an_answer_that_never_comes_may_hide_nothing(client: stripe.StripeClient, sandbox: Sandbox) -> None:
    door.behave(sandbox, hang={"when": "before", "seconds": None, "operation": "create_session"})

    with pytest.raises(stripe.APIConnectionError):
        impatient(sandbox).v1.checkout.sessions.create(bouquet(), KEY)

    assert made(client) == []


def test_500_before_the_work_leaves_no_trace(client: stripe.StripeClient, sandbox: Sandbox) -> None:
    door.behave(sandbox, error={"when": "before", "times": 1})

    with pytest.raises(stripe.APIError) as failed:
        client.v1.checkout.sessions.create(bouquet(), KEY)

    assert (failed.value.http_status, failed.value.user_message) == (500, "An unknown error occurred")
    assert made(client) == []
    assert client.v1.checkout.sessions.create(bouquet(), KEY).status == "open"


def test_500_after_the_work_stays_the_answer_of_its_key(
    client: stripe.StripeClient, sandbox: Sandbox
) -> None:
    session = paid(client)
    refund: Any = {"payment_intent": session.payment_intent, "amount": 1340}
    door.behave(sandbox, error={"when": "after", "operation": "create_refund", "times": 1})

    told = []
    for _ in range(2):
        with pytest.raises(stripe.APIError) as failed:
            asking(sandbox, retries=2).v1.refunds.create(refund, KEY)
        said = failed.value.headers or {}
        told.append((failed.value.http_status, said["Stripe-Should-Retry"], "Idempotent-Replayed" in said))

    assert told == [(500, "false", False), (500, "false", True)]
    assert [each.amount for each in client.v1.refunds.list().data] == [1340]


def test_500_that_only_the_way_back_said_is_healed_by_a_retry(
    client: stripe.StripeClient, sandbox: Sandbox
) -> None:
    door.behave(sandbox, error={"when": "lost", "operation": "create_session", "times": 1})

    session = asking(sandbox, retries=1).v1.checkout.sessions.create(bouquet(), KEY)

    assert made(client) == [session.id]


def test_the_page_may_break_down_after_charging(
    client: stripe.StripeClient, sandbox: Sandbox, shop: Shop
) -> None:
    session = client.v1.checkout.sessions.create(bouquet())
    door.behave(sandbox, error={"when": "after", "operation": "pay"})

    answer = browser.pay(str(session.url))

    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"
    assert [charge.amount_captured for charge in client.v1.charges.list().data] == [11340]
    assert b'"type": "checkout.session.completed"' in shop.wait()[0]


def test_a_complete_session_may_be_unpaid(client: stripe.StripeClient, sandbox: Sandbox, shop: Shop) -> None:
    door.behave(sandbox, lie={"payment_status": "unpaid"})

    session = paid(client)

    assert (session.status, session.payment_status, session.amount_total) == ("complete", "unpaid", 11340)
    intent = client.v1.payment_intents.retrieve(str(session.payment_intent))
    assert (intent.status, intent.amount_received) == ("processing", 0)
    assert b'"payment_status": "unpaid"' in shop.wait()[0]
    with pytest.raises(stripe.InvalidRequestError, match="has not been paid"):
        client.v1.refunds.create({"payment_intent": intent.id})
    address = f"{sandbox.context.settings.base_url}/pay/{session.id}"
    assert "Your bank has not paid yet" in browser.read(address)


@pytest.mark.parametrize(
    ("lie", "amount", "currency"),
    [
        ({"amount_by": -100}, 11240, "usd"),
        ({"amount_by": 100}, 11440, "usd"),
        ({"currency": "eur"}, 11340, "eur"),
    ],
)
def test_another_sum_may_be_charged_and_all_of_it_can_be_given_back(
    client: stripe.StripeClient, sandbox: Sandbox, shop: Shop, lie: object, amount: int, currency: str
) -> None:
    door.behave(sandbox, lie=lie)

    session = paid(client)

    assert (session.status, session.payment_status) == ("complete", "paid")
    assert (session.amount_total, session.currency) == (amount, currency)
    assert f'"amount_total": {amount}'.encode() in shop.wait()[0]
    refund = client.v1.refunds.create({"payment_intent": str(session.payment_intent)})
    assert (refund.amount, refund.currency) == (amount, currency)


def test_a_declined_card_tells_no_lie(client: stripe.StripeClient, sandbox: Sandbox) -> None:
    door.behave(sandbox, lie={"amount_by": 100})
    session = client.v1.checkout.sessions.create(bouquet())
    browser.pay(str(session.url), card="4000000000000002")

    assert client.v1.checkout.sessions.retrieve(session.id).amount_total == 11340
    door.reset(sandbox)
    browser.pay(str(session.url))
    assert [charge.amount_captured for charge in client.v1.charges.list().data] == [11340, 0]


def test_a_hanging_request_does_not_keep_the_sandbox_from_stopping(sandbox: Sandbox) -> None:
    door.behave(sandbox, hang={"when": "before", "seconds": None, "operation": "list_objects"})
    with pytest.raises(stripe.APIConnectionError):
        impatient(sandbox).v1.charges.list()
    stopped_at = time.monotonic()

    sandbox.stop()

    assert time.monotonic() - stopped_at < 5
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{sandbox.context.settings.base_url}/healthz", timeout=5)
