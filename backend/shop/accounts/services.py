"""Writes of accounts: made by a command, logged in by a password, kept in by tokens that change each time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import case, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.shop.accounts import passwords, rules
from backend.shop.accounts.errors import (
    AccountExists,
    SessionEnded,
    TooManyAttempts,
    WeakPassword,
)
from backend.shop.accounts.models import Account, LoginFailure, LoginSession, RefreshToken
from backend.shop.accounts.rules import Role, folded
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


def add_account(
    session: Session, *, email: str, name: str, role: Role, password: str, at: datetime
) -> Person:
    """Makes an account. Raises WeakPassword, AccountExists."""
    if not rules.SHORTEST_PASSWORD <= len(password) <= rules.LONGEST_PASSWORD:
        raise WeakPassword(
            f"A password has {rules.SHORTEST_PASSWORD} to {rules.LONGEST_PASSWORD} characters."
        )
    account = Account(
        id=ids.new_id(),
        email=folded(email),
        name=name.strip(),
        role=role,
        password_hash=passwords.hashed(password),
        created_at=at,
    )
    try:
        with session.begin_nested():
            session.add(account)
    except IntegrityError as error:
        raise AccountExists(f"{account.email} has an account already.") from error
    return person(account)


def log_in(
    session: Session, *, email: str, password: str, device: str, address: str, now: datetime
) -> Login | None:
    """Opens a session for who knows the password; None, and the failure counted, for who does not.

    The caller commits either way. Raises TooManyAttempts before any password is looked at.
    """
    _count_try(session, email=email, address=address, now=now)
    account = session.scalar(select(Account).where(Account.email == folded(email)).with_for_update())
    known = passwords.matches(account.password_hash if account else None, password)
    if account is None or not known or not account.active:
        return None
    _forgive_try(session, email=email, address=address)
    if passwords.is_outdated(account.password_hash):
        account.password_hash = passwords.hashed(password)
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
    return Login(person(account), opened.id, _issue(session, opened, now), opened.expires_at)


def refresh(session: Session, *, token: str, now: datetime) -> Login | None:
    """Exchanges a refresh token for the next one; None, and its whole session revoked, for one used before.

    The caller commits either way. A token that comes again within `REUSE_GRACE` is another tab's. Raises
    SessionEnded for a token that opens nothing any more.
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
        return None
    known.used_at = known.used_at or now
    opened.last_used_at = now
    return Login(person(account), opened.id, _issue(session, opened, now), opened.expires_at)


def log_out(session: Session, *, token: str, now: datetime) -> None:
    """Ends the token's session; one that is unknown or has ended is as good."""
    known = session.get(RefreshToken, ids.token_hash(token))
    if known is not None:
        ended = update(LoginSession).where(LoginSession.id == known.session_id)
        session.execute(ended.where(LoginSession.revoked_at.is_(None)).values(revoked_at=now))


def _issue(session: Session, opened: LoginSession, now: datetime) -> str:
    token = ids.token()
    session.add(RefreshToken(token_hash=ids.token_hash(token), session_id=opened.id, issued_at=now))
    session.flush()
    return token


def _count_try(session: Session, *, email: str, address: str, now: datetime) -> None:
    """Counts a try as failed before it is made, so that a thousand at once are no more than one by one."""
    begun = now - rules.FAILURE_WINDOW
    for key, most in sorted(_limits(email, address).items()):
        row = insert(LoginFailure).values(key=key, failures=1, since=now)
        is_over = LoginFailure.since <= begun
        counted = row.on_conflict_do_update(
            index_elements=["key"],
            set_={
                "failures": case((is_over, 1), else_=LoginFailure.failures + 1),
                "since": case((is_over, now), else_=LoginFailure.since),
            },
        ).returning(LoginFailure.failures, LoginFailure.since)
        failures, since = session.execute(counted).one()
        if failures > most:
            wait = int((since + rules.FAILURE_WINDOW - now).total_seconds()) + 1
            raise TooManyAttempts("Please wait a quarter of an hour and try again.", retry_after=wait)


def _forgive_try(session: Session, *, email: str, address: str) -> None:
    """It was no failure: the e-mail's counter is gone, the address's is what it was."""
    both, alone = _limits(email, address)
    session.execute(delete(LoginFailure).where(LoginFailure.key == both))
    session.execute(
        update(LoginFailure).where(LoginFailure.key == alone).values(failures=LoginFailure.failures - 1)
    )


def _limits(email: str, address: str) -> dict[str, int]:
    """The counters of a try and their limits: this address with this e-mail, then with whatever e-mail.

    There is none for the e-mail alone: a stranger could lock its owner out.
    """
    return {
        ids.token_hash(f"{address} {folded(email)}"): rules.MOST_FAILURES,
        ids.token_hash(address): rules.MOST_FAILURES_PER_ADDRESS,
    }
