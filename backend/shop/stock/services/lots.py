"""Writes of the stock: recipes, and lots with the buckets that they are sold from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.shop.capacity import services as capacity
from backend.shop.capacity.services import NewBucket
from backend.shop.kit.clock import local_day
from backend.shop.settings import selectors as settings
from backend.shop.stock.models import RecipeLine, Stem, StemLot
from backend.shop.stock.rules import last_making_day


@dataclass(frozen=True, slots=True)
class NewLot:
    """A lot that has arrived, or, by its state, is to come.

    `vase_life_end` is `rules.NEVER` for what does not die. What a standing supply brings names it
    and its day.
    """

    stem_id: int
    quantity: int
    available_from: datetime
    vase_life_end: date
    state: str = "arrived"
    supply_id: int | None = None
    planned_for: date | None = None


def write_recipe(session: Session, *, variant_id: int, lines: Sequence[tuple[int, int]]) -> None:
    """Says what one of a variant takes: (stem id, quantity) in the florist's order."""
    session.add_all(
        RecipeLine(variant_id=variant_id, stem_id=stem_id, quantity=quantity, position=position)
        for position, (stem_id, quantity) in enumerate(lines)
    )
    session.flush()


def receive(
    session: Session,
    *,
    stem_id: int,
    quantity: int,
    available_from: datetime,
    vase_life_end: date,
    state: str = "arrived",
) -> StemLot:
    """Adds one lot; see `receive_all`."""
    lot = NewLot(stem_id, quantity, available_from, vase_life_end, state)
    return receive_all(session, lots=[lot])[0]


def receive_all(session: Session, *, lots: Sequence[NewLot]) -> list[StemLot]:
    """Adds lots in a handful of statements, each with a bucket that is usable from its first local day
    to the last one that keeps the promised vase days.
    """
    if not lots:
        return []
    vase_days = _vase_days(session, lots)
    time_zone = settings.shop(session).time_zone
    ids = session.scalars(
        select(func.nextval("stem_lot_id_seq")).select_from(func.generate_series(1, len(lots)))
    )
    numbered = dict(zip(ids, lots, strict=True))
    buckets = capacity.open_buckets(
        session,
        kind="stem_lot",
        buckets=[
            _bucket(lot_id, lot, vase_days=vase_days[lot.stem_id], time_zone=time_zone)
            for lot_id, lot in numbered.items()
        ],
    )
    added = [_row(lot_id, lot, buckets[str(lot_id)]) for lot_id, lot in numbered.items()]
    session.add_all(added)
    session.flush()
    return added


def _vase_days(session: Session, lots: Sequence[NewLot]) -> dict[int, int]:
    stem_ids = {lot.stem_id for lot in lots}
    return dict(session.execute(select(Stem.id, Stem.vase_days).where(Stem.id.in_(stem_ids))).all())


def _bucket(lot_id: int, lot: NewLot, *, vase_days: int, time_zone: str) -> NewBucket:
    return NewBucket(
        ref=str(lot_id),
        capacity=lot.quantity,
        usable_from=local_day(lot.available_from, time_zone),
        usable_to=last_making_day(vase_life_end=lot.vase_life_end, vase_days=vase_days),
    )


def _row(lot_id: int, lot: NewLot, bucket_id: int) -> StemLot:
    return StemLot(
        id=lot_id,
        stem_id=lot.stem_id,
        state=lot.state,
        quantity=lot.quantity,
        available_from=lot.available_from,
        vase_life_end=lot.vase_life_end,
        bucket_id=bucket_id,
        supply_id=lot.supply_id,
        planned_for=lot.planned_for,
    )
