"""What each line of a delivery is made of: its recipe times its pieces, with stems taken of another kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.orders import making
from backend.shop.orders.rules import TakenStem

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, OrderLine


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
    """The lines of each delivery, without those that the shop has cancelled."""
    taken = making.recipes_of(session, rows)
    return {row.id: tuple(_line(line, taken[line.id]) for line in row.lines if _wanted(line)) for row in rows}


def _wanted(line: OrderLine) -> int:
    return line.quantity - line.cancelled


def _line(line: OrderLine, parts: Sequence[TakenStem]) -> Line:
    pieces = _wanted(line)
    return Line(
        product=line.product_name,
        size=line.variant_label,
        quantity=pieces,
        parts=tuple(_part(take, pieces) for take in parts),
    )


def _part(take: TakenStem, pieces: int) -> Part:
    each, rest = divmod(take.quantity, pieces)
    return Part(
        name=take.stem_name,
        quantity=take.quantity,
        each=each if pieces > 1 and not rest else None,
        living=take.perishable,
        instead_of=take.instead_of or "",
    )
