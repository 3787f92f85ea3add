"""A customer's address book: whom she sends flowers to. Somebody else's entry is as little found as none."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from backend.shop.accounts.errors import AddressNotFound, SessionEnded, TooManyKept
from backend.shop.accounts.models import Account, SavedRecipient
from backend.shop.kit import ids
from backend.shop.kit.errors import VersionConflict

MOST = 50


def lock(session: Session, *, account_id: UUID) -> None:
    """Takes the account's row lock: whatever is counted of hers, or is hers once, is written one by one.

    Rows that only name the account, such as her orders, are written meanwhile: they wait for no cart's owner.
    Raises SessionEnded when it was closed a moment ago: nothing is kept for who has just been forgotten.
    """
    this = select(Account.id).where(Account.id == account_id, Account.active)
    if session.scalar(this.with_for_update(key_share=True)) is None:
        raise SessionEnded("This account is closed.")


def note_first_order(session: Session, *, account_id: UUID, at: datetime) -> None:
    """When her first order was confirmed; a later one changes nothing.

    An account that somebody is just busy with is left out: whoever holds it may wait for the order that is
    being confirmed. Her next order notes it; what counts are the orders themselves.
    """
    this = select(Account.id).where(Account.id == account_id, Account.first_order_at.is_(None))
    free = this.with_for_update(key_share=True, skip_locked=True).scalar_subquery()
    session.execute(update(Account).where(Account.id == free).values(first_order_at=at))


def all_of(session: Session, *, account_id: UUID) -> list[SavedRecipient]:
    """Her recipients, by label and name as they are read."""
    rows = session.scalars(select(SavedRecipient).where(SavedRecipient.account_id == account_id))
    return sorted(rows, key=lambda each: (_read_as(each), each.created_at))


def one_of(
    session: Session, *, account_id: UUID, address_id: UUID, for_update: bool = False
) -> SavedRecipient:
    """One of her recipients. Raises AddressNotFound."""
    mine = select(SavedRecipient).where(SavedRecipient.account_id == account_id)
    query = mine.where(SavedRecipient.id == address_id)
    found = session.scalar(query.with_for_update() if for_update else query)
    if found is None:
        raise AddressNotFound
    return found


def add(
    session: Session, *, account_id: UUID, label: str, recipient: Mapping[str, Any], at: datetime
) -> SavedRecipient:
    """Keeps a recipient. Raises TooManyKept."""
    lock(session, account_id=account_id)
    count = select(func.count()).where(SavedRecipient.account_id == account_id)
    if session.scalars(count).one() >= MOST:
        raise TooManyKept(f"An address book has room for {MOST} recipients.")
    kept = SavedRecipient(
        id=ids.new_id(),
        account_id=account_id,
        label=label,
        recipient=dict(recipient),
        created_at=at,
        version=1,
    )
    session.add(kept)
    session.flush()
    return kept


def change(  # one keyword for each thing that may change
    session: Session,
    *,
    account_id: UUID,
    address_id: UUID,
    version: int,
    label: str | None,
    recipient: Mapping[str, Any] | None,
) -> SavedRecipient:
    """Writes what is not None. Raises AddressNotFound, VersionConflict."""
    kept = one_of(session, account_id=account_id, address_id=address_id, for_update=True)
    if kept.version != version:
        raise VersionConflict("This recipient has been changed elsewhere. Nothing was written.")
    kept.label = kept.label if label is None else label
    kept.recipient = kept.recipient if recipient is None else dict(recipient)
    kept.version += 1
    session.flush()
    return kept


def remove(session: Session, *, account_id: UUID, address_id: UUID) -> None:
    """Raises AddressNotFound."""
    session.delete(one_of(session, account_id=account_id, address_id=address_id, for_update=True))
    session.flush()


def postcode_of(session: Session, *, account_id: UUID, person: str) -> str | None:
    """Where the person lives whom a customer calls so: by label or name of a saved recipient, if by any."""
    called = _folded(person)
    for each in all_of(session, account_id=account_id):
        if called in (_folded(each.label), _folded(each.recipient["name"])):
            return each.recipient.get("postcode")
    return None


def _read_as(kept: SavedRecipient) -> str:
    return _folded(kept.label or kept.recipient["name"])


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
