"""Rules that the sandbox shares with the real provider: one test each, for both. See docs/sandbox.md."""

import pytest
import stripe

from tests.sandbox import providers
from tests.sandbox.providers import Provider

LINE = "line_items[0]"


def test_a_new_session_is_open_and_says_everything_back(provider: Provider) -> None:
    session = provider.client.v1.checkout.sessions.create(provider.bouquet())

    assert session.id.startswith("cs_test_")
    assert (session.status, session.payment_status, session.mode) == ("open", "unpaid", "payment")
    assert (session.amount_subtotal, session.amount_total, session.currency) == (11340, 11340, "usd")
    assert (session.expires_at, session.livemode) == (provider.now + 2100, False)
    assert (session.client_reference_id, session.customer_email) == ("pay_42", "ann@example.com")
    assert session.metadata is not None
    assert session.metadata.to_dict() == {"payment": "pay_42", "order": "P-7K2M"}
    assert session.payment_intent is None
    assert session.url is not None
    assert provider.client.v1.checkout.sessions.retrieve(session.id).status == "open"


@pytest.mark.parametrize(
    ("changes", "param", "code"),
    [
        ({"payment_method_types": ["card"]}, "payment_method_types", "parameter_unknown"),
        ({"color": "red"}, "color", "parameter_unknown"),
        ({"payment_intent_data": {"color": "red"}}, "payment_intent_data[color]", "parameter_unknown"),
        ({"success_url": "/return"}, "success_url", "url_invalid"),
        ({"customer_email": "ann"}, "customer_email", "email_invalid"),
        (
            {"client_reference_id": "x" * 201},
            "client_reference_id",
            "parameter_invalid_string_too_long",
        ),
    ],
)
def test_what_is_amiss_in_a_session_is_refused_by_name(
    provider: Provider, changes: dict[str, object], param: str, code: str
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        provider.client.v1.checkout.sessions.create(provider.bouquet(**changes))

    assert (refused.value.http_status, refused.value.param, refused.value.code) == (400, param, code)


@pytest.mark.parametrize("seconds", [1740, 86460])
def test_a_session_lives_between_30_minutes_and_a_day(provider: Provider, seconds: int) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        provider.client.v1.checkout.sessions.create(provider.bouquet(expires_at=provider.now + seconds))

    assert (refused.value.http_status, refused.value.param) == (400, "expires_at")


@pytest.mark.parametrize(
    ("line", "param"),
    [
        ({"color": "red"}, f"{LINE}[color]"),
        ({"price_data": {"colour": "red"}}, f"{LINE}[price_data][colour]"),
        ({"price_data": {"product_data": {"colour": "red"}}}, f"{LINE}[price_data][product_data][colour]"),
        ({"price_data": {"recurring": {"colour": "red"}}}, f"{LINE}[price_data][recurring][colour]"),
        ({"adjustable_quantity": {"colour": "red"}}, f"{LINE}[adjustable_quantity][colour]"),
    ],
)
def test_an_unknown_parameter_is_refused_at_every_level(
    provider: Provider, line: dict[str, object], param: str
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        provider.client.v1.checkout.sessions.create(provider.bouquet(line_items=[line]))

    assert (refused.value.http_status, refused.value.code) == (400, "parameter_unknown")
    assert refused.value.param == param


def test_a_replay_gives_the_same_answer_and_says_that_it_is_one(provider: Provider) -> None:
    sessions, options = provider.client.v1.checkout.sessions, provider.once()
    first = sessions.create(provider.bouquet(), options)

    again = sessions.create(provider.bouquet(), options)

    assert again.to_dict() == first.to_dict()
    assert first.last_response is not None
    assert again.last_response is not None
    assert "Idempotent-Replayed" not in first.last_response.headers
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert again.last_response.headers["Original-Request"] == first.last_response.request_id


def test_another_body_with_the_same_key_is_a_conflict(provider: Provider) -> None:
    sessions, options = provider.client.v1.checkout.sessions, provider.once()
    sessions.create(provider.bouquet(), options)

    with pytest.raises(stripe.IdempotencyError) as refused:
        sessions.create(provider.bouquet(client_reference_id="pay_43"), options)

    assert refused.value.http_status == 400
    assert refused.value.error is not None
    assert refused.value.error.type == "idempotency_error"


def test_a_request_refused_before_it_ran_leaves_its_key_free(provider: Provider) -> None:
    sessions, options = provider.client.v1.checkout.sessions, provider.once()
    with pytest.raises(stripe.InvalidRequestError):
        sessions.create(provider.bouquet(color="red"), options)

    assert sessions.create(provider.bouquet(), options).status == "open"


def test_an_open_session_can_be_expired_once(provider: Provider) -> None:
    sessions = provider.client.v1.checkout.sessions
    session = sessions.create(provider.bouquet())

    expired = sessions.expire(session.id)

    assert (expired.status, expired.payment_status, expired.url) == ("expired", "unpaid", None)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        sessions.expire(session.id)
    assert refused.value.http_status == 400


def test_an_unknown_session_is_missing(provider: Provider) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        provider.client.v1.checkout.sessions.retrieve("cs_test_nobody")

    assert (refused.value.http_status, refused.value.code) == (404, "resource_missing")


def test_a_refund_gives_back_a_part_then_the_rest_and_never_more(provider: Provider) -> None:
    intent, refunds, options = provider.paid(), provider.client.v1.refunds, provider.once()
    part = refunds.create(
        {"payment_intent": intent, "amount": 1340, "metadata": {"refund": "ref_1"}}, options
    )
    again = refunds.create(
        {"payment_intent": intent, "amount": 1340, "metadata": {"refund": "ref_1"}}, options
    )
    assert again.id == part.id
    assert (part.amount, part.currency, part.status, part.payment_intent) == (
        1340,
        "usd",
        "succeeded",
        intent,
    )

    with pytest.raises(stripe.InvalidRequestError) as refused:
        refunds.create({"payment_intent": intent, "amount": 10001})
    assert (refused.value.http_status, refused.value.param) == (400, "amount")

    rest = refunds.create({"payment_intent": intent, "reason": "requested_by_customer"})
    assert (rest.amount, rest.reason) == (10000, "requested_by_customer")
    with pytest.raises(stripe.InvalidRequestError) as refused:
        refunds.create({"payment_intent": intent})
    assert refused.value.code == "charge_already_refunded"
    listed = refunds.list({"payment_intent": intent})
    assert [refund.id for refund in listed.data] == [rest.id, part.id]
    charge = provider.client.v1.charges.retrieve(str(part.charge))
    assert (charge.amount, charge.amount_refunded, charge.refunded) == (11340, 11340, True)


def test_an_unpaid_or_unknown_payment_is_not_refunded(provider: Provider) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        provider.client.v1.refunds.create({"payment_intent": provider.unpaid()})
    with pytest.raises(stripe.InvalidRequestError) as refused:
        provider.client.v1.refunds.create({"payment_intent": "pi_nobody"})
    assert refused.value.code == "resource_missing"


@pytest.mark.parametrize(
    ("asked", "key", "runs"),
    [
        ("1", "sk_test_51abc", True),
        ("1", "sk_live_51abc", False),
        ("1", "sk_test_sandbox", False),
        ("1", "", False),
        ("", "sk_test_51abc", False),
    ],
)
def test_the_real_provider_is_asked_on_request_only_and_never_with_a_key_for_real_money(
    monkeypatch: pytest.MonkeyPatch, asked: str, key: str, runs: bool
) -> None:
    monkeypatch.setenv("POSY_LIVE_PAYMENTS", asked)
    monkeypatch.setenv("STRIPE_SECRET_KEY", key)

    assert (providers.real() is not None) is runs
