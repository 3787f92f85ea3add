"""The calendar as the counter sees it: each day with its staff, and what is taken of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from backend.shop.capacity.models import CapacityBucket
from backend.shop.delivery.models import SlotInstance, WorkDay, Zone
from backend.shop.delivery.rules import VANS, WORKROOM, Staff
from backend.shop.delivery.rules.calendar import Calendar
from backend.shop.delivery.rules.windows import refs
from backend.shop.delivery.selectors import calendar, staff_of
from backend.shop.delivery.words import Clock
from backend.shop.settings.selectors import shop


@dataclass(frozen=True, slots=True)
class Load:
    """How much there is of something, and what is promised of it."""

    capacity: int
    reserved: int
    overbooked: int
    open: bool


@dataclass(frozen=True, slots=True)
class SlotLoad:
    """A slot. `open` is what was said of the slot itself: a closed day closes it, too."""

    id: int
    version: int
    label: str
    zone: str | None
    method: str
    starts_at: datetime
    whole_day: bool
    open: bool
    places: Load


@dataclass(frozen=True, slots=True)
class Day:
    """A local day; `version` and `staff` are None where the calendar is not laid out.

    `open` is what a person said of it, `blackout` why the calendar's rules close it for the whole shop. The
    `workroom` is its two halves together.
    """

    date: dt.date
    open: bool
    closed_because: str
    blackout: str | None
    version: int | None
    staff: Staff | None
    workroom: Load | None
    morning: Load | None
    afternoon: Load | None
    vans: Load | None
    slots: tuple[SlotLoad, ...]


def days(session: Session, *, first: dt.date, last: dt.date) -> list[Day]:
    """Every day from `first` to `last`."""
    rows = {
        row.date: row for row in session.scalars(select(WorkDay).where(WorkDay.date.between(first, last)))
    }
    slots = _slots(session, first, last)
    wanted = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    minutes = _minutes(session, wanted)
    rules = calendar(session, first=first, last=last)
    return [_day(day, rows.get(day), slots[day], minutes, rules) for day in wanted]


def day(session: Session, date: dt.date) -> Day:
    [found] = days(session, first=date, last=date)
    return found


def of_slot(session: Session, slot_id: int) -> Day:
    """The day of a slot that exists."""
    return day(session, session.scalars(select(SlotInstance.date).where(SlotInstance.id == slot_id)).one())


def _slots(session: Session, first: dt.date, last: dt.date) -> dict[dt.date, list[SlotLoad]]:
    facts = shop(session)
    clock = Clock(facts.time_zone, facts.locale)
    rows = session.execute(
        select(SlotInstance, CapacityBucket, Zone.name)
        .join(CapacityBucket, CapacityBucket.id == SlotInstance.bucket_id)
        .outerjoin(Zone, Zone.id == SlotInstance.zone_id)
        .where(SlotInstance.date.between(first, last))
        .where(or_(SlotInstance.offered, CapacityBucket.reserved > 0))
        .order_by(
            Zone.position.nulls_last(),
            Zone.id,
            SlotInstance.whole_day.desc(),
            SlotInstance.starts_at,
            SlotInstance.id,
        )
    )
    found: dict[dt.date, list[SlotLoad]] = defaultdict(list)
    for slot, bucket, zone in rows:
        label = clock.label(slot.starts_at, slot.ends_at, whole_day=slot.whole_day)
        found[slot.date].append(
            SlotLoad(
                slot.id,
                slot.version,
                label,
                zone,
                slot.method,
                slot.starts_at,
                slot.whole_day,
                slot.open,
                _load(bucket),
            )
        )
    return found


def _minutes(session: Session, wanted: Iterable[dt.date]) -> dict[tuple[str, str], Load]:
    names = [name for day in wanted for name in (str(day), *refs([day]))]
    rows = session.scalars(
        select(CapacityBucket).where(CapacityBucket.kind.in_([VANS, WORKROOM]), CapacityBucket.ref.in_(names))
    )
    return {(bucket.kind, bucket.ref): _load(bucket) for bucket in rows}


def _day(
    date: dt.date,
    row: WorkDay | None,
    slots: Sequence[SlotLoad],
    minutes: dict[tuple[str, str], Load],
    rules: Calendar,
) -> Day:
    morning, afternoon = (minutes.get((WORKROOM, name)) for name in refs([date]))
    return Day(
        date=date,
        open=row is None or row.open,
        closed_because=row.closed_because if row else "",
        blackout=rules.closed_because(date, None),
        version=row.version if row else None,
        staff=staff_of(row) if row else None,
        workroom=_together(morning, afternoon),
        morning=morning,
        afternoon=afternoon,
        vans=minutes.get((VANS, str(date))),
        slots=tuple(slots),
    )


def _together(*halves: Load | None) -> Load | None:
    there = [half for half in halves if half is not None]
    if not there:
        return None
    return Load(
        capacity=sum(half.capacity for half in there),
        reserved=sum(half.reserved for half in there),
        overbooked=sum(half.overbooked for half in there),
        open=any(half.open for half in there),
    )


def _load(bucket: CapacityBucket) -> Load:
    return Load(bucket.capacity, bucket.reserved, bucket.overbooked, bucket.open)
