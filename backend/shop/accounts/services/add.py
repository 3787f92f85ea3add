"""Makes accounts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.shop.accounts import passwords
from backend.shop.accounts.errors import AccountExists
from backend.shop.accounts.models import Account
from backend.shop.accounts.rules import Role, folded
from backend.shop.accounts.selectors import Person, person
from backend.shop.kit import ids


@dataclass(frozen=True, slots=True)
class NewAccount:
    """`password_hash` is None for somebody who is yet to choose one."""

    email: str
    name: str
    role: Role
    password_hash: str | None


def add_account(
    session: Session, *, email: str, name: str, role: Role, password: str, at: datetime
) -> Person:
    """Makes an account with a password. Raises WeakPassword, AccountExists."""
    password_hash = passwords.chosen(password, email=email)
    return add(session, NewAccount(email, name, role, password_hash), at=at)


def add(session: Session, new: NewAccount, *, at: datetime) -> Person:
    """Makes an account. Raises AccountExists."""
    account = Account(
        id=ids.new_id(),
        email=folded(new.email),
        name=new.name.strip(),
        role=new.role,
        password_hash=new.password_hash,
        created_at=at,
    )
    try:
        with session.begin_nested():
            session.add(account)
    except IntegrityError as error:
        raise AccountExists(f"{account.email} has an account already.") from error
    session.refresh(account)
    return person(account)
