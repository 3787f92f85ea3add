"""The stock of a day: each stem with its lots, what is free of it, what is wanted, and what is short."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import Session

from backend.shop.capacity.models import CapacityBucket, DemandLine
from backend.shop.capacity.rules import LIVE
from backend.shop.delivery.selectors import workroom_hours
from backend.shop.kit.clock import local_day, midnight
from backend.shop.settings.selectors import shop
from backend.shop.stock.models import Stem, StemLot
from backend.shop.stock.rules import NEVER, last_making_day

# What comes within this week is shown, and what is wanted in it.
DAYS_AHEAD = 7


@dataclass(frozen=True, slots=True)
class LotLine:
    """A lot as it lies there. `days_left` are those on which it may still be bound after the day asked for:
    below 0 it is too old for that, None it does not die. `coming`: not here yet on that day.
    """

    id: int
    version: int
    stem_id: int
    state: str
    arrives: dt.date
    days_left: int | None
    capacity: int
    reserved: int
    free: int
    overbooked: int
    coming: bool
    bucket_id: int


@dataclass(frozen=True, slots=True)
class Wanted:
    date: dt.date
    quantity: int


@dataclass(frozen=True, slots=True)
class StemLine:
    """`free` serves a bouquet made on the day; `wanted` is promised, by making day, from it on."""

    id: int
    name: str
    species: str
    colors: tuple[str, ...]
    perishable: bool
    reorder_point: int
    free: int
    overbooked: int
    wanted: tuple[Wanted, ...]
    lots: tuple[LotLine, ...]


def stems(session: Session, *, day: dt.date) -> list[StemLine]:
    """Every stem with anything on the shelf, coming, or promised: what is short first, then what is low."""
    lots: dict[int, list[LotLine]] = defaultdict(list)
    serving: dict[int, int] = defaultdict(int)
    time_zone = shop(session).time_zone
    begins = workroom_hours(session).windows(day)[0].starts_at
    for row in _rows(session, _shown(day, time_zone)):
        line = _line(row, day, time_zone)
        lots[line.stem_id].append(line)
        if _serves(row, day, begins):
            serving[line.stem_id] += line.free
    wanted = _wanted(session, day)
    rows = session.scalars(select(Stem).where(Stem.id.in_({*lots, *wanted})))
    found = [_stem(each, lots[each.id], serving[each.id], wanted[each.id]) for each in rows]
    return sorted(found, key=_shortest_first)


def lot(session: Session, lot_id: int, *, day: dt.date) -> LotLine:
    """One lot that exists."""
    [row] = _rows(session, StemLot.id == lot_id)
    return _line(row, day, shop(session).time_zone)


def _shown(day: dt.date, time_zone: str) -> ColumnElement[bool]:
    """What is on the shelf or comes within the week, and whatever is overbooked."""
    soon = midnight(day + timedelta(days=DAYS_AHEAD + 1), time_zone)
    holds = or_(CapacityBucket.capacity > 0, CapacityBucket.reserved > 0)
    return or_((StemLot.available_from < soon) & holds, CapacityBucket.overbooked > 0)


def _rows(session: Session, wanted: ColumnElement[bool]) -> list[Row[StemLot, Stem, CapacityBucket]]:
    query = (
        select(StemLot, Stem, CapacityBucket)
        .join(Stem, Stem.id == StemLot.stem_id)
        .join(CapacityBucket, CapacityBucket.id == StemLot.bucket_id)
        .where(wanted)
        .order_by(StemLot.vase_life_end, StemLot.available_from, StemLot.id)
        .execution_options(populate_existing=True)
    )
    return list(session.execute(query))


def _line(row: Row[StemLot, Stem, CapacityBucket], day: dt.date, time_zone: str) -> LotLine:
    lot, stem, bucket = row
    arrives = local_day(lot.available_from, time_zone)
    last = last_making_day(vase_life_end=lot.vase_life_end, vase_days=stem.vase_days)
    return LotLine(
        id=lot.id,
        version=lot.version,
        stem_id=stem.id,
        state=lot.state,
        arrives=arrives,
        days_left=None if last == NEVER else (last - day).days,
        capacity=bucket.capacity,
        reserved=bucket.reserved,
        free=max(0, bucket.capacity - bucket.reserved),
        overbooked=bucket.overbooked,
        coming=arrives > day,
        bucket_id=bucket.id,
    )


def _serves(row: Row[StemLot, Stem, CapacityBucket], day: dt.date, begins: datetime) -> bool:
    lot, stem, bucket = row
    last = last_making_day(vase_life_end=lot.vase_life_end, vase_days=stem.vase_days)
    return bucket.open and lot.available_from <= begins and day <= last


def _wanted(session: Session, day: dt.date) -> dict[int, list[Wanted]]:
    rows = session.execute(
        select(StemLot.stem_id, DemandLine.use_on, func.sum(DemandLine.quantity))
        .join(DemandLine, DemandLine.bucket_id == StemLot.bucket_id)
        .where(DemandLine.state.in_([*LIVE]))
        .where(DemandLine.use_on.between(day, day + timedelta(days=DAYS_AHEAD)))
        .group_by(StemLot.stem_id, DemandLine.use_on)
        .order_by(DemandLine.use_on)
    )
    found: dict[int, list[Wanted]] = defaultdict(list)
    for stem_id, use_on, quantity in rows:
        found[stem_id].append(Wanted(use_on, quantity))
    return found


def _stem(row: Stem, lots: list[LotLine], free: int, wanted: list[Wanted]) -> StemLine:
    return StemLine(
        id=row.id,
        name=row.name,
        species=row.species,
        colors=tuple(row.colors),
        perishable=row.perishable,
        reorder_point=row.reorder_point,
        free=free,
        overbooked=sum(each.overbooked for each in lots),
        wanted=tuple(wanted),
        lots=tuple(lots),
    )


def _shortest_first(stem: StemLine) -> tuple[int, bool, bool, str]:
    return (-stem.overbooked, stem.free > stem.reorder_point, not stem.wanted, stem.name)
