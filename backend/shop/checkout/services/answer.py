"""The buyer's answer to other stems, or her silence: one of them ends a proposal, and only the first.

Everybody locks the order first, then reads the proposal: who comes second finds how it ended.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from backend import db
from backend.shop.capacity import services as capacity
from backend.shop.checkout import consent
from backend.shop.checkout.consent import Case
from backend.shop.checkout.errors import NotSold, NotToSubstitute, ProposalOver
from backend.shop.checkout.services.give_up import give_up
from backend.shop.checkout.services.propose import locked
from backend.shop.checkout.services.swapping import ended, swap
from backend.shop.kit.errors import Refusal
from backend.shop.orders import proposals
from backend.shop.orders.consent import Agreed, Default, ProposalState
from backend.shop.orders.services import Step

if TYPE_CHECKING:
    from backend.shop.orders.models import SubstitutionProposal

log = logging.getLogger("posy.checkout")

Clock = Callable[[], datetime]

_ENDED = {
    ProposalState.APPROVED: "You have said yes already: we make it that way.",
    ProposalState.DECLINED: "You have said no already: your money goes back.",
    ProposalState.WITHDRAWN: "We have taken this question back: nothing is changed by it.",
}
_SILENT = {
    Default.MAKE: "The time to answer is over. As our letter said, we make it with the other flowers.",
    Default.REFUND: "The time to answer is over. As our letter said, your money goes back.",
}


def answer(*, token: str, approve: bool, clock: Clock) -> UUID:
    """Her word, by the letter's secret; saying the same again changes nothing. Answers the proposal's id.

    Raises ProposalNotFound, and ProposalOver with how it ended.
    """
    now = clock()
    with db.transaction() as session:
        found = proposals.by_token(session, token)
        case = locked(session, found.delivery_id)
        proposal = proposals.get(session, found.id)
        said = ProposalState.APPROVED if approve else ProposalState.DECLINED
        if proposal.state == said:
            return proposal.id
        if proposal.state != ProposalState.PROPOSED:
            raise over(proposal)
        if now >= proposal.deadline:
            raise ProposalOver(_SILENT[Default(proposal.by_default)], state=ProposalState.LAPSED)
        if _is_idle(session, case, proposal):
            raise ProposalOver(_ENDED[ProposalState.WITHDRAWN], state=ProposalState.WITHDRAWN)
        proposals.end(session, proposal=proposal, to=said, at=now)
        agreed = Agreed.BUYER if approve else None
        _carry_out(session, case, proposal, agreed, Step(now, "customer", proposal.reason))
        return proposal.id


def over(proposal: SubstitutionProposal) -> ProposalOver:
    """How a proposal that has ended did."""
    state = ProposalState(proposal.state)
    words = _ENDED.get(state) or _SILENT[Default(proposal.by_default)]
    return ProposalOver(words, state=state)


def answer_for_the_silent(*, clock: Clock) -> int:
    """Ends what waits past its deadline, or has nothing left to ask; answers how many that were."""
    with db.transaction() as session:
        due = proposals.due(session, now=clock())
    return sum(_end(proposal_id, clock) for proposal_id in due)


def _end(proposal_id: UUID, clock: Clock) -> bool:
    """One proposal's trouble is left to the next minute; it does not keep the others from theirs."""
    try:
        return lapse(proposal_id=proposal_id, clock=clock)
    except (Refusal, OperationalError) as error:
        log.warning("proposal %s was left as it is: %s", proposal_id, error)
        return False


def lapse(*, proposal_id: UUID, clock: Clock) -> bool:
    """What the letter said of no answer; whether it was this call that ended it."""
    now = clock()
    with db.transaction() as session:
        case = locked(session, proposals.get(session, proposal_id).delivery_id)
        proposal = proposals.get(session, proposal_id)
        if proposal.state != ProposalState.PROPOSED:
            return False
        if _is_idle(session, case, proposal):
            proposals.end(session, proposal=proposal, to=ProposalState.WITHDRAWN, at=now)
            capacity.change(session, changes=ended(session, proposal))
            return True
        if now < proposal.deadline:
            return False
        proposals.end(session, proposal=proposal, to=ProposalState.LAPSED, at=now)
        agreed = Agreed.SILENCE if proposal.by_default == Default.MAKE else None
        _carry_out(session, case, proposal, agreed, Step(now, "shop", "We had no answer in time"))
        return True


def _carry_out(
    session: Session, case: Case, proposal: SubstitutionProposal, agreed: Agreed | None, step: Step
) -> None:
    """Made with the substitutes, or, where nobody agreed, paid back."""
    exchanges = proposals.exchanges(proposal)
    if agreed is None:
        give_up(session, case=case, exchanges=exchanges, step=step, also=ended(session, proposal))
    else:
        swap(session, case=case, exchanges=exchanges, agreed=agreed, step=step, reserved=proposal)


def _is_idle(session: Session, case: Case, proposal: SubstitutionProposal) -> bool:
    """Whether there is nothing left to ask: it is made, gone, moved, or takes fewer of these stems."""
    if proposals.is_idle(proposal, case.parcel):
        return True
    try:
        consent.check(session, case, proposals.exchanges(proposal))
    except (NotToSubstitute, NotSold):
        return True
    return False
