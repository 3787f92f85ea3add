"""Stripe through its SDK: hosted Checkout Sessions, so that no card data touches the shop."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from threading import BoundedSemaphore
from typing import Any, TypeVar, cast

import stripe

from backend.config import Settings, settings
from backend.shop.payments.errors import BadSignature, ProviderRefused, ProviderUnavailable
from backend.shop.payments.provider import Event, RefundSaid, Session, SessionState
from backend.shop.payments.rules import RefundState

# Both tries and the pause between them end before the 20 s lease of a claim does.
_TIMEOUT = 8  # seconds
_RETRIES = 1
_PAGE = 100

# A provider that hangs may keep this many of a process's threads, and the others go on selling.
_AT_ONCE = 5
_PATIENCE = 2.0  # seconds for one of them to come free
_calls = BoundedSemaphore(_AT_ONCE)
_NO_ANSWER = "Our payment provider does not answer. Nothing was charged; please try again."

_REFUND_STATES = {
    "succeeded": RefundState.SUCCEEDED,
    "failed": RefundState.FAILED,
    "canceled": RefundState.FAILED,
}

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

    def refund(self, *, payment: str, amount: int, key: str) -> RefundSaid:
        wanted: stripe.params.RefundCreateParams = {
            "payment_intent": payment,
            "amount": amount,
            "metadata": {"refund_id": key},
        }
        return _refund(_asked(lambda: self._client.v1.refunds.create(wanted, {"idempotency_key": key})))

    def find_refund(self, *, payment: str, key: str) -> RefundSaid | None:
        wanted: stripe.params.RefundListParams = {"payment_intent": payment, "limit": _PAGE}
        found = _asked(lambda: list(self._client.v1.refunds.list(wanted).auto_paging_iter()))
        return next((said for each in found if (said := _refund(each)).reference == key), None)

    def sessions_since(self, since: datetime) -> Iterable[Session]:
        wanted: stripe.params.checkout.SessionListParams = {
            "created": {"gte": int(since.timestamp())},
            "limit": _PAGE,
        }
        found = _asked(lambda: list(self._client.v1.checkout.sessions.list(wanted).auto_paging_iter()))
        return [_session(each) for each in found]

    def refunds_since(self, since: datetime) -> Iterable[RefundSaid]:
        wanted: stripe.params.RefundListParams = {
            "created": {"gte": int(since.timestamp())},
            "limit": _PAGE,
        }
        found = _asked(lambda: list(self._client.v1.refunds.list(wanted).auto_paging_iter()))
        return [_refund(each) for each in found]

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
    if not _calls.acquire(timeout=_PATIENCE):
        raise ProviderUnavailable(_NO_ANSWER, retry_after=5)
    try:
        return call()
    except (stripe.InvalidRequestError, stripe.CardError) as error:
        raise ProviderRefused(
            error.user_message or "The payment provider said no.", param=error.param
        ) from error
    except stripe.StripeError as error:  # also a key that is just in use: nothing is known then
        raise ProviderUnavailable(_NO_ANSWER, retry_after=5) from error
    finally:
        _calls.release()


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


def _refund(found: stripe.Refund) -> RefundSaid:
    metadata = found.metadata.to_dict() if found.metadata else {}
    return RefundSaid(
        id=found.id,
        state=_REFUND_STATES.get(found.status or "", RefundState.SENT),
        amount=found.amount,
        reference=str(metadata.get("refund_id", "")),
        why=f"provider: {found.status}",
    )


def _state(found: stripe.checkout.Session) -> SessionState:
    if found.payment_status == "paid":
        return SessionState.PAID
    if found.status == "expired":
        return SessionState.EXPIRED
    return SessionState.OPEN if found.status == "open" else SessionState.UNPAID
