"""Checkout Sessions through the provider's SDK: made, read, listed, refused, closed."""

import pytest
import requests
import stripe

from backend.sandbox.server import Sandbox
from tests.sandbox.stand import NOON, Clock, Shop, bouquet


def test_a_new_session_is_open_and_says_everything_back(
    client: stripe.StripeClient, sandbox: Sandbox
) -> None:
    session = client.v1.checkout.sessions.create(bouquet())

    assert session.object == "checkout.session"
    assert session.id.startswith("cs_test_")
    assert (session.status, session.payment_status, session.mode) == ("open", "unpaid", "payment")
    assert (session.amount_subtotal, session.amount_total, session.currency) == (11340, 11340, "usd")
    assert (session.created, session.expires_at, session.livemode) == (NOON, NOON + 2100, False)
    assert session.client_reference_id == "pay_42"
    assert session.customer_email == "ann@example.com"
    assert session.metadata is not None
    assert session.metadata.to_dict() == {"payment": "pay_42", "order": "P-7K2M"}
    assert session.payment_intent is None
    assert session.url == f"{sandbox.context.settings.base_url}/pay/{session.id}"
    assert "_lines" not in session.to_dict()
    assert client.v1.checkout.sessions.retrieve(session.id).to_dict() == session.to_dict()


def test_line_items_come_when_asked_for(client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(bouquet(expand=["line_items"]))

    assert session.line_items is not None
    first, second = session.line_items.data
    assert (first.description, first.quantity, first.amount_total) == ("Rosé & Garden, Deluxe", 2, 9000)
    assert first.price is not None
    assert first.price.unit_amount == 4500
    assert (second.description, second.amount_total) == ("Delivery and tax", 2340)
    listed = client.v1.checkout.sessions.line_items.list(session.id)
    assert [line.id for line in listed.data] == [first.id, second.id]


def test_sessions_are_listed_newest_first_page_by_page(client: stripe.StripeClient, clock: Clock) -> None:
    made = []
    for second in range(5):
        clock.at = NOON + second
        made.append(client.v1.checkout.sessions.create(bouquet()).id)
    client.v1.checkout.sessions.expire(made[1])
    listed = client.v1.checkout.sessions.list

    assert [found.id for found in listed({"limit": 2}).auto_paging_iter()] == made[::-1]
    assert [found.id for found in listed({"status": "expired"}).data] == [made[1]]
    after = listed({"created": {"gte": NOON + 1, "lt": NOON + 4}})
    assert [found.id for found in after.data] == [made[3], made[2], made[1]]
    newer = listed({"ending_before": made[1], "limit": 2})
    assert ([found.id for found in newer.data], newer.has_more) == ([made[3], made[2]], True)


@pytest.mark.parametrize(
    ("changes", "param", "code", "words"),
    [
        ({"expires_at": NOON + 1799}, "expires_at", None, "at least 30 minutes"),
        ({"expires_at": NOON + 86401}, "expires_at", None, "less than 24 hours"),
        ({"expires_at": "soon"}, "expires_at", "parameter_invalid_integer", "Invalid integer: soon"),
        (
            {"payment_method_types": ["card"]},
            "payment_method_types",
            "parameter_unknown",
            "unknown parameter",
        ),
        ({"success_url": "/return"}, "success_url", "url_invalid", "Not a valid URL"),
        ({"cancel_url": "javascript:alert(1)"}, "cancel_url", "url_invalid", "Not a valid URL"),
        ({"customer_email": "ann"}, "customer_email", "email_invalid", "Invalid email address: ann"),
        ({"currency": "eur"}, "line_items", None, "same currency"),
        ({"line_items": []}, "line_items", "parameter_missing", "Missing required param: line_items."),
        ({"mode": "subscription"}, "mode", None, "mode=payment"),
        ({"metadata": {"note": "x" * 501}}, "metadata[note]", "parameter_invalid_string_too_long", "500"),
        (
            {"client_reference_id": "x" * 201},
            "client_reference_id",
            "parameter_invalid_string_too_long",
            "at most 200",
        ),
    ],
)
def test_what_the_provider_would_refuse_is_refused(
    client: stripe.StripeClient, changes: dict[str, object], param: str, code: str | None, words: str
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.checkout.sessions.create(bouquet(**changes))

    assert (refused.value.http_status, refused.value.param, refused.value.code) == (400, param, code)
    assert words in str(refused.value)
    assert client.v1.checkout.sessions.list().data == []


@pytest.mark.parametrize(
    ("price", "quantity", "param", "code"),
    [
        ({"unit_amount": -1}, 1, "line_items[0][price_data][unit_amount]", "parameter_invalid_integer"),
        ({"unit_amount": 49}, 1, None, "amount_too_small"),
        ({"currency": "zzz"}, 1, "currency", None),
        ({}, 0, "line_items[0][quantity]", "parameter_invalid_integer"),
        ({"product_data": {}}, 1, "line_items[0][price_data][product_data]", "parameter_missing"),
    ],
)
def test_an_impossible_line_is_refused_by_its_place(
    client: stripe.StripeClient, price: dict[str, object], quantity: int, param: str | None, code: str | None
) -> None:
    whole = {"currency": "usd", "unit_amount": 4500, "product_data": {"name": "Tulips"}} | price
    params = bouquet(line_items=[{"price_data": whole, "quantity": quantity}])
    params.pop("currency")

    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.checkout.sessions.create(params)

    assert (refused.value.param, refused.value.code) == (param, code)


def test_expires_at_may_be_left_out_and_is_then_a_day(client: stripe.StripeClient) -> None:
    params = bouquet()
    params.pop("expires_at")

    assert client.v1.checkout.sessions.create(params).expires_at == NOON + 86400


def test_an_open_session_can_be_expired_once(client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(bouquet())

    expired = client.v1.checkout.sessions.expire(session.id)

    assert (expired.status, expired.payment_status, expired.url) == ("expired", "unpaid", None)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.checkout.sessions.expire(session.id)
    assert str(refused.value).endswith(
        'Only Checkout Sessions with a status in ["open"] can be expired.'
        " This Checkout Session has a status of `expired`."
    )


def test_a_session_expires_by_the_clock_and_says_so_once(
    client: stripe.StripeClient, clock: Clock, shop: Shop
) -> None:
    session = client.v1.checkout.sessions.create(bouquet())
    clock.at = session.expires_at - 1
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"

    clock.at = session.expires_at

    assert client.v1.checkout.sessions.retrieve(session.id).status == "expired"
    body, _ = shop.wait()
    assert b'"type": "checkout.session.expired"' in body
    events = client.v1.events.list({"type": "checkout.session.expired"})
    assert [event.data.object["id"] for event in events.data] == [session.id]


def test_a_wrong_key_is_refused(sandbox: Sandbox) -> None:
    address = sandbox.context.settings.base_url
    stranger = stripe.StripeClient("sk_test_other", base_addresses={"api": address})
    with pytest.raises(stripe.AuthenticationError):
        stranger.v1.checkout.sessions.create(bouquet())
    assert requests.get(f"{address}/v1/charges", timeout=5).status_code == 401
    assert requests.get(f"{address}/v1/charges", auth=("sk_test_sandbox", ""), timeout=5).json()["data"] == []


@pytest.mark.parametrize(
    "body", ["line_items=x&line_items[0][quantity]=1", "line_items[a]=1", "metadata=x", "%FF=%FE"]
)
def test_a_malformed_body_is_refused_and_never_breaks_the_stand_in(sandbox: Sandbox, body: str) -> None:
    answer = requests.post(
        f"{sandbox.context.settings.base_url}/v1/checkout/sessions",
        data="mode=payment&success_url=http://x.test/&" + body,
        auth=("sk_test_sandbox", ""),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        timeout=5,
    )
    assert answer.status_code == 400
    assert answer.json()["error"]["type"] == "invalid_request_error"
