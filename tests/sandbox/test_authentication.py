"""3-D Secure: the bank asks the customer, who completes, fails, walks away or takes another card."""

import pytest
import requests
import stripe

from backend.sandbox.server import Sandbox
from tests.sandbox import browser
from tests.sandbox.stand import NOON, Clock, Shop, bouquet

CARD = "4000 0027 6000 3184"


@pytest.fixture
def asked(client: stripe.StripeClient) -> stripe.checkout.Session:
    """A session whose customer stands before the bank's question."""
    session = client.v1.checkout.sessions.create(bouquet())
    answer = browser.pay(str(session.url), card=CARD)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/pay/{session.id}/authenticate")
    return session


def intent_of(client: stripe.StripeClient, session: stripe.checkout.Session) -> stripe.PaymentIntent:
    found = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent"]})
    assert isinstance(found.payment_intent, stripe.PaymentIntent)
    return found.payment_intent


def test_the_bank_asks_and_nothing_is_charged_yet(
    client: stripe.StripeClient, asked: stripe.checkout.Session
) -> None:
    page = f"{asked.url}/authenticate"
    words = browser.read(page)

    assert "Is this you?" in words
    assert "To pay $113.40" in words
    assert "ending in 3184" in words
    assert browser.buttons(page) == ["Complete authentication", "Fail authentication"]
    intent = intent_of(client, asked)
    assert (intent.status, intent.amount_received) == ("requires_action", 0)
    assert intent.next_action is not None
    assert intent.next_action.redirect_to_url is not None
    assert intent.next_action.redirect_to_url.url == page
    left = client.v1.checkout.sessions.retrieve(asked.id)
    assert (left.status, left.payment_status) == ("open", "unpaid")
    assert client.v1.charges.list().data == []


def test_completing_pays(client: stripe.StripeClient, asked: stripe.checkout.Session, shop: Shop) -> None:
    answer = browser.authenticate(str(asked.url), outcome="complete")

    assert answer.headers["Location"] == f"http://127.0.0.1:9/return?payment=pay_42&session={asked.id}"
    paid = client.v1.checkout.sessions.retrieve(asked.id)
    assert (paid.status, paid.payment_status) == ("complete", "paid")
    assert paid.customer_details is not None
    assert paid.customer_details.name == "Ann Lee"
    intent = intent_of(client, asked)
    assert (intent.status, intent.amount_received, intent.next_action) == ("succeeded", 11340, None)
    [charge] = client.v1.charges.list().data
    assert charge.payment_method_details is not None
    assert charge.payment_method_details.card is not None
    assert (charge.amount_captured, charge.payment_method_details.card.last4) == (11340, "3184")
    assert b'"type": "checkout.session.completed"' in shop.wait()[0]


def test_failing_charges_nothing_and_another_card_pays(
    client: stripe.StripeClient, asked: stripe.checkout.Session
) -> None:
    answer = browser.authenticate(str(asked.url), outcome="fail")

    assert answer.headers["Location"] == f"/pay/{asked.id}#payment"
    assert "We could not authenticate your card." in browser.read(str(asked.url))
    intent = intent_of(client, asked)
    assert intent.status == "requires_payment_method"
    assert intent.last_payment_error is not None
    assert intent.last_payment_error.code == "payment_intent_authentication_failure"
    assert client.v1.charges.list().data == []

    browser.pay(str(asked.url))

    assert client.v1.checkout.sessions.retrieve(asked.id).payment_status == "paid"
    assert len(client.v1.charges.list().data) == 1


def test_walking_away_leaves_the_session_open_until_it_expires(
    client: stripe.StripeClient, asked: stripe.checkout.Session, clock: Clock
) -> None:
    assert "Pay by card" in browser.read(str(asked.url))
    clock.at = NOON + 35 * 60

    answer = browser.authenticate(str(asked.url), outcome="complete")

    assert answer.headers["Location"] == f"/pay/{asked.id}#payment"
    assert "This payment has expired" in browser.read(str(asked.url))
    assert client.v1.checkout.sessions.retrieve(asked.id).payment_status == "unpaid"
    assert client.v1.charges.list().data == []


def test_the_question_of_an_older_card_cannot_charge_twice(
    client: stripe.StripeClient, asked: stripe.checkout.Session
) -> None:
    browser.pay(str(asked.url))

    answer = browser.authenticate(str(asked.url), outcome="complete")

    assert answer.headers["Location"] == f"http://127.0.0.1:9/return?payment=pay_42&session={asked.id}"
    assert len(client.v1.charges.list().data) == 1


def test_an_authenticated_card_may_still_be_declined(client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(bouquet())
    browser.pay(str(session.url), card="4000008260003178")

    answer = browser.authenticate(str(session.url), outcome="complete")

    assert answer.headers["Location"] == f"/pay/{session.id}#payment"
    assert "Your card has insufficient funds." in browser.read(str(session.url))
    assert intent_of(client, session).amount_received == 0


def test_without_a_question_the_bank_has_no_page(client: stripe.StripeClient, sandbox: Sandbox) -> None:
    session = client.v1.checkout.sessions.create(bouquet())

    answer = requests.get(f"{session.url}/authenticate", timeout=5, allow_redirects=False)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/pay/{session.id}#payment")
    nobody = f"{sandbox.context.settings.base_url}/pay/cs_test_nobody/authenticate"
    assert requests.get(nobody, timeout=5).status_code == 404
