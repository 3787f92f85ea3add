"""Forgets what nobody needs: secrets that are over, counters that have run out, sessions long ended."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from backend.shop.accounts.models import LoginSession, OneTimeSecret, RefreshToken, TryCounter

# Letters of a secret may still be tried for some hours; an ended session is evidence for a while.
_SECRETS_KEPT, _SESSIONS_KEPT = timedelta(days=1), timedelta(days=30)


def sweep(session: Session, *, now: datetime) -> None:
    """Deletes in one transaction; whatever still counts is not touched."""
    session.execute(delete(OneTimeSecret).where(OneTimeSecret.expires_at < now - _SECRETS_KEPT))
    session.execute(delete(TryCounter).where(TryCounter.ends_at < now))
    long_ago = now - _SESSIONS_KEPT
    over = or_(LoginSession.expires_at < long_ago, LoginSession.revoked_at < long_ago)
    ended = select(LoginSession.id).where(over)
    session.execute(delete(RefreshToken).where(RefreshToken.session_id.in_(ended)))
    session.execute(delete(LoginSession).where(over))
