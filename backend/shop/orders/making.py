"""What the florist takes for a delivery: each line's recipe, with the stems that were swapped for others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend.shop.audit import services as audit
from backend.shop.orders.models import Delivery, OrderLine, StemSwap
from backend.shop.orders.rules import Swap, TakenStem, swapped
from backend.shop.orders.services import Step
from backend.shop.stock import selectors as stock
from backend.shop.stock.selectors import RecipeItem


def recipes_of(session: Session, parcels: Collection[Delivery]) -> dict[UUID, tuple[TakenStem, ...]]:
    """By order line, all stems that its pieces take together, in the florist's order, swaps applied.

    Pieces that the shop has cancelled take none.
    """
    lines = [line for parcel in parcels for line in parcel.lines]
    recipes = stock.recipes(session, {line.variant_id for line in lines})
    swaps = _swaps(session, [parcel.id for parcel in parcels])
    found: dict[UUID, tuple[TakenStem, ...]] = {}
    for parcel in parcels:
        takes = [_takes(line, recipes[line.variant_id]) for line in parcel.lines]
        after = swapped(takes, swaps.get(parcel.id, ()))
        found |= {line.id: taken for line, taken in zip(parcel.lines, after, strict=True)}
    return found


def items(parcel: Delivery) -> tuple[tuple[int, int], ...]:
    """(variant id, quantity) of what is still wanted of a delivery."""
    left = ((line.variant_id, line.quantity - line.cancelled) for line in parcel.lines)
    return tuple((variant_id, quantity) for variant_id, quantity in left if quantity)


def forget_swaps(session: Session, *, parcel: Delivery, step: Step) -> None:
    """A bouquet made anew is made by its recipe again; the audit keeps what was swapped in the first."""
    gone = session.scalars(
        delete(StemSwap).where(StemSwap.delivery_id == parcel.id).returning(StemSwap)
    ).all()
    if gone:
        audit.record(
            session,
            actor=step.who,
            action="forget_swaps",
            subject=f"delivery:{parcel.id}",
            reason="made anew",
            change={"swaps": [[each.stem_id, each.substitute_id, each.quantity] for each in gone]},
            at=step.at,
        )


def _takes(line: OrderLine, recipe: Collection[RecipeItem]) -> tuple[TakenStem, ...]:
    pieces = line.quantity - line.cancelled
    if not pieces:
        return ()
    return tuple(
        TakenStem(item.stem_id, item.stem_name, item.quantity * pieces, item.perishable) for item in recipe
    )


def _swaps(session: Session, delivery_ids: Collection[UUID]) -> dict[UUID, list[Swap]]:
    query = select(StemSwap).where(StemSwap.delivery_id.in_(delivery_ids)).order_by(StemSwap.id)
    rows = session.scalars(query).all()
    names = stock.stem_names(session, {row.substitute_id for row in rows})
    found: dict[UUID, list[Swap]] = defaultdict(list)
    for row in rows:
        name = names[row.substitute_id]
        found[row.delivery_id].append(Swap(row.stem_id, row.substitute_id, name, row.quantity))
    return found
