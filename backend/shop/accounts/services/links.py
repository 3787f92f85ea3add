"""Tokens of links, good once: a forgotten password for one hour, an invitation for seven days.

They travel in a link's fragment and are sent by the page itself: no mail scanner that opens the link uses
them up, and no server's log has them.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.accounts import keys
from backend.shop.accounts.errors import LinkOver
from backend.shop.accounts.models import OneTimeSecret
from backend.shop.accounts.rules import Purpose
from backend.shop.accounts.services import one_time
from backend.shop.accounts.services.codes import Proved
from backend.shop.accounts.services.one_time import NewSecret


def begin_link(
    session: Session, *, purpose: Purpose, email: str, now: datetime, account_id: UUID | None = None
) -> UUID:
    """Has a link sent; answers the id of its secret."""
    return one_time.make(session, NewSecret(purpose, email, account_id), now=now)


def finish_link(session: Session, *, purpose: Purpose, token: str, now: datetime) -> Proved:
    """Takes a link's token, once. Raises LinkOver."""
    secret_id = keys.id_of_token(token)
    secret = session.get(OneTimeSecret, secret_id, with_for_update=True) if secret_id else None
    if secret is None or secret.purpose != purpose or secret.used_at is not None or secret.expires_at <= now:
        raise LinkOver("Please ask for a new link.")
    secret.used_at = now
    session.flush()
    return Proved(secret.id, secret.email, secret.account_id, secret.payload)
