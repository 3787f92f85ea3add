"""One-time secrets are written here, whether a code or a link carries them, and their letter is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session

from backend.shop.accounts.models import OneTimeSecret
from backend.shop.accounts.rules import LIVES, Purpose, folded
from backend.shop.kit import ids, news


@dataclass(frozen=True, slots=True)
class NewSecret:
    """What is to be proved, by whoever reads the mail of `email`; `payload` waits for that."""

    purpose: Purpose
    email: str
    account_id: UUID | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)


def make(session: Session, new: NewSecret, *, now: datetime, flow_hash: str | None = None) -> UUID:
    """Has its letter sent, and answers its id.

    Whether anybody has this address is asked by the letter's job alone: here the same is done for everybody.
    """
    secret = OneTimeSecret(
        id=ids.new_id(),
        purpose=new.purpose,
        flow_hash=flow_hash,
        email=folded(new.email),
        account_id=new.account_id,
        payload=dict(new.payload),
        created_at=now,
        expires_at=now + LIVES[new.purpose],
    )
    session.add(secret)
    session.flush()
    news.announce(session, news.SecretMade(secret_id=secret.id))
    return secret.id


def void(session: Session, which: ColumnElement[bool], *, now: datetime) -> None:
    """What was sent and not used opens nothing any more."""
    unused = update(OneTimeSecret).where(which, OneTimeSecret.used_at.is_(None))
    session.execute(unused.values(used_at=now).execution_options(synchronize_session=False))
