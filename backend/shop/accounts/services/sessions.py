"""Sessions: opened by a login, kept by tokens that change each time, ended one by one or all at once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.shop.accounts import rules, security
from backend.shop.accounts.errors import SessionEnded, SessionNotFound, SessionReused
from backend.shop.accounts.models import Account, LoginSession, RefreshToken
from backend.shop.accounts.selectors import Person, person
from backend.shop.kit import ids

_DEVICE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Login:
    """A login that stands: whose it is, its session, and the secret of the refresh cookie."""

    person: Person
    session_id: UUID
    refresh_token: str
    expires_at: datetime


def open_session(session: Session, account: Account, *, device: str, now: datetime) -> Login:
    """A new login of somebody who has proved who she is."""
    opened = LoginSession(
        id=ids.new_id(),
        account_id=account.id,
        device=device[:_DEVICE_LENGTH],
        created_at=now,
        last_used_at=now,
        expires_at=now + rules.SESSION_LIFE,
    )
    session.add(opened)
    session.flush()
    security.note("logged in", account=account.id, session=opened.id)
    return Login(person(account), opened.id, _issue(session, opened, now), opened.expires_at)


def refresh(session: Session, *, token: str, now: datetime) -> Login:
    """Exchanges a refresh token for the next one. One that comes again within `REUSE_GRACE` is another tab's.

    Raises SessionReused for one used before that: its whole session is revoked, and the caller's transaction
    is a `tries.counted`. Raises SessionEnded for a token that opens nothing any more.
    """
    known = session.get(RefreshToken, ids.token_hash(token))
    if known is None:
        raise SessionEnded
    opened = session.scalars(
        select(LoginSession).where(LoginSession.id == known.session_id).with_for_update()
    ).one()
    session.refresh(known)
    account = session.get_one(Account, opened.account_id)
    if opened.revoked_at is not None or opened.expires_at <= now or not account.active:
        raise SessionEnded
    if known.used_at is not None and now - known.used_at > rules.REUSE_GRACE:
        opened.revoked_at = now
        session.flush()
        security.warn("refresh token came twice", account=account.id, session=opened.id)
        raise SessionReused("This login was used twice, so it was ended to be safe. Please log in again.")
    known.used_at = known.used_at or now
    opened.last_used_at = now
    return Login(person(account), opened.id, _issue(session, opened, now), opened.expires_at)


def log_out(session: Session, *, token: str, now: datetime) -> None:
    """Ends the token's session; one that is unknown or has ended is as good."""
    known = session.get(RefreshToken, ids.token_hash(token))
    if known is not None:
        ended = update(LoginSession).where(LoginSession.id == known.session_id)
        session.execute(ended.where(LoginSession.revoked_at.is_(None)).values(revoked_at=now))


def end_session(session: Session, *, account_id: UUID, session_id: UUID, now: datetime) -> None:
    """Ends one of somebody's own logins. Raises SessionNotFound."""
    ended = update(LoginSession).where(
        LoginSession.id == session_id,
        LoginSession.account_id == account_id,
        LoginSession.revoked_at.is_(None),
    )
    if session.scalar(ended.values(revoked_at=now).returning(LoginSession.id)) is None:
        raise SessionNotFound
    security.note("session ended", account=account_id, session=session_id)


def end_sessions(session: Session, *, account_id: UUID, now: datetime, keep: UUID | None = None) -> None:
    """Ends every login of an account, but for the one to keep."""
    ended = update(LoginSession).where(
        LoginSession.account_id == account_id, LoginSession.revoked_at.is_(None)
    )
    if keep is not None:
        ended = ended.where(LoginSession.id != keep)
    session.execute(ended.values(revoked_at=now))
    security.note("sessions ended", account=account_id)


def _issue(session: Session, opened: LoginSession, now: datetime) -> str:
    token = ids.token()
    session.add(RefreshToken(token_hash=ids.token_hash(token), session_id=opened.id, issued_at=now))
    session.flush()
    return token
