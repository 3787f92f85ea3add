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
from backend.shop.capacity import services as ledger
from backend.shop.capacity.services import BelowReserved, Fact
from backend.shop.kit.clock import instant, local_day
from backend.shop.settings.selectors import shop
from backend.shop.stock.models import Stem, StemLot, StemSupply, Supplier
from backend.shop.stock.rules import NEVER, proposed_end
from backend.shop.stock.rules.planning import DAYS_AHEAD, Standing, order_by, planned_days
from backend.shop.stock.services.lots import NewLot, receive_all

_FEWER = "The supplier brings fewer"
_UNORDERED = "Nobody has ordered these in time"


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

    def can_come(self, day: date, today: date) -> int:
        """How many of what is not ordered yet can still come on a day."""
        late = order_by(day, self.supply.order_days_before) < today
        return 0 if late else self.standing.brings_on(day)


def plan_ahead(session: Session, *, now: datetime) -> int:
    """Lays out what can be ordered, gives up what nobody has ordered in time; answers how many are new."""
    supply_ids = session.scalars(select(StemSupply.id)).all()
    sources = _locked(session, supply_ids)
    time_zone = shop(session).time_zone
    today = local_day(now, time_zone)
    new = _lay_out(session, sources, today=today, time_zone=time_zone)
    _give_up(session, sources, today=today, deed=Deed("shop", _UNORDERED, now))
    return new


def replan(session: Session, *, supply_ids: Collection[int], deed: Deed) -> list[int]:
    """After a change of these supplies: what is still only planned becomes what they can bring, and new days
    are laid out. That a supplier brings less is a fact. Answers the buckets of all that is planned of them.
    """
    sources = _locked(session, supply_ids)
    time_zone = shop(session).time_zone
    today = local_day(deed.at, time_zone)
    _lay_out(session, sources, today=today, time_zone=time_zone)
    arrives = {each.supply.id: each.supply.arrives for each in sources}
    lots = _planned(session, StemLot.supply_id.in_(supply_ids) & (StemLot.planned_for >= today))
    for lot in lots:
        lot.available_from = instant(lot.planned_for or today, arrives[lot.supply_id or 0], time_zone)
    _settle(session, lots, sources, today=today, deed=deed)
    return [lot.bucket_id for lot in lots]


def let_go(session: Session, lots: Sequence[StemLot], *, today: date, deed: Deed) -> None:
    """Lots in the ledger's order whose order is off: they are only planned again."""
    for lot in lots:
        lot.state = "planned"
    sources = _sources(session, {lot.supply_id for lot in lots if lot.supply_id is not None})
    _settle(session, lots, sources, today=today, deed=deed)


def _settle(
    session: Session, lots: Iterable[StemLot], sources: Iterable[_Source], *, today: date, deed: Deed
) -> None:
    """Each lot holds what can come of it; where more is promised, that is a fact, and it is overbooked."""
    by_id = {each.supply.id: each for each in sources}
    for lot in lots:
        source = by_id.get(lot.supply_id or 0)
        quantity = source.can_come(lot.planned_for, today) if source and lot.planned_for else 0
        _bring(session, lot, quantity, deed)
    session.flush()


def _bring(session: Session, lot: StemLot, quantity: int, deed: Deed) -> None:
    lot.quantity, lot.version = quantity, lot.version + 1
    try:
        ledger.set_capacity(session, bucket_id=lot.bucket_id, capacity=quantity)
    except BelowReserved:
        fact = Fact(person=deed.who, reason=deed.why or _FEWER, at=deed.at)
        ledger.set_capacity(session, bucket_id=lot.bucket_id, capacity=quantity, fact=fact)


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


def _give_up(session: Session, sources: Sequence[_Source], *, today: date, deed: Deed) -> None:
    """What nobody has ordered in time will not come. Whoever it is promised to is a conflict, until somebody
    orders it after all.
    """
    longest = max((each.supply.order_days_before for each in sources), default=0)
    # Whatever lies further back was given up when its day had come.
    near = StemLot.planned_for.between(today - timedelta(days=DAYS_AHEAD), today + timedelta(days=longest))
    due = {each.supply.id: each.supply.order_days_before for each in sources}
    late = [
        lot
        for lot in _planned(session, near & (StemLot.quantity > 0))
        if lot.planned_for and order_by(lot.planned_for, due[lot.supply_id or 0]) < today
    ]
    _settle(session, late, sources, today=today, deed=deed)
