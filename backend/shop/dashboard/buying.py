"""What to buy: per supplier and day what is promised of what is only planned, and what runs low."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from backend.shop.capacity.models import CapacityBucket
from backend.shop.stock import selectors as stock
from backend.shop.stock.models import Stem, StemLot, StemSupply, Supplier
from backend.shop.stock.rules.planning import order_by
from backend.shop.stock.rules.purchase import Planned, Spare, Suggestion, refill, suggestions
from backend.shop.stock.selectors import Seller


@dataclass(frozen=True, slots=True)
class BuyLine:
    """`reserved` of a planned lot, of which `brings` can come (both None: no standing day); `free` serves the
    day already, `coming` of it is on its way. `suggested` at `unit_cost` in minor units is worth ordering.
    """

    stem_id: int
    name: str
    lot_id: int | None
    reserved: int
    brings: int | None
    free: int
    coming: int
    reorder_point: int
    bunch: int
    suggested: int
    unit_cost: int
    currency: str


@dataclass(frozen=True, slots=True)
class Basket:
    """What one supplier can bring on a day; `late`: `order_by` is over."""

    supplier: Seller
    arrives_on: dt.date
    order_by: dt.date
    late: bool
    total: int
    lines: tuple[BuyLine, ...]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What of each stem is there or ordered, by the days that it serves."""

    spare: dict[int, list[Spare]]
    coming: dict[int, list[Spare]]
    short: Counter[int]


def to_buy(session: Session, *, today: dt.date, until: dt.date) -> list[Basket]:
    """What is worth ordering to arrive until a day, what is most urgent first."""
    shelf = _shelf(session, today)
    planned = _planned(session, today, until)
    found: dict[tuple[int, dt.date], list[tuple[dt.date, BuyLine]]] = defaultdict(list)
    sellers = stock.sellers(session)
    for row, suggestion in _suggested(planned, shelf):
        if suggestion.quantity:
            last = order_by(row.StemLot.planned_for, row.StemSupply.order_days_before)
            line = _standing(row, suggestion, shelf)
            found[row.StemSupply.supplier_id, row.StemLot.planned_for].append((last, line))
    for stem in _without_days(session):
        day = today + timedelta(days=stem.lead_days)
        if day <= until and stem.supplier_id and (low := _low(stem, shelf, day)):
            found[stem.supplier_id, day].append((today, low))
    baskets = [
        _basket(sellers[supplier_id], day, lines, today) for (supplier_id, day), lines in found.items()
    ]
    return sorted(baskets, key=lambda each: (each.order_by, each.arrives_on, each.supplier.name))


def _basket(supplier: Seller, day: dt.date, lines: list[tuple[dt.date, BuyLine]], today: dt.date) -> Basket:
    last = min(each for each, _ in lines)
    return Basket(
        supplier=supplier,
        arrives_on=day,
        order_by=last,
        late=last < today,
        total=sum(line.suggested * line.unit_cost for _, line in lines),
        lines=tuple(sorted((line for _, line in lines), key=lambda line: (-line.reserved, line.name))),
    )


def _planned(
    session: Session, today: dt.date, until: dt.date
) -> list[Row[StemLot, CapacityBucket, Stem, StemSupply]]:
    query = (
        select(StemLot, CapacityBucket, Stem, StemSupply)
        .join(CapacityBucket, CapacityBucket.id == StemLot.bucket_id)
        .join(Stem, Stem.id == StemLot.stem_id)
        .join(StemSupply, StemSupply.id == StemLot.supply_id)
        .where(StemLot.state == "planned", StemLot.planned_for.between(today, until))
        .where((CapacityBucket.capacity > 0) | (CapacityBucket.reserved > 0))
        .order_by(StemLot.planned_for, Stem.name, StemLot.id)
        .execution_options(populate_existing=True)
    )
    return list(session.execute(query))


def _shelf(session: Session, today: dt.date) -> _Shelf:
    here = StemLot.state.in_(("arrived", "ordered")) & (CapacityBucket.usable_to >= today)
    shelf = _Shelf(defaultdict(list), defaultdict(list), Counter())
    for lot, bucket in _lots(session, here):
        shelf.short[lot.stem_id] += bucket.overbooked
        spare = Spare(bucket.usable_from, bucket.usable_to, max(0, bucket.capacity - bucket.reserved))
        shelf.spare[lot.stem_id].append(spare)
        if lot.state == "ordered":
            shelf.coming[lot.stem_id].append(spare)
    return shelf


def _lots(session: Session, wanted: ColumnElement[bool]) -> Iterable[Row[StemLot, CapacityBucket]]:
    return session.execute(
        select(StemLot, CapacityBucket)
        .join(CapacityBucket, CapacityBucket.id == StemLot.bucket_id)
        .where(wanted, CapacityBucket.open)
        .execution_options(populate_existing=True)
    )


def _suggested(
    planned: list[Row[StemLot, CapacityBucket, Stem, StemSupply]], shelf: _Shelf
) -> Iterable[tuple[Row[StemLot, CapacityBucket, Stem, StemSupply], Suggestion]]:
    by_stem = defaultdict(list)
    for row in planned:
        by_stem[row.Stem.id].append(row)
    for stem_id, rows in by_stem.items():
        found = suggestions(
            [_facts(row) for row in rows],
            shelf=shelf.spare[stem_id],
            reorder_point=rows[0].Stem.reorder_point,
        )
        yield from ((row, found[row.StemLot.id]) for row in rows)


def _facts(row: Row[StemLot, CapacityBucket, Stem, StemSupply]) -> Planned:
    lot, bucket, _, supply = row
    return Planned(
        lot_id=lot.id,
        day=bucket.usable_from,
        last_day=bucket.usable_to,
        reserved=bucket.reserved,
        brings=bucket.capacity,
        bunch=supply.bunch,
    )


def _standing(
    row: Row[StemLot, CapacityBucket, Stem, StemSupply], suggestion: Suggestion, shelf: _Shelf
) -> BuyLine:
    lot, bucket, stem, supply = row
    return BuyLine(
        stem_id=stem.id,
        name=stem.name,
        lot_id=lot.id,
        reserved=bucket.reserved,
        brings=bucket.capacity,
        free=suggestion.free,
        coming=sum(each.on(bucket.usable_from) for each in shelf.coming[stem.id]),
        reorder_point=stem.reorder_point,
        bunch=supply.bunch,
        suggested=suggestion.quantity,
        unit_cost=stem.unit_cost,
        currency=stem.currency,
    )


def _without_days(session: Session) -> list[Stem]:
    """Stems that have a supplier, and nobody who brings them on standing days."""
    standing = select(StemSupply.stem_id).join(Supplier, Supplier.id == StemSupply.supplier_id)
    standing = standing.where(Supplier.active, StemSupply.weekdays != [])
    query = (
        select(Stem)
        .join(Supplier, Supplier.id == Stem.supplier_id)
        .where(Supplier.active, Stem.id.not_in(standing))
        .order_by(Stem.name, Stem.id)
    )
    return list(session.scalars(query.execution_options(populate_existing=True)))


def _low(stem: Stem, shelf: _Shelf, day: dt.date) -> BuyLine | None:
    free = sum(each.on(day) for each in shelf.spare[stem.id])
    wanted = refill(free=free, overbooked=shelf.short[stem.id], reorder_point=stem.reorder_point)
    if wanted <= 0:
        return None
    return BuyLine(
        stem_id=stem.id,
        name=stem.name,
        lot_id=None,
        reserved=shelf.short[stem.id],
        brings=None,
        free=free,
        coming=sum(each.on(day) for each in shelf.coming[stem.id]),
        reorder_point=stem.reorder_point,
        bunch=1,
        suggested=wanted,
        unit_cost=stem.unit_cost,
        currency=stem.currency,
    )
