"""Substituting a stem across a day's bouquets: all chosen deliveries in one change of the ledger, or none."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend import db
from backend.shop.capacity import selectors as ledger
from backend.shop.capacity import services as capacity
from backend.shop.capacity.errors import CapacityShort
from backend.shop.capacity.selectors import HoldFacts
from backend.shop.capacity.services import HoldChange, HoldState
from backend.shop.checkout import consent, swaps
from backend.shop.checkout.consent import Case, Wish
from backend.shop.checkout.errors import ConsentNeeded, NotToSubstitute, SubstituteShort
from backend.shop.checkout.matching import How
from backend.shop.checkout.services import holding
from backend.shop.checkout.services.desk import Deed
from backend.shop.checkout.services.propose import note
from backend.shop.checkout.services.swapping import write
from backend.shop.checkout.swaps import Question
from backend.shop.kit.errors import Busy
from backend.shop.kit.news import StemsSubstituted, announce
from backend.shop.orders import selectors as order_reads
from backend.shop.orders import services as orders
from backend.shop.orders.consent import Agreed, Exchange
from backend.shop.orders.rules import OrderStatus
from backend.shop.orders.services import Step
from backend.shop.promise.rules import substitute as rules
from backend.shop.promise.rules.substitute import Swap
from backend.shop.stock import selectors as stock

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, Order

Clock = Callable[[], datetime]

_TRIES = 3


def substitute(*, question: Question, delivery_ids: Collection[UUID], who: str, clock: Clock) -> None:
    """Makes the chosen deliveries with the substitute, and asks those buyers who want to be asked.

    Raises StemNotFound, SameStem, NotToSubstitute for one that does not take the stem (any more),
    SubstituteShort, SubstituteCheaper, and ConsentNeeded where a buyer's choice does not allow it.
    """
    for _ in range(_TRIES):
        try:
            with db.transaction() as session:
                _substitute(session, question, set(delivery_ids), who, clock())
            return
        except CapacityShort:  # somebody was faster: perhaps another lot will do
            continue
    raise Busy("These stems are just being sold. Please try again.", retry_after=1)


def _substitute(
    session: Session, question: Question, delivery_ids: set[UUID], who: str, now: datetime
) -> None:
    swaps.check(session, question)
    swaps.check_worth(session, question)
    parcels = _locked(session, delivery_ids)
    holds = {each: ledger.hold(session, each) for each in delivery_ids}
    live = {each: hold for each, hold in holds.items() if hold is not None}
    after = _planned(session, question, list(parcels), live, now)
    _refuse(question, delivery_ids, after)
    ways = {each: swaps.way(session, question, parcels[each], now=now) for each in parcels}
    _refuse_unwanted(ways)
    changes = []
    for swap in after:
        case = Case(parcels[swap.delivery_id].order, [], parcels[swap.delivery_id])
        exchange = Exchange(question.stem_id, question.substitute_id, swap.quantity, swap.needed)
        if ways[swap.delivery_id] is swaps.BulkWay.ASK:
            changes.append(_asked(session, case, exchange, swap, _deed(case, who, now)))
        else:
            move = write(session, case=case, exchange=exchange, agreed=Agreed.CHOICE, step=Step(now, who, ""))
            if case.order.status != OrderStatus.PENDING_PAYMENT:  # else its confirmation tells
                announce(session, StemsSubstituted(order_id=case.order.id, move_id=move.id))
            changes.append(_change(live[swap.delivery_id], swap))
    capacity.change(session, changes=changes)


def _asked(session: Session, case: Case, exchange: Exchange, swap: Swap, deed: Deed) -> HoldChange:
    """The buyer is asked; the change is of the hold that keeps the substitutes meanwhile."""
    wish = Wish((exchange,), How.ASK)
    verdict = consent.verdict(session, case=case, wish=wish, now=deed.at)
    kept = note(session, case=case, wish=wish, verdict=verdict, deed=deed)
    return HoldChange(kept, None, swap.taken, HoldState.CONFIRMED)


def _deed(case: Case, who: str, now: datetime) -> Deed:
    return Deed(who, case.parcel.version, now, "")


def _refuse_unwanted(ways: dict[UUID, swaps.BulkWay]) -> None:
    if unwanted := [each for each, way in ways.items() if way is swaps.BulkWay.NOT_SO]:
        raise ConsentNeeded(
            "Not every buyer has agreed to that. Please ask them one by one, or leave them out.",
            mismatches=[],
            delivery_ids=sorted(str(each) for each in unwanted),
        )


def _locked(session: Session, delivery_ids: set[UUID]) -> dict[UUID, Delivery]:
    """The deliveries, their orders locked, the earliest first."""
    order_ids = order_reads.of_deliveries(session, delivery_ids)
    orders.lock(session, order_ids=order_ids)
    whole: list[Order] = [order_reads.whole(session, order_id) for order_id in order_ids]
    chosen = [each for order in whole for each in order.deliveries if each.id in delivery_ids]
    return {each.id: each for each in sorted(chosen, key=lambda each: (each.starts_at, each.id))}


def _planned(
    session: Session,
    question: Question,
    in_order: list[UUID],
    live: dict[UUID, HoldFacts],
    now: datetime,
) -> list[Swap]:
    before = [Swap(each, holding.demand(live[each])) for each in in_order if each in live]
    return rules.swap_all(
        swaps.shelf(session, question, now),
        before=before,
        old=stock.buckets(session, question.stem_id),
        day=question.day,
        substitute=swaps.substitute(session, question),
    )


def _refuse(question: Question, delivery_ids: set[UUID], after: list[Swap]) -> None:
    taking = {swap.delivery_id for swap in after if swap.quantity}
    if gone := delivery_ids - taking:
        raise NotToSubstitute(
            "Some of these are made already, or do not take this stem any more.",
            delivery_ids=sorted(str(each) for each in gone),
        )
    if missing := sum(swap.missing for swap in after):
        needed = sum(swap.needed for swap in after)
        raise SubstituteShort(
            f"{needed} stems are needed, {needed - missing} are there.", needed=needed, missing=missing
        )


def _change(hold: HoldFacts, swap: Swap) -> HoldChange:
    state = HoldState.CONFIRMED if hold.expires_at is None else HoldState.HELD
    return HoldChange(swap.delivery_id, hold.version, swap.demand, state, hold.expires_at)
