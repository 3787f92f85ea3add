"""The small protocol that every payment provider fits into. Providers return data, never HTML."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from backend.shop.payments.rules import RefundState


class SessionState(StrEnum):
    OPEN = "open"
    PAID = "paid"  # the provider says paid, never just completed
    UNPAID = "unpaid"  # completed, and no money came
    EXPIRED = "expired"


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
    """What the shop asks of a provider. Every call may raise ProviderUnavailable or ProviderRefused."""

    name: str

    def open_session(self, *, request: dict[str, Any], key: str) -> Session:
        """Makes the session, or gives the same one again for the same key and body."""

    def look(self, session_id: str) -> Session:
        """What the provider knows of a session."""

    def expire(self, session_id: str) -> Session:
        """Ends an open session, so that it cannot be paid; a finished one is answered as it is."""

    def refund(self, *, payment: str, amount: int, key: str) -> RefundSaid:
        """Sends money back once per key, which travels as the reference."""

    def find_refund(self, *, payment: str, key: str) -> RefundSaid | None:
        """The refund of this payment that carries the key, if there is one."""

    def sessions_since(self, since: datetime) -> Iterable[Session]:
        """Every session made since then."""

    def refunds_since(self, since: datetime) -> Iterable[RefundSaid]:
        """Every refund made since then."""

    def read_event(self, *, body: bytes, signature: str) -> Event:
        """Verifies and reads a webhook, or raises BadSignature."""
