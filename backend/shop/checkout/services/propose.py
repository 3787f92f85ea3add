"""The florist proposes other stems for a delivery: swapped, asked, or paid back, as the buyer chose."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend import db
from backend.shop.capacity import services as capacity
from backend.shop.capacity.errors import CapacityShort
from backend.shop.capacity.services import Demand, HoldChange, HoldState
from backend.shop.checkout import consent
from backend.shop.checkout.consent import Case, Verdict, Wish
from backend.shop.checkout.errors import (
    ConsentNeeded,
    NoAddress,
    NoTimeToAsk,
    ProposalOver,
    ProposalWaits,
    SubstituteCheaper,
    SubstituteShort,
)
from backend.shop.checkout.matching import Way
from backend.shop.checkout.services import desk, locks
from backend.shop.checkout.services.desk import Deed
from backend.shop.checkout.services.give_up import give_up
from backend.shop.checkout.services.swapping import ended, swap
from backend.shop.kit.errors import Busy
from backend.shop.kit.news import SubstituteProposed, announce
from backend.shop.orders import proposals
from backend.shop.orders import selectors as order_reads
from backend.shop.orders.consent import Agreed, ProposalState

if TYPE_CHECKING:
    from backend.shop.orders.models import SubstitutionProposal

_TRIES = 3


def propose(*, delivery_id: UUID, wish: Wish, deed: Deed) -> None:
    """Does what `consent.verdict` says of it; `deed.reason` is what the buyer reads.

    Raises what that raises, VersionConflict, ConsentNeeded, SubstituteCheaper, SubstituteShort,
    ProposalWaits, NoAddress and NoTimeToAsk; nothing moves then.
    """
    for _ in range(_TRIES):
        try:
            with db.transaction() as session:
                _propose(session, delivery_id, wish, deed)
            return
        except CapacityShort:  # somebody was faster: perhaps another lot will do
            continue
    raise Busy("These stems are just being sold. Please try again.", retry_after=1)


def withdraw(*, delivery_id: UUID, deed: Deed) -> None:
    """Takes back what waits for an answer; its stems are free again. Raises VersionConflict, ProposalOver."""
    with db.transaction() as session:
        case = locked(session, delivery_id)
        deed.check(case.parcel)
        found = proposals.open_of(session, delivery_id)
        if found is None:
            raise ProposalOver("Nothing waits for an answer.", state="")
        take_back(session, case, found, deed)


def take_back(session: Session, case: Case, proposal: SubstitutionProposal, deed: Deed) -> None:
    proposals.end(session, proposal=proposal, to=ProposalState.WITHDRAWN, at=deed.at)
    case.parcel.version += 1
    subject = f"delivery:{case.parcel.id}"
    desk.record(session, deed=deed, action="substitution.withdrawn", subject=subject, change={})
    capacity.change(session, changes=ended(session, proposal))


def locked(session: Session, delivery_id: UUID) -> Case:
    """Order, then payments under their locks. Raises DeliveryNotFound."""
    order_id = order_reads.of_delivery(session, delivery_id)
    order, payments = locks.order_and_payments(session, order_id=order_id)
    return Case(order, payments, desk.find(order, delivery_id))


def _propose(session: Session, delivery_id: UUID, wish: Wish, deed: Deed) -> None:
    case = locked(session, delivery_id)
    deed.check(case.parcel)
    verdict = consent.verdict(session, case=case, wish=wish, now=deed.at)
    if proposals.open_of(session, delivery_id) is not None:
        raise ProposalWaits("Please take the question back before you change anything.")
    _refuse(verdict, case, wish)
    if verdict.way is Way.REFUND:
        give_up(session, case=case, exchanges=wish.exchanges, step=deed.step)
    elif verdict.way is Way.ASK:
        kept = consent.shelf(session, wish.exchanges, case.parcel, deed.at)
        ask(session, case=case, wish=wish, verdict=verdict, kept=kept, deed=deed)
    else:
        swap(session, case=case, exchanges=wish.exchanges, agreed=Agreed.CHOICE, step=deed.step)


def ask(
    session: Session, *, case: Case, wish: Wish, verdict: Verdict, kept: tuple[Demand, ...], deed: Deed
) -> None:
    """Writes the question and its letter's job; while it waits, a hold of its own keeps the substitutes."""
    change = note(session, case=case, wish=wish, verdict=verdict, deed=deed)
    capacity.change(session, changes=[HoldChange(change, None, kept, HoldState.CONFIRMED)])


def note(session: Session, *, case: Case, wish: Wish, verdict: Verdict, deed: Deed) -> UUID:
    """The question without its hold; answers its id, which is the hold's key."""
    if not case.order.buyer_email:
        raise NoAddress("We know no e-mail address of this buyer. Please call.")
    if verdict.deadline is None:
        raise NoTimeToAsk("It has to be tied before a letter could be answered. Please call the buyer.")
    row = proposals.add(
        session,
        parcel=case.parcel,
        exchanges=wish.exchanges,
        by_default=verdict.by_default,
        deadline=verdict.deadline,
        step=deed.step,
    )
    desk.record(
        session,
        deed=deed,
        action="substitution.proposed",
        subject=f"delivery:{case.parcel.id}",
        change={"swaps": row.swaps, "deadline": row.deadline.isoformat(), "by_default": row.by_default},
    )
    announce(session, SubstituteProposed(order_id=case.order.id, proposal_id=row.id))
    return row.id


def _refuse(verdict: Verdict, case: Case, wish: Wish) -> None:
    if verdict.way is None:
        why = " ".join(verdict.mismatches)
        raise ConsentNeeded(
            f"{why} Ask the buyer, or give the money back.",
            mismatches=list(verdict.mismatches),
            delivery_ids=[str(case.parcel.id)],
        )
    if verdict.way is Way.REFUND:
        return
    if verdict.cheaper:
        raise SubstituteCheaper(
            "The substitutes have to cost at least as much as what they replace.",
            replaced=verdict.replaced.as_json(),
            substitutes=verdict.substitutes.as_json(),
        )
    if verdict.missing:
        needed = sum(each.taken for each in wish.exchanges)
        raise SubstituteShort(
            f"{needed} stems are needed, {needed - verdict.missing} are there.",
            needed=needed,
            missing=verdict.missing,
        )
