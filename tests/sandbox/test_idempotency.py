"""One Idempotency-Key, one effect, as the provider documents it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe

from tests.sandbox.stand import NOON, Clock, bouquet


def test_a_replay_gives_the_same_answer_and_says_that_it_is_one(client: stripe.StripeClient) -> None:
    options: stripe.RequestOptions = {"idempotency_key": "pay_42:1"}
    first = client.v1.checkout.sessions.create(bouquet(), options)

    again = client.v1.checkout.sessions.create(bouquet(), options)

    assert again.to_dict() == first.to_dict()
    assert first.last_response is not None
    assert again.last_response is not None
    assert "Idempotent-Replayed" not in first.last_response.headers
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert again.last_response.headers["Original-Request"] == first.last_response.request_id
    assert len(client.v1.checkout.sessions.list().data) == 1


def test_a_replay_is_answered_even_when_its_expires_at_has_come_too_near(
    client: stripe.StripeClient, clock: Clock
) -> None:
    options: stripe.RequestOptions = {"idempotency_key": "pay_42:1"}
    first = client.v1.checkout.sessions.create(bouquet(), options)
    clock.at = NOON + 20 * 60

    assert client.v1.checkout.sessions.create(bouquet(), options).id == first.id


def test_another_body_with_the_same_key_is_a_conflict(client: stripe.StripeClient) -> None:
    options: stripe.RequestOptions = {"idempotency_key": "pay_42:1"}
    client.v1.checkout.sessions.create(bouquet(), options)

    with pytest.raises(stripe.IdempotencyError) as refused:
        client.v1.checkout.sessions.create(bouquet(client_reference_id="pay_43"), options)

    assert refused.value.http_status == 400
    assert refused.value.error is not None
    assert refused.value.error.type == "idempotency_error"
    assert len(client.v1.checkout.sessions.list().data) == 1


def test_a_request_refused_before_it_ran_leaves_its_key_free(client: stripe.StripeClient) -> None:
    options: stripe.RequestOptions = {"idempotency_key": "pay_42:1"}
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.checkout.sessions.create(bouquet(expires_at=NOON), options)

    assert client.v1.checkout.sessions.create(bouquet(), options).status == "open"


def test_a_key_is_forgotten_after_a_day(client: stripe.StripeClient, clock: Clock) -> None:
    options: stripe.RequestOptions = {"idempotency_key": "pay_42:1"}
    first = client.v1.checkout.sessions.create(bouquet(expires_at=NOON + 86400), options)
    clock.at = NOON + 86401

    second = client.v1.checkout.sessions.create(bouquet(expires_at=NOON + 2 * 86400), options)

    assert second.id != first.id


def test_the_same_key_many_times_at_once_makes_one_session(client: stripe.StripeClient) -> None:
    def create(_: int) -> str:
        return client.v1.checkout.sessions.create(bouquet(), {"idempotency_key": "pay_42:1"}).id

    with ThreadPoolExecutor(12) as pool:
        made = set(pool.map(create, range(24)))

    assert len(made) == 1
    assert len(client.v1.checkout.sessions.list().data) == 1
