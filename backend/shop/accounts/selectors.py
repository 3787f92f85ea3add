"""Reads of accounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.config import settings
from backend.shop.accounts.models import Account, LoginSession
from backend.shop.accounts.rules import GRANTS, STAFF, TWO_FACTORS, Permission, Role


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account, as a request knows her.

    `must_enroll`: her role needs a second factor that she does not have; until she does she may do nothing.
    """

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
    has_totp = account.totp_secret is not None
    return Person(
        id=account.id,
        name=account.name,
        email=account.email,
        role=Role(account.role),
        phone=account.phone,
        version=account.version,
        has_totp=has_totp,
        must_enroll=not has_totp and needs_totp(account.role),
    )


def by_id(session: Session, account_id: UUID) -> Person:
    return person(session.get_one(Account, account_id))


def is_customer(session: Session, account_id: UUID) -> bool:
    """Whether it is the open account of a customer, and not of somebody who works here."""
    customer = (Account.id == account_id, Account.active, Account.role == Role.CUSTOMER)
    return session.scalar(select(Account.id).where(*customer)) is not None


def needs_totp(role: str) -> bool:
    """Whether this shop wants a second factor of this role."""
    return settings().posy_require_totp and role in TWO_FACTORS


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


@dataclass(frozen=True, slots=True)
class OpenLogin:
    """A login that stands, as its owner sees it."""

    id: UUID
    device: str
    created_at: datetime
    last_used_at: datetime


def open_logins(session: Session, *, account_id: UUID, now: datetime) -> list[OpenLogin]:
    """Every login of an account that has not ended, the last used first."""
    rows = session.scalars(
        select(LoginSession)
        .where(
            LoginSession.account_id == account_id,
            LoginSession.revoked_at.is_(None),
            LoginSession.expires_at > now,
        )
        .order_by(LoginSession.last_used_at.desc(), LoginSession.id)
    )
    return [OpenLogin(row.id, row.device, row.created_at, row.last_used_at) for row in rows]


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who works here or did. `invited`: she has not chosen a password yet."""

    id: UUID
    name: str
    email: str
    role: Role
    active: bool
    has_totp: bool
    invited: bool
    version: int


def staff(session: Session) -> list[StaffMember]:
    """Everybody with a login of the shop, by name."""
    rows = session.scalars(select(Account).where(Account.role.in_(STAFF)).order_by(Account.name, Account.id))
    return [staff_member(row) for row in rows]


def staff_member(account: Account) -> StaffMember:
    return StaffMember(
        id=account.id,
        name=account.name,
        email=account.email,
        role=Role(account.role),
        active=account.active,
        has_totp=account.totp_secret is not None,
        invited=account.password_hash is None,
        version=account.version,
    )
