"""What the florist takes for a delivery: each line's recipe, with the stems that were swapped for others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from backend.shop.audit import services as audit
from backend.shop.orders import recipes as rules
from backend.shop.orders import selectors
from backend.shop.orders.models import Delivery, StemSwap
from backend.shop.orders.recipes import Made, Swap, Take
from backend.shop.orders.rules import TakenStem
from backend.shop.orders.services import Step
from backend.shop.stock import selectors as stock
from backend.shop.stock.selectors import RecipeItem, StemKind

_NO_MORE: Mapping[UUID, int] = MappingProxyType({})


def recipes_of(session: Session, parcels: Collection[Delivery]) -> dict[UUID, tuple[TakenStem, ...]]:
    """By order line, all stems that its pieces take together, in the florist's order, swaps applied.

    Pieces that the shop has cancelled take none. A handful of statements, however many deliveries.
    """
    recipes = stock.recipes(session, {line.variant_id for parcel in parcels for line in parcel.lines})
    swaps = selectors.swaps(session, [parcel.id for parcel in parcels])
    made = {parcel.id: _made(parcel, recipes, swaps[parcel.id]) for parcel in parcels}
    takes = [take for each in made.values() for line in each.lines for take in line]
    kinds = stock.kinds(session, {stem for take in takes for stem in (take.stem_id, take.instead_of) if stem})
    return {
        line.id: tuple(_taken(take, kinds) for take in taken)
        for parcel in parcels
        for line, taken in zip(parcel.lines, made[parcel.id].lines, strict=True)
    }


def made_of(session: Session, parcel: Delivery, *, more: Mapping[UUID, int] | None = None) -> Made:
    """What a delivery takes now, or would with so many pieces `more` of some lines (by their ids)."""
    recipes = stock.recipes(session, {line.variant_id for line in parcel.lines})
    return _made(parcel, recipes, selectors.swaps(session, [parcel.id])[parcel.id], more or {})


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
            reason=step.why,
            change={"swaps": [[each.stem_id, each.substitute_id, each.quantity] for each in gone]},
            at=step.at,
        )


def _made(
    parcel: Delivery,
    recipes: Mapping[int, Collection[RecipeItem]],
    swaps: Sequence[StemSwap],
    more: Mapping[UUID, int] = _NO_MORE,
) -> Made:
    return rules.made_of(
        [
            (
                line.quantity - line.cancelled + more.get(line.id, 0),
                [(item.stem_id, item.quantity) for item in recipes[line.variant_id]],
            )
            for line in parcel.lines
        ],
        [Swap(swap.stem_id, swap.substitute_id, swap.quantity, swap.taken) for swap in swaps],
    )


def _taken(take: Take, kinds: Mapping[int, StemKind]) -> TakenStem:
    kind = kinds[take.stem_id]
    original = None if take.instead_of is None else kinds[take.instead_of].name
    return TakenStem(take.stem_id, kind.name, take.quantity, kind.perishable, original)
