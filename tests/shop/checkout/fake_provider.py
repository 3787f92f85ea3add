"""A payment provider in memory that fits `provider.Provider`, and refuses to be called in a transaction.

Of both kinds: money moves on its page (as with Stripe), or when it is captured (as with PayPal).
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text

from backend import db
from backend.shop.kit.money import Money
from backend.shop.payments import stripe_provider
from backend.shop.payments.errors import ProviderRefused
from backend.shop.payments.provider import Ask, Event, RefundSaid, Session, SessionState
from backend.shop.payments.rules import RefundState

SHORTEST = timedelta(minutes=30)

Trouble = Callable[[], None]


@dataclass
class FakeProvider:
    """`before` and `after` are troubles per verb, each once: raise, wait, or do something behind our back."""

    now: Callable[[], datetime]
    alone: bool = True  # whether no other thread uses the database, so that open transactions can be counted
    name: str = "stripe"
    captures: bool = False
    takes: dict[str, Session] = field(default_factory=dict)  # what a capture of this session will say
    captured: dict[str, Session] = field(default_factory=dict)  # what it said, by key
    sessions: dict[str, Session] = field(default_factory=dict)
    requests: dict[str, dict[str, Any]] = field(default_factory=dict)
    refunds: dict[str, RefundSaid] = field(default_factory=dict)
    made_at: dict[str, datetime] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    before: dict[str, list[Trouble]] = field(default_factory=lambda: defaultdict(list))
    after: dict[str, list[Trouble]] = field(default_factory=lambda: defaultdict(list))
    refund_state: RefundState = RefundState.SUCCEEDED
    lock: threading.RLock = field(default_factory=threading.RLock)

    def request(self, ask: Ask) -> dict[str, Any]:
        return stripe_provider.request(ask)

    def open_session(self, *, request: dict[str, Any], key: str) -> Session:
        self._enter("open")
        with self.lock:
            first = self._opened(request, key)
        self._leave("open")
        return first

    def _opened(self, request: dict[str, Any], key: str) -> Session:
        if key not in self.requests:
            expires_at = datetime.fromtimestamp(request["expires_at"], UTC)
            if expires_at < self.now() + SHORTEST and not self.captures:
                raise ProviderRefused("expires_at is too soon", param="expires_at")
            self._make(request, key)
        assert self.requests[key] == request, "the same key with another body"
        # As the real one: a repeated answer is as old as the first.
        return replace(self.sessions[_session_of(key)], state=SessionState.OPEN, payment=None)

    def look(self, session_id: str) -> Session:
        self._enter("look")
        if session_id not in self.sessions:
            raise ProviderRefused("no such session")
        found = self.sessions[session_id]
        self._leave("look")
        return found

    def expire(self, session_id: str) -> Session:
        self._enter("expire")
        with self.lock:
            found = self.sessions[session_id]
            assert not self.captures, "nobody can end this page"
            if found.state is SessionState.OPEN:
                found = self._put(replace(found, state=SessionState.EXPIRED, redirect_url=None))
        self._leave("expire")
        return found

    def capture(self, session_id: str, *, key: str) -> Session:
        """Once per key, and only while our payment says so to everybody."""
        self._enter("capture")
        with self.lock:
            if key not in self.captured:
                self.captured[key] = self._capture(session_id)
        self._leave("capture")
        return self.captured[key]

    def _capture(self, session_id: str) -> Session:
        assert self.captures, "the money moves on the page"
        found = self.sessions[session_id]
        assert found.state is SessionState.APPROVED, "nothing is approved"
        with db.transaction() as session:
            [(state,)] = session.execute(
                text("select state from payment where id = :id"), {"id": session_id.removeprefix("cs_")}
            )
        assert state in ("capturing", "unknown"), f"captured while {state}"
        said = self.takes.pop(session_id)
        if said.state is SessionState.DECLINED:
            self._put(replace(found, state=SessionState.OPEN))
            return said
        return self._put(said)

    def refund(self, *, payment: str, amount: Money, key: str) -> RefundSaid:
        self._enter("refund")
        with self.lock:
            self._refunded(payment, amount.amount, key)
        self._leave("refund")
        return self.refunds[key]

    def _refunded(self, payment: str, amount: int, key: str) -> None:
        if key not in self.refunds:
            paid = next(each.amount for each in self.sessions.values() if each.payment == payment)
            gone = sum(each.amount for each in self.refunds.values() if each.id.startswith(f"re_{payment}"))
            if gone + amount > paid:
                raise ProviderRefused("more than is left")
            made = RefundSaid(f"re_{payment}_{len(self.refunds)}", self.refund_state, amount, key)
            self.refunds[key], self.made_at[made.id] = made, self.now()

    def find_refund(self, *, payment: str, key: str) -> RefundSaid | None:
        self._enter("find_refund")
        return self.refunds.get(key)

    def sessions_since(self, since: datetime, *, ours: Collection[str]) -> Iterable[Session]:
        self._enter("list")
        return [each for each in self.sessions.values() if self.made_at[each.id] >= since]

    def refunds_since(self, since: datetime, *, ours: Collection[str]) -> Iterable[RefundSaid]:
        return [each for each in self.refunds.values() if self.made_at[each.id] >= since]

    def read_event(self, *, body: bytes, headers: Mapping[str, str]) -> Event:
        raise NotImplementedError

    def pay(
        self,
        key: object,
        *,
        amount: int | None = None,
        currency: str | None = None,
        said: SessionState = SessionState.PAID,
    ) -> None:
        """The customer pays on the hosted page of this payment, or approves what a capture will say."""
        known = self.sessions[_session_of(key)]
        paid = replace(
            known,
            state=said,
            redirect_url=None,
            amount=known.amount if amount is None else amount,
            currency=currency or known.currency,
            payment=f"pi_{key}",
        )
        if self.captures:
            self.takes[known.id] = paid
            self._put(replace(known, state=SessionState.APPROVED))
        else:
            self._put(paid)

    def charge(self, key: object) -> None:
        """The money is there, whatever we think of its page."""
        self.pay(key)
        if self.captures:
            self._put(self.takes.pop(_session_of(key)))

    def pay_if_open(self, key: object) -> bool:
        """The customer tries to pay a page that may just have been ended."""
        with self.lock:
            open_still = self.sessions[_session_of(key)].state is SessionState.OPEN
            if open_still:
                self.pay(key)
            return open_still

    def say(self, key: object, state: SessionState) -> None:
        self._put(replace(self.sessions[_session_of(key)], state=state))

    def _make(self, request: dict[str, Any], key: str) -> None:
        lines = request["line_items"]
        self.requests[key], self.made_at[_session_of(key)] = request, self.now()
        self._put(
            Session(
                id=_session_of(key),
                state=SessionState.OPEN,
                redirect_url=f"https://pay.example/{key}",
                amount=sum(line["quantity"] * line["price_data"]["unit_amount"] for line in lines),
                currency=lines[0]["price_data"]["currency"].upper(),
                reference=request["client_reference_id"],
                payment=None,
            )
        )

    def _put(self, found: Session) -> Session:
        self.sessions[found.id] = found
        return found

    def _enter(self, verb: str) -> None:
        if self.alone:
            assert db.engine().pool.checkedout() == 0, f"{verb} inside a transaction"  # type: ignore[attr-defined]
        self.calls.append(verb)
        self._trouble(self.before[verb])

    def _leave(self, verb: str) -> None:
        self._trouble(self.after[verb])

    @staticmethod
    def _trouble(waiting: list[Trouble]) -> None:
        if waiting:
            waiting.pop(0)()


def _session_of(key: object) -> str:
    return f"cs_{key}"


def raises(error: BaseException) -> Trouble:
    def trouble() -> None:
        raise error

    return trouble
