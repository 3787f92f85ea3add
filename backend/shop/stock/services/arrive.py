"""What came of an order at a supplier. It is a fact: what comes short is overbooked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.shop.audit.services import Deed
from backend.shop.capacity import services as ledger
from backend.shop.capacity.services import Fact
from backend.shop.kit.clock import local_day, midnight
from backend.shop.settings.selectors import shop
from backend.shop.stock.errors import LinesMissing, LotTooOld, NotArrived
from backend.shop.stock.models import LotMove, PurchaseLine, StemLot
from backend.shop.stock.rules import NEVER, last_making_day, proposed_end
from backend.shop.stock.rules.purchase import PurchaseState
from backend.shop.stock.services.purchase import locked, lots_of, move


@dataclass(frozen=True, slots=True)
class Came:
    """How many came of a line; without a `vase_life_end` they last as long as usual."""

    received: int
    vase_life_end: date | None = None


def arrive(
    session: Session, *, order_id: int, version: int, arrived: date, came: Mapping[int, Came], deed: Deed
) -> list[int]:
    """Takes in an order on the local day `arrived`, line by line; answers the buckets of its lots.

    Raises NotArrived, LinesMissing where a line is not told, LotTooOld, and as `purchase.move`.
    """
    if arrived > local_day(deed.at, shop(session).time_zone):
        raise NotArrived("Please take these in on the day on which they come.")
    found = locked(session, order_id, version)
    lines = {line.lot_id: line for line in found.lines}
    if {line.id for line in lines.values()} != came.keys():
        raise LinesMissing
    move(session, found, PurchaseState.ARRIVED, deed)
    lots = lots_of(session, found.lines)
    for lot in lots:
        line = lines[lot.id]
        line.received = came[line.id].received
        _take_in(session, lot, line, arrived=arrived, came=came[line.id], deed=deed)
    session.flush()
    return [lot.bucket_id for lot in lots]


def _take_in(
    session: Session, lot: StemLot, line: PurchaseLine, *, arrived: date, came: Came, deed: Deed
) -> None:
    end = _end(line, arrived, came)
    lot.state, lot.version = "arrived", lot.version + 1
    lot.available_from, lot.vase_life_end = midnight(arrived, shop(session).time_zone), end
    lot.quantity, lot.unit_cost = came.received, line.unit_cost
    there = _there(session, lot, came.received)
    session.add(
        LotMove(
            lot_id=lot.id, kind="received", quantity=came.received, reason=deed.why, at=deed.at, who=deed.who
        )
    )
    session.flush()
    ledger.restate(
        session,
        bucket_id=lot.bucket_id,
        units=there,
        usable_from=arrived,
        usable_to=last_making_day(vase_life_end=end, vase_days=line.stem.vase_days),
        fact=Fact(person=deed.who, reason=deed.why, at=deed.at),
    )


def _end(line: PurchaseLine, arrived: date, came: Came) -> date:
    stem = line.stem
    if not stem.perishable:
        return NEVER
    end = came.vase_life_end or proposed_end(arrived=arrived, vase_days=stem.vase_days)
    if last_making_day(vase_life_end=end, vase_days=stem.vase_days) < arrived:
        raise LotTooOld(f"We promise {stem.vase_days} days of {stem.name}; these would not last as long.")
    return end


def _there(session: Session, lot: StemLot, received: int) -> int | None:
    """What came, less what somebody has thrown away of it; None where it was counted: that is newer."""
    query = select(LotMove.kind, func.sum(LotMove.quantity)).where(LotMove.lot_id == lot.id)
    moved: dict[str, int] = dict(session.execute(query.group_by(LotMove.kind)).all())
    return None if "counted" in moved else max(0, received + moved.get("wasted", 0))
