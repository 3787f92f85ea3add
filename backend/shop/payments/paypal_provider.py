"""PayPal through its SDK: the buyer approves on PayPal's page, and we capture. No card data touches the shop.

Importing the SDK costs a process about 0.1 s and 8 MB (beside `requests`, which Stripe's loads anyway).
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

import requests
from apimatic_core.exceptions.auth_validation_exception import AuthValidationException
from paypalserversdk.configuration import Configuration, Environment, Server
from paypalserversdk.exceptions.api_exception import ApiException
from paypalserversdk.http.auth.o_auth_2 import ClientCredentialsAuthCredentials
from paypalserversdk.models.o_auth_token import OAuthToken
from paypalserversdk.paypal_serversdk_client import PaypalServersdkClient

from backend.config import Settings, settings
from backend.shop.kit.money import Money
from backend.shop.payments.errors import BadSignature, ProviderRefused
from backend.shop.payments.line import Line, no_answer
from backend.shop.payments.paypal_format import (
    read_refund,
    read_session,
    refund_body,
    refunds_of,
    request_body,
)
from backend.shop.payments.provider import Ask, Event, RefundSaid, Session, SessionState

# A token and the call that it is for end before the 20 s lease of a claim does; so nothing is tried twice.
_TIMEOUT = 8  # seconds
_REFUSALS = frozenset({400, 404, 422})
_REVOKED, _NOT_FOUND = 401, 404
_WHOLE = "return=representation"
# By these nothing was taken, and the buyer may choose something else on the same page.
_CHOOSE_AGAIN = frozenset({"INSTRUMENT_DECLINED", "PAYER_ACTION_REQUIRED", "ORDER_NOT_APPROVED"})
_SIGNED = {
    "auth_algo": "paypal-auth-algo",
    "cert_url": "paypal-cert-url",
    "transmission_id": "paypal-transmission-id",
    "transmission_sig": "paypal-transmission-sig",
    "transmission_time": "paypal-transmission-time",
}


class PayPalRefused(ProviderRefused):
    """A refusal with PayPal's word for it (`details[].issue`, else `name`)."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        details = body.get("details") or [{}]
        self.answered, self.issue = status, str(details[0].get("issue") or body.get("name") or status)
        self.links = body.get("links") or []
        super().__init__(f"PayPal said no: {self.issue}.", param=details[0].get("field"))


class PayPalProvider:
    """Fits `provider.Provider`; the base address may be that of a stand-in."""

    name = "paypal"
    captures = True

    def __init__(self, config: Settings) -> None:
        self._config, self._base = config, config.paypal_base
        self._line, self._verifying = Line(), Line()  # forged events keep no buyer waiting
        self._token: OAuthToken | None = None  # what the SDK has fetched last
        self._client = self._connected()

    def _connected(self) -> PaypalServersdkClient:
        keys = ClientCredentialsAuthCredentials(
            self._config.paypal_client_id,
            self._config.paypal_client_secret,
            o_auth_on_token_update=self._keep,
        )
        at = Configuration(
            timeout=_TIMEOUT,
            max_retries=0,
            environment=Environment.SANDBOX,
            client_credentials_auth_credentials=keys,
        )
        # Of this client alone: the SDK's own table is shared by all of the process.
        at.environments = {Environment.SANDBOX: {Server.DEFAULT: self._base}}
        return PaypalServersdkClient(config=at)

    def _keep(self, token: OAuthToken) -> None:
        self._token = token

    def request(self, ask: Ask) -> dict[str, Any]:
        return request_body(ask)

    def open_session(self, *, request: dict[str, Any], key: str) -> Session:
        wanted = {"body": request, "paypal_request_id": key, "prefer": _WHOLE}
        return read_session(self._asked(lambda: self._client.orders.create_order(wanted)))

    def look(self, session_id: str) -> Session:
        return read_session(self._order(session_id))

    def expire(self, session_id: str) -> Session:
        """Nobody can end an order of PayPal's: what it is now."""
        return self.look(session_id)

    def capture(self, session_id: str, *, key: str) -> Session:
        wanted = {"id": session_id, "paypal_request_id": key, "prefer": _WHOLE, "body": {}}
        try:
            return read_session(self._asked(lambda: self._client.orders.capture_order(wanted)))
        except PayPalRefused as refusal:
            if refusal.issue == "ORDER_ALREADY_CAPTURED":
                return self.look(session_id)
            if refusal.answered == _NOT_FOUND or refusal.issue == "DUPLICATE_REQUEST_ID":
                raise
            return _not_taken(session_id, refusal)

    def refund(self, *, payment: str, amount: Money, key: str) -> RefundSaid:
        body = refund_body(amount, key=key)
        wanted = {"capture_id": payment, "paypal_request_id": key, "prefer": _WHOLE, "body": body}
        return read_refund(self._asked(lambda: self._client.payments.refund_captured_payment(wanted)))

    def find_refund(self, *, payment: str, key: str) -> RefundSaid | None:
        return next((said for said in self._refunds(payment) if said.reference == key), None)

    def sessions_since(self, since: datetime, *, ours: Collection[str]) -> Iterable[Session]:
        """Those of ours: PayPal has no list of orders. One that it has forgotten was never paid."""
        return [read_session(found) for each in ours if (found := self._known(each)) is not None]

    def refunds_since(self, since: datetime, *, ours: Collection[str]) -> Iterable[RefundSaid]:
        return [said for each in ours for said in self._refunds(each)]

    def read_event(self, *, body: bytes, headers: Mapping[str, str]) -> Event:
        """Asks PayPal whether it has sent this very body. Raises BadSignature and ProviderUnavailable."""
        signed = {name: headers.get(header, "") for name, header in _SIGNED.items()}
        event = _parsed(body)
        if event is None or not all(signed.values()):
            raise BadSignature("This is not signed as PayPal signs.")
        # PayPal compares every byte, so the event goes back as it came and not as we would write it.
        facts = json.dumps(signed | {"webhook_id": self._config.paypal_webhook_id})
        question = facts[:-1].encode() + b', "webhook_event": ' + body + b"}"
        with self._verifying.place():
            said = self._verified(question)
        if said.get("verification_status") != "SUCCESS":
            raise BadSignature("PayPal says that it has not sent this.")
        return Event(id=str(event["id"]), kind=str(event["event_type"]), body=event)

    def _verified(self, question: bytes) -> dict[str, Any]:
        try:
            if not self._client.oauth_2.is_valid() or self._token is None:
                raise no_answer()
            access = f"Bearer {self._token.access_token}"
            headers = {"Authorization": access, "Content-Type": "application/json"}
            address = f"{self._base}/v1/notifications/verify-webhook-signature"
            answer = requests.post(address, data=question, headers=headers, timeout=_TIMEOUT)
            if answer.status_code in _REFUSALS:
                raise BadSignature("PayPal cannot read this signature.")
            answer.raise_for_status()
            found: dict[str, Any] = answer.json()
        except (requests.RequestException, ApiException, AuthValidationException, ValueError) as error:
            raise no_answer() from error
        return found

    def _order(self, session_id: str) -> dict[str, Any]:
        return self._asked(lambda: self._client.orders.get_order({"id": session_id}))

    def _known(self, session_id: str) -> dict[str, Any] | None:
        try:
            return self._order(session_id)
        except PayPalRefused as refusal:
            if refusal.answered == _NOT_FOUND:
                return None
            raise

    def _refunds(self, capture_id: str) -> Iterator[RefundSaid]:
        """Every refund of a capture, as the order tells of them."""
        capture = self._asked(lambda: self._client.payments.get_captured_payment({"capture_id": capture_id}))
        related = (capture.get("supplementary_data") or {}).get("related_ids") or {}
        yield from refunds_of(self._order(str(related.get("order_id", ""))))

    def _asked(self, call: Callable[[], Any]) -> dict[str, Any]:
        """What PayPal answered, as it wrote it. Whatever else happens, nothing is known."""
        with self._line.place():
            try:
                answer: dict[str, Any] = json.loads(call().text)
            except ApiException as error:
                body = _parsed(error.response.text.encode()) or {}
                if error.response_code in _REFUSALS and "name" in body:
                    raise PayPalRefused(error.response_code, body) from error
                if error.response_code == _REVOKED:
                    self._client = self._connected()  # its token is no longer good: the next call fetches one
                raise no_answer() from error
            except (requests.RequestException, AuthValidationException, ValueError) as error:
                raise no_answer() from error
        return answer


@lru_cache
def provider() -> PayPalProvider:
    """The provider of this process."""
    return PayPalProvider(settings())


def _not_taken(session_id: str, refusal: PayPalRefused) -> Session:
    again = next((str(link.get("href")) for link in refusal.links if link.get("rel") == "redirect"), None)
    state = SessionState.DECLINED if refusal.issue in _CHOOSE_AGAIN else SessionState.UNPAID
    return Session(session_id, state, again, amount=0, currency="", reference="", payment=None)


def _parsed(body: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
