"""One delivery made with other stems: what its hold gives back and takes, in one change of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from backend.shop.capacity import selectors as ledger
from backend.shop.capacity import services as capacity
from backend.shop.capacity.selectors import HoldFacts
from backend.shop.capacity.services import Demand, HoldChange, HoldState
from backend.shop.checkout import consent
from backend.shop.checkout.consent import Case
from backend.shop.checkout.errors import NotToSubstitute, SubstituteShort
from backend.shop.checkout.services import holding
from backend.shop.kit.news import StemsSubstituted, announce
from backend.shop.orders import services as orders
from backend.shop.orders.consent import Agreed, Exchange
from backend.shop.orders.services import NewSwap, Step
from backend.shop.promise.rules import substitute as rules
from backend.shop.promise.rules.stand import units
from backend.shop.stock import selectors as stock

if TYPE_CHECKING:
    from backend.shop.orders.models import OrderMove, SubstitutionProposal


def swap(
    session: Session,
    *,
    case: Case,
    exchanges: Sequence[Exchange],
    agreed: Agreed,
    step: Step,
    reserved: SubstitutionProposal | None = None,
) -> None:
    """Makes a delivery of a locked order with the substitutes, and tells the buyer; last before the commit.

    With `reserved` the stems are those that the proposal has kept. Raises NotToSubstitute, SubstituteShort.
    """
    hold = ledger.hold(session, case.parcel.id)
    if hold is None or not hold.live:
        raise NotToSubstitute("This holds no stems any more.", delivery_ids=[str(case.parcel.id)])
    kept = _kept(session, case, exchanges, hold)
    taken, ended = _taken(session, case, exchanges, step, reserved)
    for each in exchanges:
        move = write(session, case=case, exchange=each, agreed=agreed, step=step)
    announce(session, StemsSubstituted(order_id=case.order.id, move_id=move.id))
    change = HoldChange(case.parcel.id, hold.version, (*kept, *taken), HoldState.CONFIRMED)
    capacity.change(session, changes=[change, *ended])


def write(session: Session, *, case: Case, exchange: Exchange, agreed: Agreed, step: Step) -> OrderMove:
    """Writes down one exchange; the history names both stems."""
    old, new = (stock.stem(session, each).name for each in (exchange.stem_id, exchange.substitute_id))
    return orders.swap_stem(
        session,
        order=case.order,
        parcel=case.parcel,
        swap=NewSwap(exchange.stem_id, exchange.substitute_id, exchange.quantity, exchange.taken, agreed),
        step=Step(step.at, step.who, f"{new} instead of {old}"),
    )


def ended(session: Session, proposal: SubstitutionProposal) -> list[HoldChange]:
    """Gives back what a proposal has kept, if it still does."""
    hold = ledger.hold(session, proposal.id)
    return holding.ended([hold], HoldState.RELEASED) if hold is not None and hold.live else []


def _kept(session: Session, case: Case, exchanges: Sequence[Exchange], hold: HoldFacts) -> tuple[Demand, ...]:
    """What stays of the delivery's demand. It leaves overbooked lots first: that ends their conflict."""
    demand = holding.demand(hold)
    for each in exchanges:
        known = ledger.buckets(session, stock.buckets(session, each.stem_id)).values()
        chosen = {line.bucket_id: place for place, line in enumerate(demand)}
        of = sorted(known, key=lambda bucket: (bucket.overbooked == 0, -chosen.get(bucket.id, -1)))
        demand = rules.given_back(
            demand, of=[bucket.id for bucket in of], day=case.parcel.making_day, quantity=each.quantity
        )
    return demand


def _taken(
    session: Session,
    case: Case,
    exchanges: Sequence[Exchange],
    step: Step,
    reserved: SubstitutionProposal | None,
) -> tuple[tuple[Demand, ...], list[HoldChange]]:
    """The substitutes, and what ends with taking them."""
    needed = sum(each.taken for each in exchanges)
    hold = ledger.hold(session, reserved.id) if reserved is not None else None
    if hold is not None and reserved is not None:
        return holding.demand(hold), ended(session, reserved)
    taken = consent.shelf(session, exchanges, case.parcel, step.at)
    if missing := needed - sum(units(taken).values()):
        raise SubstituteShort(
            f"{needed} stems are needed, {needed - missing} are there.", needed=needed, missing=missing
        )
    return taken, []
