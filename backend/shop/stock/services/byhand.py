"""What somebody at the shelf does: lots come, are counted, are thrown away.

These are facts and always accepted: where more is promised than is left, the lot is overbooked, and says so.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.audit.services import Deed
from backend.shop.capacity import services as ledger
from backend.shop.capacity.services import Fact
from backend.shop.kit.clock import local_day, midnight
from backend.shop.kit.errors import VersionConflict
from backend.shop.settings.selectors import shop
from backend.shop.stock import selectors as stems
from backend.shop.stock.errors import LotNotFound, LotTooOld, NotArrived
from backend.shop.stock.models import LotMove, Stem, StemLot
from backend.shop.stock.rules import NEVER, last_making_day, proposed_end
from backend.shop.stock.services.lots import receive


@dataclass(frozen=True, slots=True)
class Arrival:
    """Stems that are here since the local day `arrived`; without a `vase_life_end` the usual one.

    `unit_cost` in minor units, where it is known.
    """

    stem_id: int
    quantity: int
    arrived: date
    vase_life_end: date | None = None
    unit_cost: int | None = None


def take_in(session: Session, *, arrival: Arrival, deed: Deed) -> StemLot:
    """Adds a lot, to be used from its day on. Raises StemNotFound, NotArrived and LotTooOld."""
    stem = stems.stem(session, arrival.stem_id)
    time_zone = shop(session).time_zone
    if arrival.arrived > local_day(deed.at, time_zone):
        raise NotArrived("Please take these in on the day on which they come.")
    lot = receive(
        session,
        stem_id=stem.id,
        quantity=arrival.quantity,
        available_from=midnight(arrival.arrived, time_zone),
        vase_life_end=_end(stem, arrival),
    )
    lot.unit_cost = arrival.unit_cost
    _note(session, lot, "received", arrival.quantity, deed)
    return lot


def count(session: Session, *, lot_id: int, version: int, counted: int, deed: Deed) -> None:
    """Says how many stems of a lot are there. Raises LotNotFound and VersionConflict."""
    lot = _lock(session, lot_id, version, deed)
    was = ledger.set_capacity(session, bucket_id=lot.bucket_id, capacity=counted, fact=_fact(deed))
    _note(session, lot, "counted", counted - was, deed)


def waste(session: Session, *, lot_id: int, version: int, quantity: int, deed: Deed) -> None:
    """Takes stems out of a lot for good; what the books did not have was found first. Raises as `count`."""
    lot = _lock(session, lot_id, version, deed)
    was = ledger.shrink(session, bucket_id=lot.bucket_id, by=quantity, fact=_fact(deed))
    if quantity > was:
        _note(session, lot, "counted", quantity - was, deed)
    _note(session, lot, "wasted", -quantity, deed)


def _end(stem: Stem, arrival: Arrival) -> date:
    if not stem.perishable:
        return NEVER
    end = arrival.vase_life_end or proposed_end(arrived=arrival.arrived, vase_days=stem.vase_days)
    if last_making_day(vase_life_end=end, vase_days=stem.vase_days) < arrival.arrived:
        raise LotTooOld(f"We promise {stem.vase_days} days of {stem.name}; these would not last as long.")
    return end


def _lock(session: Session, lot_id: int, version: int, deed: Deed) -> StemLot:
    """The lot, a version on; whoever has it in her hands proves that it has come."""
    lot = session.scalar(
        select(StemLot)
        .where(StemLot.id == lot_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if lot is None:
        raise LotNotFound
    if lot.version != version:
        raise VersionConflict("Somebody else has just changed this lot.")
    lot.version += 1
    if lot.available_from <= deed.at:
        lot.state = "arrived"
    session.flush()
    return lot


def _note(session: Session, lot: StemLot, kind: str, quantity: int, deed: Deed) -> None:
    session.add(
        LotMove(lot_id=lot.id, kind=kind, quantity=quantity, reason=deed.why, at=deed.at, who=deed.who)
    )
    session.flush()


def _fact(deed: Deed) -> Fact:
    return Fact(person=deed.who, reason=deed.why, at=deed.at)
