"""Who works here: invited by a letter, given another role, let go. Always by somebody who is written down."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.accounts import security
from backend.shop.accounts.errors import LastOwner, NotYourself, StaffNotFound
from backend.shop.accounts.models import Account, OneTimeSecret
from backend.shop.accounts.rules import STAFF, Purpose, Role
from backend.shop.accounts.selectors import Person, StaffMember, staff_member
from backend.shop.accounts.services import links, one_time, sessions
from backend.shop.accounts.services.add import NewAccount, add
from backend.shop.audit import services as audit
from backend.shop.audit.services import Deed
from backend.shop.kit.errors import VersionConflict


@dataclass(frozen=True, slots=True)
class StaffChange:
    """None: it stays."""

    role: Role | None
    active: bool | None


def invite(session: Session, *, name: str, email: str, role: Role, by: Person, now: datetime) -> StaffMember:
    """Makes a login without a password and has the link sent that sets one. Raises AccountExists."""
    person = add(session, NewAccount(email, name, role, None), at=now)
    account = session.get_one(Account, person.id)
    links.begin_link(session, purpose=Purpose.INVITE, email=account.email, account_id=account.id, now=now)
    _write_down(session, account, "staff.invited", {"role": [None, account.role]}, Deed(by.who, "", now))
    return staff_member(account)


def invite_again(session: Session, *, staff_id: UUID, by: Person, now: datetime) -> None:
    """Sends a new link; older ones are over. It also helps who has lost password and phone.

    Raises StaffNotFound, NotYourself: one's own second factor is not got rid of so.
    """
    if staff_id == by.id:
        raise NotYourself("Another owner can invite you again.")
    account = _locked(session, staff_id)
    if not account.active:
        raise StaffNotFound("This login is closed. Open it first.")
    one_time.void(session, OneTimeSecret.account_id == account.id, now=now)
    links.begin_link(session, purpose=Purpose.INVITE, email=account.email, account_id=account.id, now=now)
    _write_down(session, account, "staff.invited", {}, Deed(by.who, "", now))


def change(
    session: Session, *, staff_id: UUID, version: int, wanted: StaffChange, by: Person, now: datetime
) -> StaffMember:
    """Gives another role, closes or opens a login; closing ends its sessions and what was sent to it.

    Raises StaffNotFound, VersionConflict, LastOwner.
    """
    # Locked before the account: of two owners who let each other go one comes too late.
    owners = _owners(session)
    account = _locked(session, staff_id)
    if account.version != version:
        raise VersionConflict("Somebody else has changed this login meanwhile.")
    before = {"role": account.role, "active": account.active}
    account.role = wanted.role or account.role
    account.active = account.active if wanted.active is None else wanted.active
    account.version += 1
    if not any(each.active and each.role == Role.OWNER for each in {*owners, account}):
        raise LastOwner("Give somebody else the role of owner first.")
    if not account.active:
        sessions.end_sessions(session, account_id=account.id, now=now)
        one_time.void(session, OneTimeSecret.account_id == account.id, now=now)
    after = {"role": account.role, "active": account.active}
    moved = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    _write_down(session, account, "staff.changed", moved, Deed(by.who, "", now))
    return staff_member(account)


def _owners(session: Session) -> list[Account]:
    """Everybody who can act as owner: one who was only invited cannot."""
    those = select(Account).where(
        Account.role == Role.OWNER, Account.active, Account.password_hash.is_not(None)
    )
    return list(session.scalars(those.order_by(Account.id).with_for_update()))


def _locked(session: Session, staff_id: UUID) -> Account:
    account = session.get(Account, staff_id, with_for_update=True)
    if account is None or account.role not in STAFF:
        raise StaffNotFound("There is no such login of the shop.")
    return account


def _write_down(
    session: Session, account: Account, action: str, change: dict[str, list[object]], deed: Deed
) -> None:
    security.note(action, account=account.id, by=deed.who)
    audit.record(
        session,
        actor=deed.who,
        action=action,
        subject=f"account:{account.id}",
        reason=deed.why,
        change=change,
        at=deed.at,
    )
