"""A question to a buyer, as her page tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.checkout.consent import Case, back, pairs
from backend.shop.checkout.matching import Pair
from backend.shop.kit.money import Money
from backend.shop.orders import proposals
from backend.shop.orders import selectors as order_reads
from backend.shop.orders.consent import Exchange, ProposalState
from backend.shop.payments import selectors as payment_reads
from backend.shop.stock import selectors as stock

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, SubstitutionProposal


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal with its case: the stems, the lines that take them, what a no gives back while it waits."""

    proposal: SubstitutionProposal
    case: Case
    pairs: tuple[Pair, ...]
    line_ids: frozenset[UUID]
    comes_back: Money | None


def asked(session: Session, proposal: SubstitutionProposal) -> Asked:
    """What a buyer is asked, for her page."""
    order = order_reads.whole(session, order_reads.of_delivery(session, proposal.delivery_id))
    parcel = next(each for each in order.deliveries if each.id == proposal.delivery_id)
    case = Case(order, payment_reads.of_order(session, order.id), parcel)
    exchanges, waits = proposals.exchanges(proposal), proposal.state == ProposalState.PROPOSED
    return Asked(
        proposal=proposal,
        case=case,
        pairs=tuple(pairs(session, exchanges)),
        line_ids=frozenset(_lines_of(session, parcel, exchanges)),
        comes_back=Money(back(session, case, exchanges), order.currency) if waits else None,
    )


def _lines_of(session: Session, parcel: Delivery, exchanges: Sequence[Exchange]) -> set[UUID]:
    """The lines whose recipes name the stems that are replaced, whatever is taken for them now."""
    recipes = stock.recipes(session, {line.variant_id for line in parcel.lines})
    gone = {each.stem_id for each in exchanges}
    return {
        line.id for line in parcel.lines if any(item.stem_id in gone for item in recipes[line.variant_id])
    }
