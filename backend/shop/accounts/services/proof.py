"""The password, asked again of somebody who is logged in: for some things a tab left open is not enough."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.accounts import passwords, security
from backend.shop.accounts.errors import PasswordRefused
from backend.shop.accounts.limits import Door
from backend.shop.accounts.models import Account
from backend.shop.accounts.services import counting
from backend.shop.accounts.services.counting import Visitor


def prove(session: Session, *, account_id: UUID, password: str, visitor: Visitor, now: datetime) -> Account:
    """The account, locked, for who knows its password.

    Raises TooManyAttempts; PasswordRefused is counted, so the caller's transaction is a `tries.counted`.
    """
    # Without keeping out who only names the account, as her order that is being placed does.
    account = session.get_one(Account, account_id, with_for_update={"key_share": True})
    counting.count(session, door=Door.PROOF, email=str(account_id), visitor=visitor, now=now)
    if not passwords.matches(account.password_hash, password):
        security.warn("password refused", account=account_id, address=visitor.address)
        raise PasswordRefused("Please type the password that you log in with.")
    counting.forgive(session, door=Door.PROOF, email=str(account_id), visitor=visitor)
    return account
