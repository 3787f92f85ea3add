"""The hosted page: paid, declined then paid, abandoned and taken up again, too late."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
import stripe

from backend.sandbox.server import Sandbox
from tests.sandbox import browser
from tests.sandbox.stand import NOON, Clock, bouquet


def test_the_page_shows_what_is_bought_and_its_buttons(client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(bouquet())
    assert session.url is not None

    words = browser.read(session.url)

    for text in (
        "2 \u00d7 Rosé & Garden, Deluxe $90.00",
        "For Mia, Tuesday · $45.00 each",
        "Delivery and tax $23.40",
    ):
        assert text in words
    assert "Total $113.40" in words
    assert "open for 35 more minutes" in words
    assert browser.buttons(session.url) == [
        "Pay $113.40",
        "Decline this card",
        "Authenticate with the bank",
    ]
    page = requests.get(session.url, timeout=5).text
    assert 'href="http://127.0.0.1:9/return?payment=pay_42&amp;cancelled=1"' in page
    assert page.count(f'method="post" action="/pay/{session.id}"') == 3  # no fragment is handed on
    assert 'value="4242 4242 4242 4242"' in page
    assert 'value="ann@example.com"' in page


def test_paying_completes_the_session_and_leads_to_the_shop(client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(bouquet())
    assert session.url is not None

    answer = browser.pay(session.url)

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"http://127.0.0.1:9/return?payment=pay_42&session={session.id}"
    paid = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent.latest_charge"]})
    assert (paid.status, paid.payment_status, paid.url) == ("complete", "paid", None)
    assert paid.customer_details is not None
    assert (paid.customer_details.email, paid.customer_details.name) == ("ann@example.com", "Ann Lee")
    intent = paid.payment_intent
    assert isinstance(intent, stripe.PaymentIntent)
    assert (intent.status, intent.amount, intent.amount_received) == ("succeeded", 11340, 11340)
    assert intent.metadata.to_dict() == {"payment": "pay_42"}
    assert intent.description == "Order P-7K2M"
    charge = intent.latest_charge
    assert isinstance(charge, stripe.Charge)
    assert (charge.status, charge.paid, charge.amount_captured) == ("succeeded", True, 11340)
    assert (charge.payment_intent, charge.refunded) == (intent.id, False)


def test_a_declined_card_stays_on_the_page_and_another_one_pays(client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(bouquet())
    assert session.url is not None

    answer = browser.pay(session.url, card="4000 0000 0000 0002")

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/pay/{session.id}#payment"
    assert "Your card was declined. Nothing was charged." in browser.read(session.url)
    declined = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent"]})
    assert (declined.status, declined.payment_status) == ("open", "unpaid")
    intent = declined.payment_intent
    assert isinstance(intent, stripe.PaymentIntent)
    assert (intent.status, intent.amount_received) == ("requires_payment_method", 0)
    assert intent.last_payment_error is not None
    assert intent.last_payment_error.decline_code == "generic_decline"

    browser.pay(session.url)

    paid = client.v1.checkout.sessions.retrieve(session.id)
    assert (paid.status, paid.payment_status, paid.payment_intent) == ("complete", "paid", intent.id)
    tried = client.v1.charges.list({"payment_intent": intent.id})
    assert [charge.status for charge in tried.data] == ["succeeded", "failed"]


@pytest.mark.parametrize(
    ("card", "words"),
    [
        ("4000000000009995", "Your card has insufficient funds."),
        ("4000000000000069", "Your card has expired."),
        ("4111111111111111", "Only test cards work here"),
        ("1234", "Your card number is incorrect."),
        ("", "Your card number is incorrect."),
    ],
)
def test_every_other_card_is_refused_in_words(client: stripe.StripeClient, card: str, words: str) -> None:
    session = client.v1.checkout.sessions.create(bouquet())
    assert session.url is not None

    browser.pay(session.url, card=card)

    assert words in browser.read(session.url)
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "unpaid"


def test_no_whole_card_number_is_kept(client: stripe.StripeClient, sandbox: Sandbox) -> None:
    session = client.v1.checkout.sessions.create(bouquet())
    assert session.url is not None
    browser.pay(session.url, card="4111111111111111")
    browser.pay(session.url)

    with sandbox.context.store.transaction() as db:
        kept = " ".join(row["body"] for row in db.execute("SELECT body FROM objects"))

    assert '"last4": "4242"' in kept
    assert "4242424242424242" not in kept
    assert "4111111111111111" not in kept
    assert '"last4": "1111"' not in kept  # of a card that does not exist nothing is kept at all


def test_a_paid_page_says_so_and_charges_nothing_more(client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(bouquet())
    url = str(session.url)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: browser.pay(url), range(6)))

    assert {answer.headers["Location"] for answer in answers} == {
        f"http://127.0.0.1:9/return?payment=pay_42&session={session.id}"
    }
    assert len(client.v1.charges.list().data) == 1
    assert "This is already paid" in browser.read(url)
    assert browser.buttons(url) == []
    with pytest.raises(stripe.InvalidRequestError, match="status of `complete`"):
        client.v1.checkout.sessions.expire(session.id)


def test_an_expired_page_says_so_and_takes_no_money(client: stripe.StripeClient, clock: Clock) -> None:
    session = client.v1.checkout.sessions.create(bouquet())
    url = str(session.url)
    clock.at = NOON + 35 * 60

    answer = browser.pay(url)

    assert answer.headers["Location"] == f"/pay/{session.id}#payment"
    assert "This payment has expired Nothing was charged." in browser.read(url)
    assert "Back to the shop" in browser.read(url)
    assert client.v1.charges.list().data == []


def test_an_abandoned_page_waits_and_can_be_taken_up_again(client: stripe.StripeClient, clock: Clock) -> None:
    session = client.v1.checkout.sessions.create(bouquet())
    url = str(session.url)
    browser.pay(url, card="4000000000000002")
    clock.at = NOON + 34 * 60

    assert "Back to the shop" in browser.read(url)
    left = client.v1.checkout.sessions.retrieve(session.id)
    assert (left.status, left.payment_status) == ("open", "unpaid")
    assert browser.pay(url).headers["Location"].startswith("http://127.0.0.1:9/return?payment=pay_42")
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"


def test_an_unknown_page_is_not_found(sandbox: Sandbox) -> None:
    answer = requests.get(f"{sandbox.context.settings.base_url}/pay/cs_test_nobody", timeout=5)
    assert answer.status_code == 404
    assert "There is no such payment" in answer.text


def paid(client: stripe.StripeClient) -> str:
    """The intent of a session that was paid."""
    session = client.v1.checkout.sessions.create(bouquet())
    browser.pay(str(session.url))
    return str(client.v1.checkout.sessions.retrieve(session.id).payment_intent)


def test_more_than_was_paid_is_never_given_back(client: stripe.StripeClient) -> None:
    intent = paid(client)
    client.v1.refunds.create({"payment_intent": intent, "amount": 11000})

    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.refunds.create({"payment_intent": intent, "amount": 341})

    assert (refused.value.http_status, refused.value.param) == (400, "amount")
    assert "($3.41) is greater than unrefunded amount on charge ($3.40)" in str(refused.value)
    client.v1.refunds.create({"payment_intent": intent, "amount": 340})
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.refunds.create({"payment_intent": intent})
    assert refused.value.code == "charge_already_refunded"
    assert sum(refund.amount for refund in client.v1.refunds.list().data) == 11340
