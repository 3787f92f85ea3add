"""Changes of an account by its owner: name and phone, password, e-mail."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.shop.accounts import passwords, security
from backend.shop.accounts.errors import AccountExists, CodeOver, LinkOver
from backend.shop.accounts.limits import Door
from backend.shop.accounts.models import Account, OneTimeSecret
from backend.shop.accounts.rules import LIVES, Purpose, folded
from backend.shop.accounts.selectors import Person, person
from backend.shop.accounts.services import codes, counting, links, one_time, second_factor, sessions
from backend.shop.accounts.services.codes import Flow
from backend.shop.accounts.services.counting import Visitor
from backend.shop.accounts.services.proof import prove
from backend.shop.audit import services as audit
from backend.shop.kit import news
from backend.shop.kit.errors import VersionConflict


@dataclass(frozen=True, slots=True)
class Profile:
    """None: it stays; an empty phone is none."""

    name: str | None
    phone: str | None


def change_profile(session: Session, *, account_id: UUID, version: int, profile: Profile) -> Person:
    """Raises VersionConflict."""
    account = session.get_one(Account, account_id, with_for_update=True)
    if account.version != version:
        raise VersionConflict("Your account was changed in another window meanwhile.")
    account.name = profile.name or account.name
    account.phone = account.phone if profile.phone is None else profile.phone or None
    account.version += 1
    return person(account)


@dataclass(frozen=True, slots=True)
class Passwords:
    current: str
    new: str


def change_password(
    session: Session, *, account_id: UUID, given: Passwords, visitor: Visitor, keep: UUID, now: datetime
) -> None:
    """A new password for who knows the old one; every login but the one to `keep` ends.

    Raises PasswordRefused (counted), TooManyAttempts, WeakPassword.
    """
    account = prove(session, account_id=account_id, password=given.current, visitor=visitor, now=now)
    _set_password(session, account, given.new, why="by its owner", now=now)
    sessions.end_sessions(session, account_id=account.id, now=now, keep=keep)


def forgot_password(session: Session, *, email: str, visitor: Visitor, now: datetime) -> int:
    """Has a link sent if somebody has this address; answers how many seconds it is good for."""
    counting.count(session, door=Door.FORGOT, email=email, visitor=visitor, now=now)
    links.begin_link(session, purpose=Purpose.RESET, email=email, now=now)
    return int(LIVES[Purpose.RESET].total_seconds())


def reset_password(session: Session, *, token: str, password: str, now: datetime) -> None:
    """A new password by a link; every login ends, and every other link and code of the account.

    The second factor stays. Raises LinkOver, WeakPassword.
    """
    proved = links.finish_link(session, purpose=Purpose.RESET, token=token, now=now)
    account = session.scalar(select(Account).where(Account.email == proved.email).with_for_update())
    if account is None or not account.active:
        raise LinkOver("Please ask for a new link.")
    _set_password(session, account, password, why="by a letter", now=now)
    sessions.end_sessions(session, account_id=account.id, now=now)


def accept_invitation(session: Session, *, token: str, password: str, now: datetime) -> None:
    """The password of somebody who was invited; an older second factor goes, so that a lost phone is no end.

    Raises LinkOver, WeakPassword.
    """
    proved = links.finish_link(session, purpose=Purpose.INVITE, token=token, now=now)
    account = session.get(Account, proved.account_id, with_for_update=True) if proved.account_id else None
    if account is None or not account.active or account.email != proved.email:
        raise LinkOver("Please ask for a new invitation.")
    second_factor.take_away(session, account=account)
    _set_password(session, account, password, why="by an invitation", now=now)
    sessions.end_sessions(session, account_id=account.id, now=now)


def begin_email(
    session: Session, *, account_id: UUID, email: str, password: str, visitor: Visitor, now: datetime
) -> Flow:
    """Has a code sent to the new address; none if somebody has it, but the answer is the same.

    Raises PasswordRefused (counted), TooManyAttempts.
    """
    account = prove(session, account_id=account_id, password=password, visitor=visitor, now=now)
    counting.count(session, door=Door.CODE, email=email, visitor=visitor, now=now)
    return codes.begin_code(
        session,
        purpose=Purpose.CHANGE_EMAIL,
        email=email,
        payload={"was": account.email},
        account_id=account.id,
        now=now,
    )


def finish_email(session: Session, *, account_id: UUID, flow: str, code: str, now: datetime) -> Person:
    """The proved address becomes the account's; the old one gets a letter.

    Raises CodeRefused (counted), CodeOver, AccountExists where somebody took it meanwhile.
    """
    proved = codes.finish_code(session, purpose=Purpose.CHANGE_EMAIL, flow=flow, code=code, now=now)
    account = session.get_one(Account, account_id, with_for_update=True)
    if proved.account_id != account.id or proved.payload["was"] != account.email:
        raise CodeOver("Please ask for a new code.")
    account.email = proved.email
    account.version += 1
    try:
        with session.begin_nested():
            session.flush()
    except IntegrityError as error:
        raise AccountExists("Somebody has this address already.") from error
    one_time.void(session, OneTimeSecret.account_id == account.id, now=now)
    one_time.void(session, OneTimeSecret.email == folded(proved.payload["was"]), now=now)
    _write_down(session, account, "account.email_changed", "", now, was=proved.payload["was"])
    news.announce(session, news.EmailChanged(secret_id=proved.id))
    return person(account)


def _set_password(session: Session, account: Account, password: str, *, why: str, now: datetime) -> None:
    account.password_hash = passwords.chosen(password, email=account.email)
    account.version += 1
    one_time.void(session, OneTimeSecret.account_id == account.id, now=now)
    one_time.void(session, OneTimeSecret.email == account.email, now=now)
    entry_id = _write_down(session, account, "account.password_changed", why, now)
    news.announce(session, news.PasswordChanged(account_id=account.id, entry_id=entry_id))


def _write_down(
    session: Session, account: Account, action: str, why: str, at: datetime, **change: str
) -> int:
    security.note(action, account=account.id, why=why or "by its owner")
    entry = audit.record(
        session,
        actor=person(account).who,
        action=action,
        subject=f"account:{account.id}",
        reason=why,
        change=change,
        at=at,
    )
    session.flush()
    return entry.id
