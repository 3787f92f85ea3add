"""What each line of a delivery is made of: its recipe times its pieces, with stems taken of another kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.orders.models import StemSwap
from backend.shop.orders.recipes import Swap, Take, takes
from backend.shop.stock import selectors as stock
from backend.shop.stock.models import Stem
from backend.shop.stock.selectors import RecipeItem

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, OrderLine

Recipes = Mapping[int, tuple[RecipeItem, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """`quantity` for all pieces; `each` for one, where they are alike; `instead_of` as the recipe has it."""

    name: str
    quantity: int
    each: int | None
    living: bool
    instead_of: str


@dataclass(frozen=True, slots=True)
class Line:
    """A product in one size; `quantity` is what is still wanted of it."""

    product: str
    size: str
    quantity: int
    parts: tuple[Part, ...]


def lines(session: Session, rows: Sequence[Delivery]) -> dict[UUID, tuple[Line, ...]]:
    """The lines of each delivery, without those that the shop has cancelled, in four statements for all."""
    recipes = stock.recipes(session, {line.variant_id for row in rows for line in row.lines})
    swaps = _swaps(session, [row.id for row in rows])
    taken = {row.id: takes([_pieces(line, recipes) for line in row.lines], swaps[row.id]) for row in rows}
    kinds = _kinds(session, {stem for each in taken.values() for line in each for stem in _stems(line)})
    return {
        row.id: tuple(
            _line(line, parts, kinds)
            for line, parts in zip(row.lines, taken[row.id], strict=True)
            if _wanted(line)
        )
        for row in rows
    }


def _wanted(line: OrderLine) -> int:
    return line.quantity - line.cancelled


def _pieces(line: OrderLine, recipes: Recipes) -> tuple[int, list[tuple[int, int]]]:
    return _wanted(line), [(item.stem_id, item.quantity) for item in recipes[line.variant_id]]


def _swaps(session: Session, delivery_ids: Sequence[UUID]) -> Mapping[UUID, list[Swap]]:
    found: dict[UUID, list[Swap]] = defaultdict(list)
    query = select(StemSwap).where(StemSwap.delivery_id.in_(delivery_ids)).order_by(StemSwap.id)
    for swap in session.scalars(query):
        found[swap.delivery_id].append(Swap(swap.stem_id, swap.substitute_id, swap.quantity))
    return found


def _stems(line: Sequence[Take]) -> list[int]:
    return [stem for take in line for stem in (take.stem_id, take.instead_of) if stem is not None]


def _kinds(session: Session, stem_ids: set[int]) -> dict[int, Stem]:
    return {stem.id: stem for stem in session.scalars(select(Stem).where(Stem.id.in_(stem_ids)))}


def _line(line: OrderLine, parts: Sequence[Take], kinds: Mapping[int, Stem]) -> Line:
    pieces = _wanted(line)
    return Line(
        product=line.product_name,
        size=line.variant_label,
        quantity=pieces,
        parts=tuple(_part(take, pieces, kinds) for take in parts if take.quantity),
    )


def _part(take: Take, pieces: int, kinds: Mapping[int, Stem]) -> Part:
    each, rest = divmod(take.quantity, pieces)
    return Part(
        name=kinds[take.stem_id].name,
        quantity=take.quantity,
        each=each if pieces > 1 and not rest else None,
        living=kinds[take.stem_id].perishable,
        instead_of="" if take.instead_of is None else kinds[take.instead_of].name,
    )
