"""Proposals to a buyer, one at a time for a delivery. Whoever writes one has locked its order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from backend.shop.kit import ids
from backend.shop.orders import links
from backend.shop.orders.consent import Default, Exchange, ProposalState
from backend.shop.orders.errors import ProposalNotFound
from backend.shop.orders.models import Delivery, Order, SubstitutionProposal
from backend.shop.orders.rules import DeliveryStatus
from backend.shop.orders.services import Step

# Of what is not tied yet.
ASKABLE = (DeliveryStatus.SCHEDULED, DeliveryStatus.PREPARING)


def add(
    session: Session,
    *,
    parcel: Delivery,
    exchanges: Sequence[Exchange],
    by_default: Default,
    deadline: datetime,
    step: Step,
) -> SubstitutionProposal:
    """Asks the buyer of a delivery; `step.why` is the reason that she reads."""
    proposal_id = ids.new_id()
    row = SubstitutionProposal(
        id=proposal_id,
        delivery_id=parcel.id,
        making_day=parcel.making_day,
        swaps=[asdict(each) for each in exchanges],
        reason=step.why,
        by_default=by_default,
        token_hash=ids.token_hash(links.proposal_token(proposal_id)),
        deadline=deadline,
        proposed_by=step.who,
        proposed_at=step.at,
    )
    session.add(row)
    parcel.version += 1
    session.flush()
    return row


def end(session: Session, *, proposal: SubstitutionProposal, to: ProposalState, at: datetime) -> None:
    """An end is final: only what is proposed is ended."""
    if proposal.state != ProposalState.PROPOSED:
        raise ValueError(f"proposal {proposal.id} is {proposal.state}")
    proposal.state, proposal.answered_at = to, at
    session.flush()


def withdraw(session: Session, *, delivery_ids: Collection[UUID], at: datetime) -> list[UUID]:
    """Ends what is asked about deliveries that will not come; answers every proposal that may hold stems."""
    found = of_deliveries(session, delivery_ids)
    for each in found:
        if each.state == ProposalState.PROPOSED:
            end(session, proposal=each, to=ProposalState.WITHDRAWN, at=at)
    return [each.id for each in found]


def get(session: Session, proposal_id: UUID) -> SubstitutionProposal:
    """Read afresh. Raises ProposalNotFound."""
    found = session.get(SubstitutionProposal, proposal_id, populate_existing=True)
    if found is None:
        raise ProposalNotFound
    return found


def by_token(session: Session, token: str) -> SubstitutionProposal:
    """The proposal whose letter carried this secret; a forgotten order has none. Raises ProposalNotFound."""
    proposal_id = links.proposal_of(token)
    known = (
        select(SubstitutionProposal)
        .join(Delivery, Delivery.id == SubstitutionProposal.delivery_id)
        .join(Delivery.order)
        .where(SubstitutionProposal.id == proposal_id, Order.erased_at.is_(None))
    )
    found = session.scalar(known) if proposal_id else None
    if found is None or not links.opens_proposal(token, proposal_id=found.id, token_hash=found.token_hash):
        raise ProposalNotFound("This link opens nothing any more.")
    return found


def of_deliveries(session: Session, delivery_ids: Collection[UUID]) -> list[SubstitutionProposal]:
    """All that was ever asked about these deliveries, the oldest first."""
    query = select(SubstitutionProposal).where(SubstitutionProposal.delivery_id.in_(delivery_ids))
    ordered = query.order_by(SubstitutionProposal.proposed_at, SubstitutionProposal.id)
    return list(session.scalars(ordered.execution_options(populate_existing=True)))


def open_of(session: Session, delivery_id: UUID) -> SubstitutionProposal | None:
    """What waits for an answer."""
    found = of_deliveries(session, [delivery_id])
    return next((each for each in found if each.state == ProposalState.PROPOSED), None)


def due(session: Session, *, now: datetime) -> list[UUID]:
    """What waits and has to end: its deadline is over, or there is nothing left to ask."""
    asked = SubstitutionProposal
    moved = or_(Delivery.making_day != asked.making_day, Delivery.status.not_in(ASKABLE))
    query = (
        select(asked.id)
        .join(Delivery, Delivery.id == asked.delivery_id)
        .where(asked.state == ProposalState.PROPOSED, or_(asked.deadline <= now, moved))
    )
    return list(session.scalars(query.order_by(asked.deadline, asked.id)))


def is_idle(proposal: SubstitutionProposal, parcel: Delivery) -> bool:
    """Whether there is nothing left to ask: it is made, gone, or made on another day."""
    return parcel.making_day != proposal.making_day or parcel.status not in ASKABLE


def exchanges(proposal: SubstitutionProposal) -> tuple[Exchange, ...]:
    return tuple(Exchange(**each) for each in proposal.swaps)
