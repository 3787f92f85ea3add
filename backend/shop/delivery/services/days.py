"""Working days: each is laid out with the usual staff, and its minutes are three buckets of the ledger."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.shop.capacity.services import NewBucket, open_buckets
from backend.shop.delivery.errors import DayNotFound, DayOver, DayTooFar
from backend.shop.delivery.models import WorkDay
from backend.shop.delivery.rules import VANS, WORKROOM, Staff
from backend.shop.delivery.rules.windows import Window
from backend.shop.delivery.selectors import usual_staff, workroom_hours
from backend.shop.kit.clock import local_day
from backend.shop.settings.selectors import shop

# Nobody plans further; a wrong year in a form ends here.
MOST_DAYS_AHEAD = 400


def lay_out_days(session: Session, *, today: date, days: int, staff: Staff) -> int:
    """Lays out `today` and the days after it, `days` in all, and answers how many were new.

    A day that is there already keeps its staff, its buckets, and whether it is open.
    """
    return _lay_out(session, [today + timedelta(days=ahead) for ahead in range(days)], staff)


def lock(session: Session, day: date, *, at: datetime) -> WorkDay:
    """A day under its lock. Raises DayOver, and DayNotFound for one that is not laid out yet."""
    today = local_day(at, shop(session).time_zone)
    if day < today:
        raise DayOver("This day is over: it cannot be changed any more.")
    if day > today + timedelta(days=MOST_DAYS_AHEAD):
        raise DayTooFar("The calendar goes a year ahead.")
    row = session.scalar(
        select(WorkDay)
        .where(WorkDay.date == day)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise DayNotFound
    return row


def lock_or_lay_out(session: Session, day: date, *, at: datetime) -> WorkDay:
    """The same, for a day that may lie further ahead than the calendar is laid out."""
    try:
        return lock(session, day, at=at)
    except DayNotFound:
        _lay_out(session, [day], usual_staff(session))
        return lock(session, day, at=at)


def _lay_out(session: Session, days: Sequence[date], staff: Staff) -> int:
    rows = [{"date": day, **asdict(staff)} for day in days]
    statement = insert(WorkDay).on_conflict_do_nothing().returning(WorkDay.date)
    new = session.scalars(statement, rows).all() if rows else []
    hours = workroom_hours(session)
    vans = [NewBucket(ref=str(day), capacity=staff.driving, usable_from=day, usable_to=day) for day in new]
    open_buckets(session, kind=VANS, buckets=vans)
    halves = [half for day in new for half in _halves(hours.windows(day), staff)]
    open_buckets(session, kind=WORKROOM, buckets=halves)
    return len(new)


def _halves(windows: tuple[Window, Window], staff: Staff) -> list[NewBucket]:
    """The workroom's two buckets of a day; nothing can be taken of a half day that is over."""
    return [
        NewBucket(
            ref=window.ref,
            capacity=minutes,
            usable_from=window.day,
            usable_to=window.day,
            cutoff_at=window.ends_at,
        )
        for window, minutes in zip(windows, staff.making, strict=True)
    ]
