"""Reads of accounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.accounts.models import Account, LoginSession
from backend.shop.accounts.rules import GRANTS, STAFF, Permission, Role


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account, as a request knows her."""

    id: UUID
    name: str
    email: str
    role: Role
    phone: str | None = None
    version: int = 1
    has_totp: bool = False
    must_enroll: bool = False

    @property
    def permissions(self) -> frozenset[Permission]:
        return frozenset() if self.must_enroll else GRANTS[self.role]

    @property
    def who(self) -> str:
        """How history and audit name her: names change, ids do not."""
        return f"staff:{self.id}" if self.role in STAFF else f"customer:{self.id}"


def of_session(session: Session, *, session_id: UUID, now: datetime) -> Person | None:
    """The person of a login that has not ended; None once it is revoked, over, or the account is closed."""
    account = session.scalar(
        select(Account)
        .join(LoginSession, LoginSession.account_id == Account.id)
        .where(
            LoginSession.id == session_id,
            LoginSession.revoked_at.is_(None),
            LoginSession.expires_at > now,
            Account.active,
        )
    )
    return None if account is None else person(account)


def person(account: Account) -> Person:
    return Person(account.id, account.name, account.email, Role(account.role))


def drivers(session: Session) -> list[Person]:
    """Everybody who may drive, by name: whoever works here can."""
    rows = session.scalars(
        select(Account).where(Account.active, Account.role.in_(STAFF)).order_by(Account.name, Account.id)
    )
    return [person(row) for row in rows]


def names(session: Session, who: Iterable[str]) -> dict[str, str]:
    """The names of those who did something, by how history wrote them down; others are left out."""
    wanted = {UUID(each.partition(":")[2]): each for each in who if each.startswith(("staff:", "customer:"))}
    rows = session.execute(select(Account.id, Account.name).where(Account.id.in_(wanted)))
    return {wanted[row.id]: row.name for row in rows}
