"""Payments that the sandbox was told of: it knows them, gives them back once, and tells nobody."""

import json
from pathlib import Path

import pytest
import stripe

from backend.sandbox import paid_before
from backend.sandbox.context import Context
from backend.sandbox.server import Sandbox
from tests.sandbox.stand import NOON, Shop, bouquet

SESSION, INTENT = "cs_test_demo_1", "pi_demo_1"


@pytest.fixture
def context(sandbox: Sandbox) -> Context:
    return sandbox.context


@pytest.fixture
def told(context: Context, tmp_path: Path) -> Path:
    path = tmp_path / "paid-before.json"
    paid = {"session": SESSION, "intent": INTENT, "request": bouquet(), "created": NOON, "paid": NOON + 180}
    path.write_text(json.dumps([paid]), encoding="utf-8")
    with context.store.transaction() as db:
        assert paid_before.remember(db, path, base_url=context.settings.base_url) == 1
    return path


def test_the_session_is_complete_and_paid(told: Path, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.retrieve(SESSION)
    assert (session.status, session.payment_status, session.url) == ("complete", "paid", None)
    assert (session.amount_total, session.currency, session.created) == (11340, "usd", NOON)
    assert (session.client_reference_id, session.payment_intent) == ("pay_42", INTENT)
    assert [each.id for each in client.v1.checkout.sessions.list().data] == [SESSION]
    intent = client.v1.payment_intents.retrieve(INTENT)
    assert (intent.status, intent.amount_received) == ("succeeded", 11340)


def test_it_can_be_given_back_but_never_twice(told: Path, client: stripe.StripeClient) -> None:
    assert client.v1.refunds.create({"payment_intent": INTENT, "amount": 1340}).status == "succeeded"
    assert client.v1.refunds.create({"payment_intent": INTENT}).amount == 10000
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.refunds.create({"payment_intent": INTENT, "amount": 1})
    assert refused.value.code == "charge_already_refunded"


def test_the_shop_hears_nothing_of_it(told: Path, client: stripe.StripeClient, shop: Shop) -> None:
    assert client.v1.events.list().data == []
    assert shop.heard == []


def test_told_again_it_forgets_nothing(told: Path, context: Context, client: stripe.StripeClient) -> None:
    client.v1.refunds.create({"payment_intent": INTENT, "amount": 1340})
    with context.store.transaction() as db:
        assert paid_before.remember(db, told, base_url=context.settings.base_url) == 0
    assert client.v1.refunds.create({"payment_intent": INTENT}).amount == 10000
