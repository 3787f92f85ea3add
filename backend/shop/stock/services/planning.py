"""Lots that are still to be ordered: laid out as far as there are slots, and kept to what the suppliers say.

The row of a supply is locked before its lots are, so that two planners, or a planner and whoever changes the
supply, see each other's work.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from backend.shop.audit.services import Deed
from backend.shop.capacity import selectors as capacity
from backend.shop.capacity import services as ledger
from backend.shop.capacity.services import BelowReserved, Fact
from backend.shop.kit.clock import instant, local_day
from backend.shop.settings.selectors import shop
from backend.shop.stock.models import Stem, StemLot, StemSupply, Supplier
from backend.shop.stock.rules import NEVER, proposed_end
from backend.shop.stock.rules.planning import DAYS_AHEAD, Standing, order_by, planned_days
from backend.shop.stock.services.lots import NewLot, receive_all

_FEWER = "The supplier brings fewer"


@dataclass(frozen=True, slots=True)
class _Source:
    """A standing supply with what its lots need to know of stem and supplier."""

    supply: StemSupply
    stem: Stem
    supplier: Supplier

    @property
    def standing(self) -> Standing:
        return Standing(
            weekdays=frozenset(self.supply.weekdays),
            quantity=self.supply.quantity,
            order_days_before=self.supply.order_days_before,
            months=(self.supply.first_month, self.supply.last_month),
            active=self.supplier.active,
        )


def plan_ahead(session: Session, *, now: datetime) -> int:
    """Lays out what can be ordered, closes what nobody has ordered in time; answers how many are new."""
    supply_ids = session.scalars(select(StemSupply.id)).all()
    sources = _locked(session, supply_ids)
    time_zone = shop(session).time_zone
    today = local_day(now, time_zone)
    new = _lay_out(session, sources, today=today, time_zone=time_zone)
    _close_unordered(session, sources, today=today)
    return new


def replan(session: Session, *, supply_ids: Collection[int], deed: Deed) -> list[int]:
    """After a change of these supplies: what is still only planned becomes what they can bring, and new days
    are laid out. That a supplier brings less is a fact. Answers the buckets of all that is planned of them.
    """
    sources = _locked(session, supply_ids)
    time_zone = shop(session).time_zone
    today = local_day(deed.at, time_zone)
    _lay_out(session, sources, today=today, time_zone=time_zone)
    by_id = {each.supply.id: each for each in sources}
    lots = _planned(session, StemLot.supply_id.in_(supply_ids) & (StemLot.planned_for >= today))
    for lot in lots:
        source, day = by_id[lot.supply_id or 0], lot.planned_for or today
        lot.available_from = instant(day, source.supply.arrives, time_zone)
        bring(session, lot, source.standing.brings_on(day), deed)
    _set_doors(session, lots, by_id, today=today)
    session.flush()
    return [lot.bucket_id for lot in lots]


def bring(session: Session, lot: StemLot, quantity: int, deed: Deed) -> None:
    """So many can come in this lot. Where more are promised this is a fact, and the lot is overbooked."""
    lot.quantity, lot.version = quantity, lot.version + 1
    try:
        ledger.set_capacity(session, bucket_id=lot.bucket_id, capacity=quantity)
    except BelowReserved:
        fact = Fact(person=deed.who, reason=deed.why or _FEWER, at=deed.at)
        ledger.set_capacity(session, bucket_id=lot.bucket_id, capacity=quantity, fact=fact)


def let_go(session: Session, lots: Sequence[StemLot], *, today: date, deed: Deed) -> None:
    """Lots whose order is off are planned again, for sale as long as they can still be ordered."""
    sources = _sources(session, {lot.supply_id for lot in lots if lot.supply_id is not None})
    by_id = {each.supply.id: each for each in sources}
    for lot in sorted(lots, key=lambda each: each.bucket_id):
        lot.state, source = "planned", by_id.get(lot.supply_id or 0)
        can_come = source.standing.brings_on(lot.planned_for) if source and lot.planned_for else 0
        bring(session, lot, can_come, deed)
    _set_doors(session, [lot for lot in lots if lot.supply_id in by_id], by_id, today=today)
    session.flush()


def _locked(session: Session, supply_ids: Collection[int]) -> list[_Source]:
    """Locks the supplies, and reads all that belongs to them only then."""
    _lock(session, supply_ids)
    return _sources(session, supply_ids)


def _lock(session: Session, supply_ids: Collection[int]) -> None:
    rows = select(StemSupply.id).where(StemSupply.id.in_(supply_ids)).order_by(StemSupply.id)
    session.execute(rows.with_for_update(key_share=True))


def _sources(session: Session, supply_ids: Collection[int]) -> list[_Source]:
    rows = session.execute(
        select(StemSupply, Stem, Supplier)
        .join(Stem, Stem.id == StemSupply.stem_id)
        .join(Supplier, Supplier.id == StemSupply.supplier_id)
        .where(StemSupply.id.in_(supply_ids))
        .order_by(StemSupply.id)
        .execution_options(populate_existing=True)
    )
    return [_Source(*row) for row in rows]


def _lay_out(session: Session, sources: Sequence[_Source], *, today: date, time_zone: str) -> int:
    ids = [each.supply.id for each in sources]
    rows = session.execute(
        select(StemLot.supply_id, StemLot.planned_for)
        .where(StemLot.supply_id.in_(ids))
        .where(StemLot.planned_for.between(today, today + timedelta(days=DAYS_AHEAD)))
    )
    known = {(row.supply_id, row.planned_for) for row in rows}
    new = [
        lot
        for source in sources
        for lot in _lots(source, today=today, time_zone=time_zone)
        if (lot.supply_id, lot.planned_for) not in known
    ]
    return len(receive_all(session, lots=new))


def _lots(source: _Source, *, today: date, time_zone: str) -> Iterator[NewLot]:
    supply, stem, standing = source.supply, source.stem, source.standing
    for day in planned_days(standing, today=today):
        yield NewLot(
            stem_id=stem.id,
            quantity=standing.brings_on(day),
            available_from=instant(day, supply.arrives, time_zone),
            vase_life_end=proposed_end(arrived=day, vase_days=stem.vase_days) if stem.perishable else NEVER,
            state="planned",
            supply_id=supply.id,
            planned_for=day,
        )


def _planned(session: Session, wanted: ColumnElement[bool]) -> list[StemLot]:
    """What is only planned, locked, in the ledger's order."""
    query = (
        select(StemLot)
        .where(wanted, StemLot.state == "planned")
        .order_by(StemLot.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return sorted(session.scalars(query), key=lambda lot: lot.bucket_id)


def _close_unordered(session: Session, sources: Sequence[_Source], *, today: date) -> None:
    """What nobody has ordered in time will not come: no more is sold of it, what is promised stays."""
    by_id = {each.supply.id: each for each in sources}
    longest = max((each.supply.order_days_before for each in sources), default=0)
    # Whatever lies further back was closed when its day had come, or is dead.
    near = StemLot.planned_for.between(today - timedelta(days=DAYS_AHEAD), today + timedelta(days=longest))
    late = [lot for lot in _planned(session, near) if not _can_be_ordered(lot, by_id, today)]
    buckets = capacity.buckets(session, [lot.bucket_id for lot in late])
    ledger.set_open(session, doors={each.id: False for each in buckets.values() if each.open})


def _set_doors(session: Session, lots: Iterable[StemLot], by_id: dict[int, _Source], *, today: date) -> None:
    ledger.set_open(session, doors={lot.bucket_id: _can_be_ordered(lot, by_id, today) for lot in lots})


def _can_be_ordered(lot: StemLot, by_id: dict[int, _Source], today: date) -> bool:
    supply = by_id[lot.supply_id or 0].supply
    return lot.planned_for is not None and order_by(lot.planned_for, supply.order_days_before) >= today
