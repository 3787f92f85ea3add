"""The small protocol that every payment provider fits into. Providers return data, never HTML."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from backend.shop.kit.money import Money
from backend.shop.payments.rules import RefundState


class SessionState(StrEnum):
    OPEN = "open"
    APPROVED = "approved"  # the buyer has agreed, and nothing moves until we capture
    DECLINED = "declined"  # what she chose was refused; she may choose again on the same page
    PENDING = "pending"  # captured, and the provider holds the money back
    PAID = "paid"  # the provider says paid, never just completed
    UNPAID = "unpaid"  # completed, and no money came
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of what is paid for; `unit_amount` in minor units."""

    name: str
    unit_amount: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Ask:
    """What a payment page is asked for, in nobody's format; the rows add up to `total`."""

    payment_id: UUID
    order_number: str
    buyer_email: str
    rows: tuple[Row, ...]
    total: Money
    return_url: str
    cancel_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """A hosted payment page as the provider describes it; `amount` in minor units of `currency` (upper case).

    `reference` is our payment's id as it travelled; `payment` the provider's id of the money.
    """

    id: str
    state: SessionState
    redirect_url: str | None
    amount: int
    currency: str
    reference: str
    payment: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """A verified webhook with its whole body."""

    id: str
    kind: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RefundSaid:
    """A refund as the provider describes it: `state` sent (on its way), succeeded or failed.

    `reference` is our refund's id as it travelled.
    """

    id: str
    state: RefundState
    amount: int
    reference: str
    why: str = "provider"


class Provider(Protocol):
    """What the shop asks of a provider. Every call may raise ProviderUnavailable or ProviderRefused.

    `captures`: money moves only when `capture` asks for it, and nobody can end the page (PayPal). Else it
    moves on the page, which `expire` ends (Stripe).
    """

    name: str
    captures: bool

    def request(self, ask: Ask) -> dict[str, Any]:
        """The whole body that `open_session` will send; asks nobody."""

    def open_session(self, *, request: dict[str, Any], key: str) -> Session:
        """Makes the session, or gives the same one again for the same key and body."""

    def look(self, session_id: str) -> Session:
        """What the provider knows of a session."""

    def expire(self, session_id: str) -> Session:
        """Ends an open session, so that it cannot be paid; a finished one is answered as it is."""

    def capture(self, session_id: str, *, key: str) -> Session:
        """Takes the money of an approved session, once per key."""

    def refund(self, *, payment: str, amount: Money, key: str) -> RefundSaid:
        """Sends money back once per key, which travels as the reference."""

    def find_refund(self, *, payment: str, key: str) -> RefundSaid | None:
        """The refund of this payment that carries the key, if there is one."""

    def sessions_since(self, since: datetime, *, ours: Collection[str]) -> Iterable[Session]:
        """Every session made since then; of a provider without a list, those of `ours` (their ids)."""

    def refunds_since(self, since: datetime, *, ours: Collection[str]) -> Iterable[RefundSaid]:
        """Every refund made since then; of a provider without a list, those of `ours` (ids of money)."""

    def read_event(self, *, body: bytes, headers: Mapping[str, str]) -> Event:
        """Verifies and reads a webhook, or raises BadSignature. The headers' names are in lower case."""
