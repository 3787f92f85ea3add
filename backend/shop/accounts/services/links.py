"""Tokens of links, good once: a forgotten password for one hour, an invitation for seven days.

They travel in a link's fragment and are sent by the page itself: no mail scanner that opens the link uses
them up, and no server's log has them.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session

from backend.shop.accounts import keys
from backend.shop.accounts.errors import LinkOver
from backend.shop.accounts.models import OneTimeSecret
from backend.shop.accounts.rules import LIVES, Purpose, folded
from backend.shop.accounts.services.codes import Proved
from backend.shop.kit import ids, news


def begin_link(
    session: Session,
    *,
    purpose: Purpose,
    email: str,
    now: datetime,
    payload: Mapping[str, Any] | None = None,
    account_id: UUID | None = None,
) -> UUID:
    """Has a link sent; as with a code, only the letter's job asks whether anybody has this address."""
    secret = OneTimeSecret(
        id=ids.new_id(),
        purpose=purpose,
        email=folded(email),
        account_id=account_id,
        payload=dict(payload or {}),
        created_at=now,
        expires_at=now + LIVES[purpose],
    )
    session.add(secret)
    session.flush()
    news.announce(session, news.SecretMade(secret_id=secret.id))
    return secret.id


def finish_link(session: Session, *, purpose: Purpose, token: str, now: datetime) -> Proved:
    """Takes a link's token, once. Raises LinkOver."""
    secret_id = keys.id_of_token(token)
    secret = session.get(OneTimeSecret, secret_id, with_for_update=True) if secret_id else None
    if secret is None or secret.purpose != purpose or secret.used_at is not None or secret.expires_at <= now:
        raise LinkOver("Please ask for a new link.")
    secret.used_at = now
    session.flush()
    return Proved(secret.id, secret.email, secret.account_id, secret.payload)


def void(session: Session, which: ColumnElement[bool], *, now: datetime) -> None:
    """What was sent and not used opens nothing any more."""
    unused = update(OneTimeSecret).where(which, OneTimeSecret.used_at.is_(None))
    session.execute(unused.values(used_at=now).execution_options(synchronize_session=False))
