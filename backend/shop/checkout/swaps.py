"""Which deliveries of a day are made with a stem, and whether another one could take its place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.capacity import selectors as ledger
from backend.shop.checkout import consent, matching
from backend.shop.checkout.errors import SameStem, SubstituteCheaper
from backend.shop.checkout.services import holding
from backend.shop.kit.money import Money
from backend.shop.orders import proposals
from backend.shop.orders import selectors as order_reads
from backend.shop.orders.consent import Choice, Exchange
from backend.shop.orders.rules import DeliveryStatus, OrderStatus
from backend.shop.promise import readings
from backend.shop.promise.rules import substitute as rules
from backend.shop.promise.rules.stand import Stand
from backend.shop.promise.rules.substitute import Substitute
from backend.shop.stock import selectors as stock

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery


@dataclass(frozen=True, slots=True)
class Question:
    """Bouquets that are made on `day`: `substitute_id` in the place of `stem_id`."""

    stem_id: int
    substitute_id: int
    day: date


@dataclass(frozen=True, slots=True)
class Candidate:
    """A delivery that takes `quantity` of the stem and is not made; `waits` while it is not paid for.

    `needed` of the substitute would be as many worth; `way` is what its buyer's `choice` makes of it.
    """

    delivery_id: UUID
    number: str
    recipient_name: str
    status: DeliveryStatus
    waits: bool
    starts_at: datetime
    quantity: int
    needed: int
    choice: Choice
    way: BulkWay


@dataclass(frozen=True, slots=True)
class Preview:
    """`needed` of the substitute for all of them, `free` for that day; `cheaper`: it costs nothing."""

    candidates: tuple[Candidate, ...]
    needed: int
    free: int
    cheaper: bool


class BulkWay(StrEnum):
    """Swapped at once, asked by letter, or not so: by word of mouth, one by one."""

    SWAP = "swap"
    ASK = "ask"
    NOT_SO = "not_so"


def preview(session: Session, *, question: Question, now: datetime) -> Preview:
    """Raises StemNotFound and SameStem."""
    check(session, question)
    old = stock.buckets(session, question.stem_id)
    found = _candidates(session, question, old, now)
    free = sum(max(0, lot.free) for lot in shelf(session, question, now).serving(question.day))
    return Preview(
        tuple(found),
        needed=sum(each.needed for each in found),
        free=free,
        cheaper=_worth_less(session, question),
    )


def check(session: Session, question: Question) -> None:
    """Both stems exist, and are two."""
    if question.stem_id == question.substitute_id:
        raise SameStem
    for stem_id in (question.stem_id, question.substitute_id):
        stock.stem(session, stem_id)


def substitute(session: Session, question: Question) -> Substitute:
    """The substitute with the two costs: of a cheaper one there are as many as are worth as much."""
    was, becomes = (stock.stem(session, each) for each in (question.stem_id, question.substitute_id))
    return Substitute(becomes.id, cost=max(1, becomes.unit_cost), was=was.unit_cost)


def check_worth(session: Session, question: Question) -> None:
    """Raises SubstituteCheaper for what costs nothing: no number of it would be worth as much."""
    if _worth_less(session, question):
        was, becomes = (stock.stem(session, each) for each in (question.stem_id, question.substitute_id))
        raise SubstituteCheaper(
            "The substitute has to cost at least as much as what it replaces.",
            replaced=Money(was.unit_cost, was.currency).as_json(),
            substitutes=Money(becomes.unit_cost, becomes.currency).as_json(),
        )


def way(session: Session, question: Question, parcel: Delivery, *, now: datetime) -> BulkWay:
    """What the buyer's choice makes of this substitute. Who has not paid yet is not asked."""
    choice = Choice(parcel.order.substitution)
    if choice is Choice.ASK:
        waits = parcel.order.status == OrderStatus.PENDING_PAYMENT
        asked = proposals.open_of(session, parcel.id) is not None
        askable = not waits and not asked and consent.deadline(session, parcel, now) is not None
        return BulkWay.ASK if askable else BulkWay.NOT_SO
    one = Exchange(question.stem_id, question.substitute_id, 1, 1)
    against = choice is Choice.REFUND or matching.mismatches(choice, consent.pairs(session, [one]))
    return BulkWay.NOT_SO if against else BulkWay.SWAP


def _worth_less(session: Session, question: Question) -> bool:
    was, becomes = (stock.stem(session, each) for each in (question.stem_id, question.substitute_id))
    return becomes.unit_cost == 0 < was.unit_cost


def shelf(session: Session, question: Question, now: datetime) -> Stand:
    """The substitute's lots."""
    return readings.shelf(session, stem_ids=[question.substitute_id], now=now)


def _candidates(session: Session, question: Question, old: Collection[int], now: datetime) -> list[Candidate]:
    by = substitute(session, question)
    taking = set(ledger.holders(session, bucket_ids=old, use_on=question.day))
    found = []
    for order_id in order_reads.of_deliveries(session, taking):
        order = order_reads.whole(session, order_id)
        for parcel in (each for each in order.deliveries if each.id in taking):
            hold = ledger.hold(session, parcel.id)
            quantity = rules.wanted(holding.demand(hold), old=old, day=question.day) if hold else 0
            found.append(
                Candidate(
                    delivery_id=parcel.id,
                    number=order.number,
                    recipient_name=parcel.recipient.get("name") or "",
                    status=DeliveryStatus(parcel.status),
                    waits=order.status == OrderStatus.PENDING_PAYMENT,
                    starts_at=parcel.starts_at,
                    quantity=quantity,
                    needed=by.enough(quantity),
                    choice=Choice(order.substitution),
                    way=way(session, question, parcel, now=now),
                )
            )
    return sorted(found, key=lambda each: (each.starts_at, each.number))
