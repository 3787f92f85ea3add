"""The end of an account: closed at once, with all that the customer kept here. Its row stays, nameless."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from backend.shop.accounts import favorites, keydates, people, preferences, security
from backend.shop.accounts.errors import StaffAccount
from backend.shop.accounts.models import (
    Account,
    FavoriteFlower,
    FavoriteProduct,
    KeyDate,
    LoginSession,
    OneTimeSecret,
    Preference,
    RecoveryCode,
    RefreshToken,
    SavedRecipient,
)
from backend.shop.accounts.rules import STAFF
from backend.shop.audit import services as audit

# What stands where somebody is forgotten; the domain is reserved (RFC 2606), and nothing is ever sent there.
_NOWHERE = "@erased.example.com"
ERASED = "Erased"
ERASED_EMAIL = f"nobody{_NOWHERE}"
ERASED_PHONE = "000-0000"

_KEPT = (SavedRecipient, FavoriteProduct, FavoriteFlower, KeyDate, Preference, RecoveryCode)


def is_erased(email: str) -> bool:
    """Whether the address is one that stands for somebody who is forgotten."""
    return email.endswith(_NOWHERE)


def emails_of(session: Session, *, account_id: UUID) -> set[str]:
    """Every address, folded, that is or was hers: the present one, those before it, those she claimed.

    One that is somebody else's account now is not among them.
    """
    secrets = select(OneTimeSecret.email).where(OneTimeSecret.account_id == account_id)
    told = audit.export_person(session, subjects=[f"account:{account_id}"])
    written = (entry["change"].get(name) for entry in told for name in ("was", "email"))
    found = {session.get_one(Account, account_id).email, *session.scalars(secrets), *filter(None, written)}
    others = select(Account.email).where(Account.email.in_(found), Account.id != account_id)
    return found - set(session.scalars(others))


def erase_person(session: Session, *, account_id: UUID, emails: Collection[str]) -> None:
    """Closes the account: nobody logs in, every session ends, and who it was of is forgotten.

    `emails` are what `emails_of` said. Raises StaffAccount.
    """
    account = session.get_one(Account, account_id, with_for_update=True)
    if account.role in STAFF:
        raise StaffAccount("You work here: please ask the owner to close this account.")
    for table in _KEPT:
        session.execute(delete(table).where(table.account_id == account_id))
    sessions = select(LoginSession.id).where(LoginSession.account_id == account_id)
    session.execute(delete(RefreshToken).where(RefreshToken.session_id.in_(sessions)))
    session.execute(delete(LoginSession).where(LoginSession.account_id == account_id))
    hers = or_(OneTimeSecret.account_id == account_id, OneTimeSecret.email.in_(emails))
    session.execute(delete(OneTimeSecret).where(hers))
    account.name, account.email, account.phone = ERASED, f"{account_id}{_NOWHERE}", None
    account.password_hash = account.totp_secret = account.totp_pending = None
    account.active, account.first_order_at = False, None
    account.version += 1
    session.flush()
    security.note("account closed", account=account_id)


def export_person(session: Session, *, account_id: UUID) -> dict[str, Any]:
    """Her profile and everything that she keeps here."""
    account = session.get_one(Account, account_id)
    wishes = preferences.wishes(session, account_id=account_id)
    logins = select(LoginSession).where(LoginSession.account_id == account_id)
    return {
        "name": account.name,
        "email": account.email,
        "phone": account.phone,
        "created_at": account.created_at,
        "first_order_at": account.first_order_at,
        "sessions": [
            {"device": each.device, "created_at": each.created_at, "last_used_at": each.last_used_at}
            for each in session.scalars(logins.order_by(LoginSession.created_at))
        ],
        "addresses": [
            {"label": each.label, "recipient": each.recipient}
            for each in people.all_of(session, account_id=account_id)
        ],
        "favorites": {
            "products": favorites.products(session, account_id=account_id),
            "flowers": favorites.flowers(session, account_id=account_id),
        },
        "key_dates": [
            {
                "person": each.person,
                "occasion": each.occasion,
                "month": each.month,
                "day": each.day,
                "remind": each.remind,
            }
            for each in keydates.all_of(session, account_id=account_id)
        ],
        "preferences": {
            "newsletter": wishes.newsletter,
            "reminders": wishes.reminders,
            "quiet_occasions": list(wishes.quiet_occasions),
        },
    }
