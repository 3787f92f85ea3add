"""The second factor: TOTP (RFC 6238) by an app, and ten recovery codes for the day when the phone is gone.

A code is good once: the step of the last one is kept. A factor that is being set up counts for nothing until
its first code is confirmed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pyotp
from sqlalchemy import delete
from sqlalchemy.orm import Session

from backend.shop.accounts import keys, security
from backend.shop.accounts.errors import NoTotp, TotpNeeded, TotpRefused, TotpRequired
from backend.shop.accounts.limits import Door
from backend.shop.accounts.models import Account, RecoveryCode
from backend.shop.accounts.selectors import needs_totp
from backend.shop.accounts.services import counting, sessions
from backend.shop.accounts.services.counting import Visitor
from backend.shop.audit import services as audit
from backend.shop.kit import ids

_STEP = 30  # seconds, RFC 6238's default, the only one that every app knows
_SPARE = (0, -1, 1)  # steps that a phone's clock may be off
_RECOVERY_CODES = 10


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an app needs: `uri` is what the picture shows, `secret` what one types without a camera."""

    secret: str
    uri: str


def begin(*, account: Account, shop_name: str) -> Enrolment:
    """A new secret that waits for its first code; the factor that there is stays until then."""
    secret = pyotp.random_base32()
    account.totp_pending = keys.sealed(secret)
    uri = pyotp.TOTP(secret).provisioning_uri(name=account.email, issuer_name=shop_name)
    return Enrolment(secret, uri)


def confirm(
    session: Session, *, account_id: UUID, code: str, visitor: Visitor, keep: UUID, now: datetime
) -> list[str]:
    """Makes the waiting secret the factor; answers the recovery codes, of which only hashes are kept.

    Every login but the one to `keep` ends: they were opened without it. Raises NoTotp, TotpRefused (counted).
    """
    account = session.get_one(Account, account_id, with_for_update=True)
    secret = keys.opened(account.totp_pending) if account.totp_pending else None
    if secret is None:
        raise NoTotp("Please begin again with a new picture.")
    counting.count(session, door=Door.TOTP, email=str(account.id), visitor=visitor, now=now)
    step = _step_of(secret, code, now)
    if step is None:
        raise TotpRefused("Please check the clock of your phone, and type the newest code.")
    account.totp_secret, account.totp_pending, account.totp_step = account.totp_pending, None, step
    account.version += 1
    _forget_codes(session, account.id)
    codes = [ids.recovery_code() for _ in range(_RECOVERY_CODES)]
    session.add_all(RecoveryCode(code_hash=ids.token_hash(_bare(c)), account_id=account.id) for c in codes)
    sessions.end_sessions(session, account_id=account.id, now=now, keep=keep)
    _write_down(session, account, "account.totp_set", now)
    return codes


def remove(session: Session, *, account: Account, now: datetime) -> None:
    """Takes the factor away. Raises TotpNeeded where the role has to have one."""
    if needs_totp(account.role):
        raise TotpNeeded("As owner or manager you need it. You can set up another phone instead.")
    take_away(session, account=account)
    _write_down(session, account, "account.totp_removed", now)


def take_away(session: Session, *, account: Account) -> None:
    account.totp_secret = account.totp_pending = account.totp_step = None
    account.version += 1
    _forget_codes(session, account.id)


def check(session: Session, *, account: Account, given: str | None, visitor: Visitor, now: datetime) -> None:
    """Whether who has proved the first factor has the second, if the account has one; a code is used up.

    Raises TotpRequired without one, TotpRefused (counted) for a wrong one.
    """
    if account.totp_secret is None:
        return
    if not given:
        raise TotpRequired("Type the six digits that your app shows, or one of your recovery codes.")
    counting.count(session, door=Door.TOTP, email=str(account.id), visitor=visitor, now=now)
    if not _opens(session, account, given, now):
        security.warn("second factor refused", account=account.id, address=visitor.address)
        raise TotpRefused("Type the newest six digits of your app. Each code is good once.")
    counting.forgive(session, door=Door.TOTP, email=str(account.id), visitor=visitor)


def _opens(session: Session, account: Account, given: str, now: datetime) -> bool:
    secret = keys.opened(account.totp_secret or "")
    step = _step_of(secret, given, now) if secret else None
    if secret and step is not None and step > (account.totp_step or 0):
        account.totp_step = step
        account.totp_secret = keys.sealed(secret)  # by today's key, should it have been rotated
        return True
    this = delete(RecoveryCode).where(
        RecoveryCode.code_hash == ids.token_hash(_bare(given)), RecoveryCode.account_id == account.id
    )
    used = session.scalar(this.returning(RecoveryCode.code_hash)) is not None
    if used:
        security.warn("recovery code used", account=account.id)
    return used


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """The step whose code this is; None for a code of another time or none at all."""
    totp, digits = pyotp.TOTP(secret), _bare(code)
    for spare in _SPARE:
        at = now + timedelta(seconds=spare * _STEP)
        if pyotp.utils.strings_equal(totp.at(at), digits):
            return int(at.timestamp()) // _STEP
    return None


def _bare(code: str) -> str:
    return "".join(each for each in code.upper() if each.isalnum())


def _forget_codes(session: Session, account_id: UUID) -> None:
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))


def _write_down(session: Session, account: Account, action: str, at: datetime) -> None:
    who = f"staff:{account.id}"
    audit.record(
        session, actor=who, action=action, subject=f"account:{account.id}", reason="", change={}, at=at
    )
    security.note(action, account=account.id)
