"""Which deliveries of a day are made with a stem, and whether another one could take its place."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.capacity import selectors as ledger
from backend.shop.checkout.errors import SameStem
from backend.shop.checkout.services import holding
from backend.shop.orders import selectors as order_reads
from backend.shop.orders.rules import DeliveryStatus, OrderStatus
from backend.shop.promise import readings
from backend.shop.promise.rules import substitute as rules
from backend.shop.promise.rules.stand import Stand
from backend.shop.stock import selectors as stock


@dataclass(frozen=True, slots=True)
class Question:
    """Bouquets that are made on `day`: `substitute_id` in the place of `stem_id`."""

    stem_id: int
    substitute_id: int
    day: date


@dataclass(frozen=True, slots=True)
class Candidate:
    """A delivery that takes `quantity` of the stem and is not made; `waits` while it is not paid for."""

    delivery_id: UUID
    number: str
    recipient_name: str
    status: DeliveryStatus
    waits: bool
    starts_at: datetime
    quantity: int


@dataclass(frozen=True, slots=True)
class Preview:
    """`needed` stems for all of them, `free` of the substitute for that day."""

    candidates: tuple[Candidate, ...]
    needed: int
    free: int


def preview(session: Session, *, question: Question, now: datetime) -> Preview:
    """Raises StemNotFound and SameStem."""
    check(session, question)
    old = stock.buckets(session, question.stem_id)
    found = _candidates(session, question, old)
    free = sum(max(0, lot.free) for lot in shelf(session, question, now).serving(question.day))
    return Preview(tuple(found), sum(each.quantity for each in found), free)


def check(session: Session, question: Question) -> None:
    """Both stems exist, and are two."""
    if question.stem_id == question.substitute_id:
        raise SameStem
    for stem_id in (question.stem_id, question.substitute_id):
        stock.stem(session, stem_id)


def shelf(session: Session, question: Question, now: datetime) -> Stand:
    """The substitute's lots."""
    return readings.shelf(session, stem_ids=[question.substitute_id], now=now)


def _candidates(session: Session, question: Question, old: Collection[int]) -> list[Candidate]:
    taking = set(ledger.holders(session, bucket_ids=old, use_on=question.day))
    found = []
    for order_id in order_reads.of_deliveries(session, taking):
        order = order_reads.whole(session, order_id)
        for parcel in (each for each in order.deliveries if each.id in taking):
            hold = ledger.hold(session, parcel.id)
            found.append(
                Candidate(
                    delivery_id=parcel.id,
                    number=order.number,
                    recipient_name=parcel.recipient.get("name") or "",
                    status=DeliveryStatus(parcel.status),
                    waits=order.status == OrderStatus.PENDING_PAYMENT,
                    starts_at=parcel.starts_at,
                    quantity=rules.wanted(holding.demand(hold), old=old, day=question.day) if hold else 0,
                )
            )
    return sorted(found, key=lambda each: (each.starts_at, each.number))
