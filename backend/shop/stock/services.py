"""Writes of the stock: stems, recipes, and lots with the bucket that they are sold from."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.shop.capacity import services as capacity
from backend.shop.kit.clock import local_day
from backend.shop.settings import selectors as settings
from backend.shop.stock.models import RecipeLine, Stem, StemLot
from backend.shop.stock.rules import last_making_day


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
    """Adds a lot and opens its bucket from its first local day to the last that keeps the promised vase days.

    `vase_life_end` is `rules.NEVER` for what does not die. A state other than arrived is a lot to come.
    """
    stem = session.get_one(Stem, stem_id)
    lot_id = session.scalars(select(func.nextval("stem_lot_id_seq"))).one()
    bucket_id = capacity.open_bucket(
        session,
        kind="stem_lot",
        ref=str(lot_id),
        capacity=quantity,
        usable_from=local_day(available_from, settings.shop(session).time_zone),
        usable_to=last_making_day(vase_life_end=vase_life_end, vase_days=stem.vase_days),
    )
    lot = StemLot(
        id=lot_id,
        stem_id=stem_id,
        state=state,
        quantity=quantity,
        available_from=available_from,
        vase_life_end=vase_life_end,
        bucket_id=bucket_id,
    )
    session.add(lot)
    session.flush()
    return lot
