"""What a customer wants to hear of, and the token that ends reminders without a login."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.shop.accounts.errors import UnsubscribeLinkUnknown
from backend.shop.accounts.feasts import Occasion
from backend.shop.accounts.models import Preference
from backend.shop.kit import ids


@dataclass(frozen=True, slots=True)
class Wishes:
    """Who has said nothing wants reminders and no newsletter."""

    newsletter: bool = False
    reminders: bool = True
    quiet_occasions: tuple[Occasion, ...] = ()


def wishes(session: Session, *, account_id: UUID) -> Wishes:
    kept = session.get(Preference, account_id)
    if kept is None:
        return Wishes()
    quiet = tuple(each for each in Occasion if each in kept.quiet_occasions)
    return Wishes(kept.newsletter, kept.reminders, quiet)


def write(
    session: Session,
    *,
    account_id: UUID,
    newsletter: bool,
    reminders: bool,
    quiet_occasions: Collection[Occasion],
) -> None:
    kept = _row(session, account_id)
    kept.newsletter, kept.reminders = newsletter, reminders
    kept.quiet_occasions = [each.value for each in Occasion if each in quiet_occasions]
    session.flush()


def unsubscribe_token(session: Session, *, account_id: UUID) -> str:
    """The secret of the link in her letters, the same in all of them."""
    return _row(session, account_id).unsubscribe_token


def unsubscribe(session: Session, *, token: str) -> None:
    """Ends the reminders of whoever got this token. Raises UnsubscribeLinkUnknown."""
    kept = session.scalar(select(Preference).where(Preference.unsubscribe_token == token).with_for_update())
    if kept is None:
        raise UnsubscribeLinkUnknown
    kept.reminders = False
    session.flush()


def _row(session: Session, account_id: UUID) -> Preference:
    """Her row under its lock, made when it is not there yet."""
    values = {"account_id": account_id, "unsubscribe_token": ids.token()}
    session.execute(insert(Preference).values(values).on_conflict_do_nothing())
    return session.get_one(Preference, account_id, with_for_update=True)
