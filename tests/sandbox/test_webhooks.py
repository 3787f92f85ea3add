"""Webhooks: signed so that the provider's SDK accepts them, and sent until the shop has heard."""

import json
import time

import pytest
import stripe

from backend.sandbox.server import Sandbox
from backend.sandbox.settings import Settings
from tests.sandbox import browser, door
from tests.sandbox.stand import Clock, Shop, bouquet

SECRET = "whsec_sandbox"


@pytest.fixture
def clock() -> Clock:
    return Clock(at=int(time.time()))  # the SDK compares a signature's age with the real clock


def pay(client: stripe.StripeClient, clock: Clock) -> str:
    session = client.v1.checkout.sessions.create(bouquet(expires_at=int(clock.at) + 2100))
    browser.pay(str(session.url))
    return session.id


def test_a_payment_is_told_in_an_event_that_the_sdk_accepts(
    client: stripe.StripeClient, clock: Clock, shop: Shop
) -> None:
    session_id = pay(client, clock)

    body, signature = shop.wait()

    event = stripe.Webhook.construct_event(body, signature, SECRET)
    assert event.type == "checkout.session.completed"
    assert event.id.startswith("evt_")
    assert (event.created, event.livemode, event.api_version) == (int(clock.at), False, stripe.api_version)
    session = event.data.object
    assert (session["id"], session["status"], session["payment_status"]) == (session_id, "complete", "paid")
    assert (session["amount_total"], session["currency"]) == (11340, "usd")
    assert (session["client_reference_id"], session["metadata"]["payment"]) == ("pay_42", "pay_42")
    assert client.construct_event(body, signature, SECRET).id == event.id
    assert client.v1.events.retrieve(event.id).data.object["id"] == session_id


def test_a_forged_or_altered_event_is_refused(client: stripe.StripeClient, clock: Clock, shop: Shop) -> None:
    pay(client, clock)
    body, signature = shop.wait()

    for altered, secret in ((body.replace(b"11340", b"11341"), SECRET), (body, "whsec_other")):
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.Webhook.construct_event(altered, signature, secret)


def test_an_event_is_sent_again_until_the_shop_says_yes(
    client: stripe.StripeClient, clock: Clock, shop: Shop
) -> None:
    shop.statuses = [500, 302]
    pay(client, clock)
    first, _ = shop.wait()
    clock.at += 1
    second, signature = shop.wait()
    clock.at += 2
    third, later = shop.wait()

    assert json.loads(first)["id"] == json.loads(second)["id"] == json.loads(third)["id"]
    assert signature.split(",")[0] != later.split(",")[0]  # signed anew, so that it is never too old
    assert stripe.Webhook.construct_event(third, later, SECRET).type == "checkout.session.completed"
    clock.at += 3600
    assert not shop.arrived.acquire(timeout=0.6)


def test_what_was_not_heard_is_sent_after_a_restart(
    settings: Settings, sandbox: Sandbox, client: stripe.StripeClient, clock: Clock, shop: Shop
) -> None:
    shop.statuses = [503]
    session_id = pay(client, clock)
    shop.wait()
    sandbox.stop()
    clock.at += 60

    restarted = Sandbox(settings, clock=clock)
    restarted.start()
    try:
        body, _ = shop.wait()
        assert json.loads(body)["data"]["object"]["id"] == session_id
        assert client.v1.checkout.sessions.retrieve(session_id).payment_status == "paid"
    finally:
        restarted.stop()


def test_expiring_by_request_is_told_too(client: stripe.StripeClient, clock: Clock, shop: Shop) -> None:
    session = client.v1.checkout.sessions.create(bouquet(expires_at=int(clock.at) + 2100))
    client.v1.checkout.sessions.expire(session.id)

    event = stripe.Webhook.construct_event(*shop.wait(), SECRET)

    assert event.type == "checkout.session.expired"
    assert event.data.object["payment_status"] == "unpaid"


def test_as_it_comes_an_event_is_sent_twice_within_seconds(nasty: Sandbox, clock: Clock, shop: Shop) -> None:
    settings = nasty.context.settings
    client = stripe.StripeClient(settings.secret_key, base_addresses={"api": settings.base_url})
    paid_at = int(clock.at)
    session_id = pay(client, clock)

    clock.at = paid_at + 0.5
    first, _ = shop.wait()
    clock.at = paid_at + 3.5
    second, signature = shop.wait()

    assert first == second
    assert stripe.Webhook.construct_event(second, signature, SECRET).data.object["id"] == session_id
    clock.at = paid_at + 3600
    assert not shop.arrived.acquire(timeout=0.6)


def test_events_overtake_each_other(
    client: stripe.StripeClient, sandbox: Sandbox, clock: Clock, shop: Shop
) -> None:
    door.behave(sandbox, webhook_delay=[5, 5])
    session = client.v1.checkout.sessions.create(bouquet(expires_at=int(clock.at) + 2100))
    client.v1.checkout.sessions.expire(session.id)
    door.behave(sandbox, webhook_delay=[2, 2])
    pay(client, clock)

    told = []
    for _ in range(2):
        clock.at += 3
        told.append(json.loads(shop.wait()[0])["type"])

    assert told == ["checkout.session.completed", "checkout.session.expired"]


def test_an_event_may_come_twenty_times_at_once(
    client: stripe.StripeClient, sandbox: Sandbox, clock: Clock, shop: Shop
) -> None:
    door.behave(sandbox, webhook_copies=20, webhook_repeat_delay=[0, 0])
    pay(client, clock)

    for _ in range(20):
        shop.wait()

    assert len({body for body, _ in shop.heard}) == 1
    assert not shop.arrived.acquire(timeout=0.6)
    assert len(client.v1.events.list().data) == 1


def test_an_event_may_get_lost(
    client: stripe.StripeClient, sandbox: Sandbox, clock: Clock, shop: Shop
) -> None:
    door.behave(sandbox, webhook_copies=0)
    session_id = pay(client, clock)

    clock.at += 3600

    assert not shop.arrived.acquire(timeout=0.6)
    assert client.v1.checkout.sessions.retrieve(session_id).payment_status == "paid"
    assert [event.type for event in client.v1.events.list().data] == ["checkout.session.completed"]
