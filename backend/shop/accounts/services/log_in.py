"""Logging in: with a password or with a code from a letter, and with the second factor where there is one."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.accounts import passwords, security
from backend.shop.accounts.errors import CodeOver, LoginRefused, TotpRefused, TotpRequired
from backend.shop.accounts.limits import Door
from backend.shop.accounts.models import Account
from backend.shop.accounts.rules import Purpose, folded
from backend.shop.accounts.services import codes, counting, second_factor
from backend.shop.accounts.services.codes import Flow
from backend.shop.accounts.services.counting import Visitor
from backend.shop.accounts.services.sessions import Login, open_session


def log_in(  # what somebody brings to the door, all by keyword
    session: Session,
    *,
    email: str,
    password: str,
    visitor: Visitor,
    now: datetime,
    totp: str | None = None,
) -> Login:
    """Opens a session for who knows the password.

    Raises TooManyAttempts before any password is looked at; LoginRefused, TotpRequired and TotpRefused are
    counted, so the caller's transaction is a `tries.counted`.
    """
    counting.count(session, door=Door.LOGIN, email=email, visitor=visitor, now=now)
    account = session.scalar(select(Account).where(Account.email == folded(email)).with_for_update())
    known = passwords.matches(account.password_hash if account else None, password)
    if account is None or not known or not account.active:
        security.warn("login refused", email=folded(email), address=visitor.address)
        raise LoginRefused("Please check both, and mind capital letters.")
    counting.forgive(session, door=Door.LOGIN, email=email, visitor=visitor)
    if account.password_hash and passwords.is_outdated(account.password_hash):
        account.password_hash = passwords.hashed(password)
    second_factor.check(session, account=account, given=totp, visitor=visitor, now=now)
    return open_session(session, account, device=visitor.device, now=now)


def send_code(session: Session, *, email: str, visitor: Visitor, now: datetime) -> Flow:
    """Begins a login by a code. Raises TooManyAttempts."""
    counting.count(session, door=Door.CODE, email=email, visitor=visitor, now=now)
    return codes.begin_code(session, purpose=Purpose.LOGIN, email=email, now=now)


def log_in_by_code(  # as above
    session: Session, *, flow: str, code: str, visitor: Visitor, now: datetime, totp: str | None = None
) -> Login:
    """Opens a session for who reads the mail of an account's address.

    Raises CodeOver; counted are CodeRefused, TotpRequired and TotpRefused: the last two leave the code good
    for another try.
    """
    proved = codes.finish_code(session, purpose=Purpose.LOGIN, flow=flow, code=code, now=now)
    account = session.scalar(select(Account).where(Account.email == proved.email).with_for_update())
    if account is None or not account.active:
        raise CodeOver("Please ask for a new code.")
    try:
        second_factor.check(session, account=account, given=totp, visitor=visitor, now=now)
    except (TotpRequired, TotpRefused):
        codes.give_back(session, proved)
        raise
    return open_session(session, account, device=visitor.device, now=now)
