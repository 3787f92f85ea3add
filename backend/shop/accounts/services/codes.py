"""Codes: six digits in a letter, good once, for ten minutes, in the browser that asked, for five guesses.

A code proves that its asker reads the mail of an address. It is a code and no link: mail scanners open links.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.accounts import keys, security
from backend.shop.accounts.errors import CodeOver, CodeRefused
from backend.shop.accounts.models import OneTimeSecret
from backend.shop.accounts.rules import LIVES, MOST_GUESSES, Purpose
from backend.shop.accounts.services import one_time
from backend.shop.accounts.services.one_time import NewSecret
from backend.shop.kit import ids


@dataclass(frozen=True, slots=True)
class Flow:
    """What the asking browser keeps; the code travels in the letter."""

    secret: str
    expires_in: int  # seconds


@dataclass(frozen=True, slots=True)
class Proved:
    """Who sent the code reads the mail of `email`; `payload` is what was waiting for that."""

    id: UUID
    email: str
    account_id: UUID | None
    payload: Mapping[str, Any]


def begin_code(
    session: Session,
    *,
    purpose: Purpose,
    email: str,
    now: datetime,
    payload: Mapping[str, Any] | None = None,
    account_id: UUID | None = None,
) -> Flow:
    """Begins a flow and has its letter sent."""
    flow = ids.token()
    new = NewSecret(purpose, email, account_id, payload or {})
    one_time.make(session, new, now=now, flow_hash=ids.token_hash(flow))
    return Flow(flow, int(LIVES[purpose].total_seconds()))


def finish_code(session: Session, *, purpose: Purpose, flow: str, code: str, now: datetime) -> Proved:
    """Takes the code of a flow, once.

    Raises CodeRefused for a wrong one, which is counted: the caller's transaction is a `tries.counted`.
    Raises CodeOver when no code opens this flow any more.
    """
    this = select(OneTimeSecret).where(OneTimeSecret.flow_hash == ids.token_hash(flow))
    secret = session.scalar(this.with_for_update())
    if secret is None or secret.purpose != purpose or not _stands(secret, now):
        raise CodeOver("Please ask for a new code.")
    secret.tries += 1
    if not keys.is_code_of(secret.id, code):
        session.flush()
        security.warn("code refused", purpose=purpose, email=secret.email, tries=secret.tries)
        raise CodeRefused("Please look at the newest letter and type its six digits.")
    secret.used_at = now
    session.flush()
    return Proved(secret.id, secret.email, secret.account_id, secret.payload)


def give_back(session: Session, proved: Proved) -> None:
    """The code was right and something else was missing: it may come again while guesses are left."""
    session.get_one(OneTimeSecret, proved.id).used_at = None


def forget_payload(session: Session, proved: Proved) -> None:
    """What waited is where it belongs now; a second copy of a password's hash is none too few."""
    session.get_one(OneTimeSecret, proved.id).payload = {}


def _stands(secret: OneTimeSecret, now: datetime) -> bool:
    return secret.used_at is None and secret.expires_at > now and secret.tries < MOST_GUESSES
