"""Orders at suppliers: made from planned lots, changed, sent, called off. One door moves them.

What is ordered of a lot is what it holds from then on. Ordering less than is promised is refused, unless a
person says why: then it is a fact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.audit import services as audit
from backend.shop.audit.services import Deed
from backend.shop.capacity import services as ledger
from backend.shop.capacity.services import Fact
from backend.shop.kit.clock import instant, local_day
from backend.shop.kit.errors import VersionConflict
from backend.shop.settings.selectors import shop
from backend.shop.stock import selectors as stems
from backend.shop.stock.errors import ArrivesInPast, LotNotToOrder, PurchaseEnded, PurchaseNotFound
from backend.shop.stock.models import PurchaseLine, PurchaseOrder, StemLot, StemSupply
from backend.shop.stock.rules import NEVER, proposed_end
from backend.shop.stock.rules.planning import DAWN
from backend.shop.stock.rules.purchase import PATHS, PurchaseState
from backend.shop.stock.services.lots import receive
from backend.shop.stock.services.planning import let_go
from backend.shop.stock.services.suppliers import locked_supplier


@dataclass(frozen=True, slots=True)
class Wish:
    """So many of a stem: of a planned lot, or, without one, beside what is planned."""

    stem_id: int
    quantity: int
    lot_id: int | None = None


def order(
    session: Session, *, supplier_id: int, arrives_on: date, wishes: Sequence[Wish], deed: Deed
) -> PurchaseOrder:
    """An order that is still to be sent. Its lots are ordered from now on.

    Raises SupplierNotFound, StemNotFound, ArrivesInPast, LotNotToOrder, and BelowReserved where more is
    promised than would be ordered.
    """
    if arrives_on < local_day(deed.at, shop(session).time_zone):
        raise ArrivesInPast
    supplier = locked_supplier(session, supplier_id)
    found = PurchaseOrder(supplier_id=supplier.id, arrives_on=arrives_on, state=PurchaseState.OPEN, version=1)
    planned = _planned(session, found, [each.lot_id for each in wishes if each.lot_id is not None])
    found.lines = [_line(session, found, wish, planned) for wish in wishes]
    session.add(found)
    session.flush()
    _record(
        session, found, "ordered", {"lines": [[each.stem_id, each.ordered] for each in found.lines]}, deed
    )
    wanted = {each.lot_id: each.quantity for each in wishes}
    for lot in sorted(planned.values(), key=lambda each: each.bucket_id):
        _hold_to(session, lot, wanted[lot.id], deed)
    return found


def change_quantities(
    session: Session, *, order_id: int, version: int, quantities: Mapping[int, int], deed: Deed
) -> list[int]:
    """So many of these lines, by their ids; answers the buckets of their lots.

    Raises as `move`, and BelowReserved where nobody says why.
    """
    found = locked(session, order_id, version)
    if not PATHS[PurchaseState(found.state)]:
        raise PurchaseEnded
    changed = [each for each in found.lines if quantities.get(each.id, each.ordered) != each.ordered]
    before = {each.id: each.ordered for each in changed}
    for line in changed:
        line.ordered = quantities[line.id]
    found.version += 1
    lines = [[each.stem_id, before[each.id], each.ordered] for each in changed]
    _record(session, found, "changed", {"lines": lines}, deed)
    wanted = {each.lot_id: each.ordered for each in changed}
    lots = lots_of(session, changed)
    for lot in lots:
        _hold_to(session, lot, wanted[lot.id], deed)
    return [lot.bucket_id for lot in lots]


def send(session: Session, *, order_id: int, version: int, deed: Deed) -> None:
    """The supplier has it. Raises as `move`."""
    move(session, locked(session, order_id, version), PurchaseState.SENT, deed)


def cancel(session: Session, *, order_id: int, version: int, deed: Deed) -> list[int]:
    """Nothing of it will come; its lots are only planned again. Answers their buckets. Raises as `move`."""
    found = locked(session, order_id, version)
    lots = lots_of(session, found.lines)
    for line in found.lines:
        line.lot_id = None
    move(session, found, PurchaseState.CANCELLED, deed)
    let_go(session, lots, today=local_day(deed.at, shop(session).time_zone), deed=deed)
    return [lot.bucket_id for lot in lots]


def move(session: Session, found: PurchaseOrder, state: PurchaseState, deed: Deed) -> None:
    """The one door of an order that is locked. Raises PurchaseEnded where no way leads there."""
    before = PurchaseState(found.state)
    if state not in PATHS[before]:
        raise PurchaseEnded(f"This order is {before} already.")
    found.state, found.version = state, found.version + 1
    _record(session, found, state, {"state": [before, state]}, deed)


def locked(session: Session, order_id: int, version: int) -> PurchaseOrder:
    """Raises PurchaseNotFound and VersionConflict."""
    found = session.get(PurchaseOrder, order_id, with_for_update={"key_share": True}, populate_existing=True)
    if found is None:
        raise PurchaseNotFound
    if found.version != version:
        raise VersionConflict("Somebody else has just changed this order.")
    return found


def lots_of(session: Session, lines: Sequence[PurchaseLine]) -> list[StemLot]:
    """The lots of these lines, locked, in the ledger's order."""
    return _locked_lots(session, [line.lot_id for line in lines if line.lot_id is not None])


def _locked_lots(session: Session, lot_ids: Sequence[int]) -> list[StemLot]:
    query = (
        select(StemLot)
        .where(StemLot.id.in_(lot_ids))
        .order_by(StemLot.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return sorted(session.scalars(query), key=lambda lot: lot.bucket_id)


def _planned(session: Session, found: PurchaseOrder, lot_ids: Sequence[int]) -> dict[int, StemLot]:
    """The lots wished, each planned for this supplier and day."""
    lots = _locked_lots(session, lot_ids)
    theirs = set(session.scalars(select(StemSupply.id).where(StemSupply.supplier_id == found.supplier_id)))
    fitting = {
        lot.id: lot
        for lot in lots
        if lot.state == "planned" and lot.planned_for == found.arrives_on and lot.supply_id in theirs
    }
    if sorted(lot_ids) != sorted(fitting):
        raise LotNotToOrder
    return fitting


def _line(session: Session, found: PurchaseOrder, wish: Wish, planned: Mapping[int, StemLot]) -> PurchaseLine:
    lot = _beside(session, found, wish) if wish.lot_id is None else planned[wish.lot_id]
    if lot.stem_id != wish.stem_id:
        raise LotNotToOrder
    lot.state = "ordered"
    unit_cost = stems.stem(session, wish.stem_id).unit_cost
    return PurchaseLine(stem_id=lot.stem_id, lot_id=lot.id, ordered=wish.quantity, unit_cost=unit_cost)


def _beside(session: Session, found: PurchaseOrder, wish: Wish) -> StemLot:
    stem = stems.stem(session, wish.stem_id)
    end = proposed_end(arrived=found.arrives_on, vase_days=stem.vase_days) if stem.perishable else NEVER
    return receive(
        session,
        stem_id=stem.id,
        quantity=wish.quantity,
        available_from=instant(found.arrives_on, DAWN, shop(session).time_zone),
        vase_life_end=end,
        state="ordered",
    )


def _hold_to(session: Session, lot: StemLot, quantity: int, deed: Deed) -> None:
    lot.quantity, lot.version = quantity, lot.version + 1
    fact = Fact(person=deed.who, reason=deed.why, at=deed.at) if deed.why else None
    ledger.set_capacity(session, bucket_id=lot.bucket_id, capacity=quantity, fact=fact)
    session.flush()


def _record(
    session: Session, found: PurchaseOrder, verb: str, change: Mapping[str, object], deed: Deed
) -> None:
    session.flush()
    audit.record(
        session,
        actor=deed.who,
        action=f"purchase_order.{verb}",
        subject=f"purchase_order:{found.id}",
        reason=deed.why,
        change=change,
        at=deed.at,
    )
