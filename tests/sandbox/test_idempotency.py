"""One Idempotency-Key, one effect, as the provider documents it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe

from backend.sandbox.server import Sandbox
from tests.sandbox import door
from tests.sandbox.stand import NOON, Clock, bouquet, code_of, until


def test_a_replay_is_answered_even_when_its_expires_at_has_come_too_near(
    client: stripe.StripeClient, clock: Clock
) -> None:
    options: stripe.RequestOptions = {"idempotency_key": "pay_42:1"}
    first = client.v1.checkout.sessions.create(bouquet(), options)
    clock.at = NOON + 20 * 60

    assert client.v1.checkout.sessions.create(bouquet(), options).id == first.id


def test_a_key_is_forgotten_after_a_day(client: stripe.StripeClient, clock: Clock) -> None:
    options: stripe.RequestOptions = {"idempotency_key": "pay_42:1"}
    first = client.v1.checkout.sessions.create(bouquet(expires_at=NOON + 86400), options)
    clock.at = NOON + 86401

    second = client.v1.checkout.sessions.create(bouquet(expires_at=NOON + 2 * 86400), options)

    assert second.id != first.id


def test_the_same_key_many_times_at_once_makes_one_session(client: stripe.StripeClient) -> None:
    def create(_: int) -> str | None:
        try:
            return client.v1.checkout.sessions.create(bouquet(), {"idempotency_key": "pay_42:1"}).id
        except stripe.APIError as refused:
            return None if code_of(refused) == "idempotency_key_in_use" else "another refusal"

    with ThreadPoolExecutor(12) as pool:
        made = set(pool.map(create, range(24)))

    [only] = client.v1.checkout.sessions.list().data
    assert made - {None} == {only.id}


def test_a_key_that_another_request_holds_is_a_conflict_until_it_is_done(
    client: stripe.StripeClient, sandbox: Sandbox
) -> None:
    door.behave(sandbox, hang={"when": "before", "seconds": None, "operation": "create_session", "times": 1})
    options: stripe.RequestOptions = {"idempotency_key": "pay_42:1"}
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(client.v1.checkout.sessions.create, bouquet(), options)
        until(lambda: door.knock(sandbox, {"name": "lie", "value": None}).json()["hang"] is None)

        with pytest.raises(stripe.APIError) as refused:
            client.v1.checkout.sessions.create(bouquet(), options)
        other = client.v1.checkout.sessions.create(bouquet(), {"idempotency_key": "pay_43:1"})
        door.reset(sandbox)
        made = first.result()

    assert (refused.value.http_status, code_of(refused.value)) == (409, "idempotency_key_in_use")
    assert other.id != made.id
    assert client.v1.checkout.sessions.create(bouquet(), options).id == made.id
