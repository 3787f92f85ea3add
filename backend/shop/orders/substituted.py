"""What was made with other stems, who agreed to it, and until when an answer is awaited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.orders import proposals, selectors
from backend.shop.orders.consent import ProposalState
from backend.shop.stock import selectors as stock

if TYPE_CHECKING:
    from backend.shop.orders.models import Order


@dataclass(frozen=True, slots=True)
class Substituted:
    """`taken` of a stem in the place of `quantity` of another; `agreed` as in `StemSwap`."""

    instead_of: str
    name: str
    quantity: int
    taken: int
    agreed: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Consents:
    substituted: tuple[Substituted, ...] = ()
    asked_until: datetime | None = None


NOTHING = Consents()


def of_order(session: Session, order: Order) -> Mapping[UUID, Consents]:
    """By delivery; those of which there is nothing to say are left out."""
    ids = [each.id for each in order.deliveries]
    substituted = _substituted(session, ids)
    asked = {
        each.delivery_id: each.deadline
        for each in proposals.of_deliveries(session, ids)
        if each.state == ProposalState.PROPOSED
    }
    known = asked.keys() | substituted.keys()
    return {each: Consents(substituted.get(each, ()), asked.get(each)) for each in known}


def _substituted(session: Session, delivery_ids: list[UUID]) -> dict[UUID, tuple[Substituted, ...]]:
    swaps = {each: found for each, found in selectors.swaps(session, delivery_ids).items() if found}
    both = ((each.stem_id, each.substitute_id) for found in swaps.values() for each in found)
    wanted = {stem_id for pair in both for stem_id in pair}
    kinds = stock.kinds(session, wanted) if wanted else {}
    return {
        delivery_id: tuple(
            Substituted(
                instead_of=kinds[each.stem_id].name,
                name=kinds[each.substitute_id].name,
                quantity=each.quantity,
                taken=each.taken,
                agreed=each.agreed,
                at=each.at,
            )
            for each in found
        )
        for delivery_id, found in swaps.items()
    }
