"""Money that staff take and hand back themselves: a provider that is asked for no session and never waits.

A refund has succeeded as soon as it is asked for: it is handed over the counter. Whoever reconciles leaves it
out, because nobody else keeps its books.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from backend.shop.payments.errors import BadSignature, ProviderRefused
from backend.shop.payments.provider import Event, RefundSaid, Session
from backend.shop.payments.rules import DESK, RefundState


class Method(StrEnum):
    """How the money came: over the counter, by its terminal, or to the shop's account."""

    CASH = "cash"
    CARD = "card"
    TRANSFER = "transfer"


class DeskProvider:
    """Fits `provider.Provider`."""

    name = DESK

    def open_session(self, *, request: dict[str, Any], key: str) -> Session:
        raise ProviderRefused("The counter has no payment page.")

    def look(self, session_id: str) -> Session:
        raise ProviderRefused("The counter has no payment page.")

    def expire(self, session_id: str) -> Session:
        raise ProviderRefused("The counter has no payment page.")

    def refund(self, *, payment: str, amount: int, key: str) -> RefundSaid:
        return RefundSaid(f"desk-{key}", RefundState.SUCCEEDED, amount, key, "handed over the counter")

    def find_refund(self, *, payment: str, key: str) -> RefundSaid | None:
        return None

    def sessions_since(self, since: datetime) -> Iterable[Session]:
        return ()

    def refunds_since(self, since: datetime) -> Iterable[RefundSaid]:
        return ()

    def read_event(self, *, body: bytes, signature: str) -> Event:
        raise BadSignature("Nobody sends events of the counter.")


def provider() -> DeskProvider:
    return DeskProvider()
