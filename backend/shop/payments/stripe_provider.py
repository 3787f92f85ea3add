"""Stripe through its SDK: hosted Checkout Sessions, so that no card data touches the shop."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar, cast

import stripe

from backend.config import Settings, settings
from backend.shop.kit.money import Money
from backend.shop.payments.errors import BadSignature, ProviderRefused
from backend.shop.payments.line import Line, no_answer
from backend.shop.payments.provider import Ask, Event, RefundSaid, Session, SessionState
from backend.shop.payments.rules import RefundState

# Both tries and the pause between them end before the 20 s lease of a claim does.
_TIMEOUT = 8  # seconds
_RETRIES = 1
_PAGE = 100

_line = Line()

_REFUND_STATES = {
    "succeeded": RefundState.SUCCEEDED,
    "failed": RefundState.FAILED,
    "canceled": RefundState.FAILED,
}

T = TypeVar("T")


class StripeProvider:
    """Fits `provider.Provider`; the base address may be that of a stand-in."""

    name = "stripe"
    captures = False

    def __init__(self, config: Settings) -> None:
        self._webhook_secret = config.stripe_webhook_secret
        base = {"base_addresses": {"api": config.stripe_api_base}} if config.stripe_api_base else {}
        self._client = stripe.StripeClient(
            config.stripe_secret_key,
            max_network_retries=_RETRIES,
            http_client=stripe.RequestsClient(timeout=_TIMEOUT),
            **cast(Any, base),
        )

    def request(self, ask: Ask) -> dict[str, Any]:
        return request(ask)

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

    def capture(self, session_id: str, *, key: str) -> Session:
        """The money moves on the page: what the session is now."""
        return self.look(session_id)

    def refund(self, *, payment: str, amount: Money, key: str) -> RefundSaid:
        wanted: stripe.params.RefundCreateParams = {
            "payment_intent": payment,
            "amount": amount.amount,
            "metadata": {"refund_id": key},
        }
        return _refund(_asked(lambda: self._client.v1.refunds.create(wanted, {"idempotency_key": key})))

    def find_refund(self, *, payment: str, key: str) -> RefundSaid | None:
        wanted: stripe.params.RefundListParams = {"payment_intent": payment, "limit": _PAGE}
        found = _asked(lambda: list(self._client.v1.refunds.list(wanted).auto_paging_iter()))
        return next((said for each in found if (said := _refund(each)).reference == key), None)

    def sessions_since(self, since: datetime, *, ours: Collection[str]) -> Iterable[Session]:
        wanted: stripe.params.checkout.SessionListParams = {
            "created": {"gte": int(since.timestamp())},
            "limit": _PAGE,
        }
        found = _asked(lambda: list(self._client.v1.checkout.sessions.list(wanted).auto_paging_iter()))
        return [_session(each) for each in found]

    def refunds_since(self, since: datetime, *, ours: Collection[str]) -> Iterable[RefundSaid]:
        wanted: stripe.params.RefundListParams = {
            "created": {"gte": int(since.timestamp())},
            "limit": _PAGE,
        }
        found = _asked(lambda: list(self._client.v1.refunds.list(wanted).auto_paging_iter()))
        return [_refund(each) for each in found]

    def read_event(self, *, body: bytes, headers: Mapping[str, str]) -> Event:
        signature = headers.get("stripe-signature", "")
        try:
            event = stripe.Webhook.construct_event(body, signature, self._webhook_secret)
        except (stripe.SignatureVerificationError, ValueError) as error:
            raise BadSignature(str(error)) from error
        return Event(id=event.id, kind=event.type, body=json.loads(body))


@lru_cache
def provider() -> StripeProvider:
    """The provider of this process."""
    return StripeProvider(settings())


def request(ask: Ask) -> dict[str, Any]:
    """The body of a session. Our payment's id travels as the reference and in the metadata."""
    facts = {"payment_id": str(ask.payment_id), "order_number": ask.order_number}
    return {
        "mode": "payment",
        "client_reference_id": str(ask.payment_id),
        "metadata": facts,
        "payment_intent_data": {"metadata": facts, "description": f"Order {ask.order_number}"},
        **({"customer_email": ask.buyer_email} if ask.buyer_email else {}),
        "line_items": [
            {
                "quantity": row.quantity,
                "price_data": {
                    "currency": ask.total.currency.lower(),
                    "unit_amount": row.unit_amount,
                    "product_data": {"name": row.name},
                },
            }
            for row in ask.rows
        ],
        "success_url": ask.return_url,
        "cancel_url": ask.cancel_url,
        "expires_at": int(ask.expires_at.timestamp()),
    }


def _asked(call: Callable[[], T]) -> T:
    with _line.place():
        return _translated(call)


def _translated(call: Callable[[], T]) -> T:
    try:
        return call()
    except (stripe.InvalidRequestError, stripe.CardError) as error:
        raise ProviderRefused(
            error.user_message or "The payment provider said no.", param=error.param
        ) from error
    except stripe.StripeError as error:  # also a key that is just in use: nothing is known then
        raise no_answer() from error


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
