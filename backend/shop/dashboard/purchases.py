"""Orders at suppliers as a page shows them: what was ordered, what of it is promised, what came."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from backend.shop.capacity.models import CapacityBucket
from backend.shop.stock import selectors as stock
from backend.shop.stock.errors import PurchaseNotFound
from backend.shop.stock.models import PurchaseLine, PurchaseOrder, Stem, StemLot
from backend.shop.stock.rules import proposed_end
from backend.shop.stock.rules.purchase import PATHS, PurchaseState
from backend.shop.stock.selectors import Seller

# Of those that are over, the newest.
_MOST_ENDED = 30
_ENDED = tuple(state for state, paths in PATHS.items() if not paths)


@dataclass(frozen=True, slots=True)
class Line:
    """`reserved` is promised of its lot; `received` None: it has not come yet. `unit_cost` in minor units.

    `proposed_end`: when the vase life is over if it comes as ordered; None for what does not die.
    """

    id: int
    stem_id: int
    name: str
    lot_id: int | None
    ordered: int
    reserved: int
    received: int | None
    unit_cost: int
    proposed_end: dt.date | None


@dataclass(frozen=True, slots=True)
class Purchase:
    """`total` is what was ordered costs, in minor units."""

    id: int
    supplier: Seller
    arrives_on: dt.date
    state: PurchaseState
    version: int
    total: int
    lines: tuple[Line, ...]


def purchases(session: Session) -> list[Purchase]:
    """What is on its way, by the day on which it comes; then what is over, the newest first."""
    order, over = PurchaseOrder, PurchaseOrder.state.in_(_ENDED)
    live = select(PurchaseOrder).where(~over).order_by(order.arrives_on, order.id)
    ended = (
        select(PurchaseOrder)
        .where(over)
        .order_by(order.arrives_on.desc(), order.id.desc())
        .limit(_MOST_ENDED)
    )
    return _read(session, live) + _read(session, ended)


def purchase(session: Session, order_id: int) -> Purchase:
    """Raises PurchaseNotFound."""
    for found in _read(session, select(PurchaseOrder).where(PurchaseOrder.id == order_id)):
        return found
    raise PurchaseNotFound


def _read(session: Session, query: Select[PurchaseOrder]) -> list[Purchase]:
    rows = session.scalars(query.execution_options(populate_existing=True)).all()
    sellers = stock.sellers(session)
    lines = _lines(session, [found.id for found in rows])
    return [
        Purchase(
            id=found.id,
            supplier=sellers[found.supplier_id],
            arrives_on=found.arrives_on,
            state=PurchaseState(found.state),
            version=found.version,
            total=sum(line.ordered * line.unit_cost for line in lines[found.id]),
            lines=tuple(lines[found.id]),
        )
        for found in rows
    ]


def _lines(session: Session, order_ids: Sequence[int]) -> dict[int, list[Line]]:
    rows = session.execute(
        select(PurchaseLine, Stem, PurchaseOrder.arrives_on, CapacityBucket.reserved)
        .join(Stem, Stem.id == PurchaseLine.stem_id)
        .join(PurchaseOrder, PurchaseOrder.id == PurchaseLine.order_id)
        .outerjoin(StemLot, StemLot.id == PurchaseLine.lot_id)
        .outerjoin(CapacityBucket, CapacityBucket.id == StemLot.bucket_id)
        .where(PurchaseLine.order_id.in_(order_ids))
        .order_by(Stem.name, PurchaseLine.id)
        .execution_options(populate_existing=True)
    )
    found: dict[int, list[Line]] = defaultdict(list)
    for line, stem, arrives_on, reserved in rows:
        end = proposed_end(arrived=arrives_on, vase_days=stem.vase_days) if stem.perishable else None
        found[line.order_id].append(
            Line(
                id=line.id,
                stem_id=stem.id,
                name=stem.name,
                lot_id=line.lot_id,
                ordered=line.ordered,
                reserved=reserved or 0,
                received=line.received,
                unit_cost=line.unit_cost,
                proposed_end=end,
            )
        )
    return found
