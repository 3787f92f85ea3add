"""Key dates: kept, changed, and found again in time for a reminder."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select, tuple_
from sqlalchemy.orm import Session

from backend.shop.accounts import feasts, people
from backend.shop.accounts.errors import KeyDateNotFound, TooManyKept
from backend.shop.accounts.feasts import FEASTS, Occasion
from backend.shop.accounts.models import Account, KeyDate, Preference
from backend.shop.kit import ids
from backend.shop.kit.errors import Malformed, VersionConflict

MOST = 100


@dataclass(frozen=True, slots=True)
class Day:
    """What a key date says; `month` and `day` are None for a feast."""

    person: str
    occasion: Occasion
    month: int | None
    day: int | None
    remind: bool


def all_of(session: Session, *, account_id: UUID) -> list[KeyDate]:
    rows = session.scalars(select(KeyDate).where(KeyDate.account_id == account_id))
    return sorted(rows, key=lambda each: (each.created_at, each.id))


def one_of(session: Session, *, account_id: UUID, key_date_id: UUID, for_update: bool = False) -> KeyDate:
    """One of her key dates. Raises KeyDateNotFound."""
    mine = select(KeyDate).where(KeyDate.account_id == account_id, KeyDate.id == key_date_id)
    found = session.scalar(mine.with_for_update() if for_update else mine)
    if found is None:
        raise KeyDateNotFound
    return found


def add(session: Session, *, account_id: UUID, said: Day, at: datetime) -> KeyDate:
    """Keeps a key date. Raises Malformed for no day that there is, TooManyKept."""
    _check(said)
    people.lock(session, account_id=account_id)
    count = select(func.count()).where(KeyDate.account_id == account_id)
    if session.scalars(count).one() >= MOST:
        raise TooManyKept(f"We keep up to {MOST} dates.")
    kept = KeyDate(id=ids.new_id(), account_id=account_id, created_at=at, version=1, **_columns(said))
    session.add(kept)
    session.flush()
    return kept


def change(
    session: Session, *, account_id: UUID, key_date_id: UUID, version: int, sent: dict[str, Any]
) -> KeyDate:
    """Writes the fields of `Day` that were sent; what becomes a feast forgets its month and day.

    Raises KeyDateNotFound, VersionConflict, Malformed.
    """
    kept = one_of(session, account_id=account_id, key_date_id=key_date_id, for_update=True)
    if kept.version != version:
        raise VersionConflict("This date has been changed elsewhere. Nothing was written.")
    before = _columns(said_of(kept))
    if sent.get("occasion", before["occasion"]) in FEASTS:
        before |= {"month": None, "day": None}
    said = Day(**(before | sent))
    _check(said)
    for name, value in _columns(said).items():
        setattr(kept, name, value)
    kept.version += 1
    session.flush()
    return kept


def remove(session: Session, *, account_id: UUID, key_date_id: UUID) -> None:
    """Raises KeyDateNotFound."""
    session.delete(one_of(session, account_id=account_id, key_date_id=key_date_id, for_update=True))
    session.flush()


def said_of(kept: KeyDate) -> Day:
    return Day(kept.person, Occasion(kept.occasion), kept.month, kept.day, kept.remind)


def next_date(kept: KeyDate, *, today: dt.date, country: str) -> dt.date:
    """The first day of it that is not over."""
    said = said_of(kept)
    return feasts.next_date(said.occasion, month=said.month, day=said.day, today=today, country=country)


@dataclass(frozen=True, slots=True)
class Reminder:
    """Somebody is to be reminded of a person's day."""

    account_id: UUID
    name: str
    email: str
    person: str
    occasion: Occasion
    on: dt.date


def due(session: Session, *, days: Sequence[dt.date], country: str) -> list[tuple[UUID, dt.date]]:
    """The key dates that fall on these days and are not silenced, each with its day."""
    found = session.scalars(_wanted().where(_falls_on(days, country)).order_by(KeyDate.id))
    first = min(days)
    dated = [(each.id, next_date(each, today=first, country=country)) for each in found]
    return [(key_date_id, on) for key_date_id, on in dated if on in days]


def reminder(session: Session, *, key_date_id: UUID, on: dt.date, country: str) -> Reminder | None:
    """What there is to remind of; None once it is silenced, moved, given up, or the account is closed."""
    kept = session.scalar(_wanted().where(KeyDate.id == key_date_id))
    if kept is None or next_date(kept, today=on, country=country) != on:
        return None
    owner = session.get_one(Account, kept.account_id)
    return Reminder(owner.id, owner.name, owner.email, kept.person, Occasion(kept.occasion), on)


def _wanted() -> Any:
    """Key dates whose owners want to be reminded of them."""
    silenced = or_(~Preference.reminders, KeyDate.occasion == Preference.quiet_occasions.any_())
    return (
        select(KeyDate)
        .join(Account, Account.id == KeyDate.account_id)
        .outerjoin(Preference, Preference.account_id == KeyDate.account_id)
        .where(KeyDate.remind, Account.active, or_(Preference.account_id.is_(None), ~silenced))
    )


def _falls_on(days: Collection[dt.date], country: str) -> Any:
    """Whether a row may fall on one of the days; the 29th of February is asked for with the 28th."""
    dates = {(day.month, day.day) for day in days}
    dates |= {(2, 29)} if (2, 28) in dates else set()
    moving = [
        occasion
        for occasion in FEASTS
        if {feasts.in_year(occasion, month=None, day=None, year=day.year, country=country) for day in days}
        & set(days)
    ]
    return or_(
        and_(KeyDate.month.is_not(None), tuple_(KeyDate.month, KeyDate.day).in_(dates)),
        KeyDate.occasion.in_(moving),
    )


def _columns(said: Day) -> dict[str, Any]:
    return {
        "person": said.person,
        "occasion": said.occasion,
        "month": said.month,
        "day": said.day,
        "remind": said.remind,
    }


def _check(said: Day) -> None:
    """Raises Malformed unless the occasion's day is said exactly where it is not known."""
    if said.occasion in FEASTS:
        if said.month is not None or said.day is not None:
            raise Malformed("This feast knows its own day.", errors=[_error("month")])
    elif said.month is None or said.day is None or not feasts.is_day(said.month, said.day):
        raise Malformed("Please give a month and a day that there is.", errors=[_error("day")])


def _error(path: str) -> dict[str, str]:
    return {"path": path, "message": "no day that there is"}
