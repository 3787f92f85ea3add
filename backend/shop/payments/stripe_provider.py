"""Stripe through its SDK: hosted Checkout Sessions, so that no card data touches the shop."""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast

import stripe

from backend.config import Settings, settings
from backend.shop.payments.errors import BadSignature, ProviderRefused, ProviderUnavailable
from backend.shop.payments.provider import Event, Session, SessionState

_TIMEOUT = 15  # seconds; below the 20 s lease of a claim
_RETRIES = 2

T = TypeVar("T")


class StripeProvider:
    """Fits `provider.Provider`; the base address may be that of a stand-in."""

    name = "stripe"

    def __init__(self, config: Settings) -> None:
        self._webhook_secret = config.stripe_webhook_secret
        base = {"base_addresses": {"api": config.stripe_api_base}} if config.stripe_api_base else {}
        self._client = stripe.StripeClient(
            config.stripe_secret_key,
            max_network_retries=_RETRIES,
            http_client=stripe.RequestsClient(timeout=_TIMEOUT),
            **cast(Any, base),
        )

    def open_session(self, *, request: dict[str, Any], key: str) -> Session:
        options: stripe.RequestOptions = {"idempotency_key": key}
        return _session(_asked(lambda: self._client.v1.checkout.sessions.create(cast(Any, request), options)))

    def look(self, session_id: str) -> Session:
        return _session(_asked(lambda: self._client.v1.checkout.sessions.retrieve(session_id)))

    def expire(self, session_id: str) -> Session:
        try:
            return _session(_asked(lambda: self._client.v1.checkout.sessions.expire(session_id)))
        except ProviderRefused:  # it is no longer open: what it became is the answer
            return self.look(session_id)

    def refund(self, *, payment: str, amount: int, key: str) -> str:
        made = _asked(
            lambda: self._client.v1.refunds.create(
                {"payment_intent": payment, "amount": amount}, {"idempotency_key": key}
            )
        )
        return made.id

    def read_event(self, *, body: bytes, signature: str) -> Event:
        try:
            event = stripe.Webhook.construct_event(body, signature, self._webhook_secret)
        except (stripe.SignatureVerificationError, ValueError) as error:
            raise BadSignature(str(error)) from error
        return Event(id=event.id, kind=event.type, body=json.loads(body))


@lru_cache
def provider() -> StripeProvider:
    """The provider of this process."""
    return StripeProvider(settings())


def _asked(call: Callable[[], T]) -> T:
    try:
        return call()
    except (stripe.InvalidRequestError, stripe.IdempotencyError, stripe.CardError) as error:
        raise ProviderRefused(error.user_message or "The payment provider said no.") from error
    except stripe.StripeError as error:
        raise ProviderUnavailable(
            "Our payment provider does not answer. Nothing was charged; please try again.", retry_after=5
        ) from error


def _session(found: stripe.checkout.Session) -> Session:
    return Session(
        id=found.id,
        state=_state(found),
        redirect_url=found.url,
        amount=found.amount_total or 0,
        currency=(found.currency or "").upper(),
        reference=found.client_reference_id or "",
        payment=found.payment_intent if isinstance(found.payment_intent, str) else None,
    )


def _state(found: stripe.checkout.Session) -> SessionState:
    if found.payment_status == "paid":
        return SessionState.PAID
    if found.status == "expired":
        return SessionState.EXPIRED
    return SessionState.OPEN if found.status == "open" else SessionState.UNPAID
