"""Letters to the buyer when something comes back: an order or a delivery is cancelled, money is refunded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.notifications.letters import parcel
from backend.shop.notifications.letters.envelope import ShopCard
from backend.shop.notifications.letters.to_buyer import first_name, order_link
from backend.shop.notifications.words import Words
from backend.shop.orders import selectors as orders
from backend.shop.orders.letters import LetterDelivery, LetterFacts
from backend.shop.payments import selectors as payments
from backend.shop.payments.rules import DESK, RefundCause, RefundState

if TYPE_CHECKING:
    from backend.shop.payments.models import Refund

_BUYER = "customer"


@dataclass(frozen=True, slots=True)
class Cancelling:
    """What one step has cancelled: the things in each delivery by its index; `amount` goes back.

    `by_hand`: all of it was paid at the counter, and comes back from there.
    """

    by_buyer: bool
    reason: str
    whole: bool
    things: Mapping[int, tuple[str, ...]]
    amount: int
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """A refund of `amount` minor units; `product` and `quantity` say what it is for, if it is for a line.

    `by_hand`: it was paid at the counter, and comes back from there.
    """

    cause: str
    reason: str
    amount: int
    product: str
    quantity: int
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery that will not come."""

    method: str
    day: str
    hours: str
    recipient: str
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderCancelled:
    """`back` is empty where nothing was charged; `one_of_several`: the other deliveries stay."""

    kind: ClassVar[str] = "order_cancelled"

    number: str
    first_name: str
    by_buyer: bool
    reason: str
    one_of_several: bool
    parcels: tuple[Parcel, ...]
    back: str
    by_hand: bool
    link: str


@dataclass(frozen=True, slots=True)
class Refunded:
    """`cause` is line, amount, late, excess or edit (payments.rules.RefundCause)."""

    kind: ClassVar[str] = "refunded"

    number: str
    first_name: str
    cause: str
    reason: str
    amount: str
    thing: str
    by_hand: bool
    link: str


def cancelling(session: Session, *, order_id: UUID, move_id: int) -> Cancelling:
    """What a step of the history has cancelled, and the refunds that were written with it."""
    move, order = orders.move(session, move_id), orders.whole(session, order_id)
    steps = (row for row in order.history if row.at == move.at and row.to_status == move.to_status)
    gone = {row.delivery_id for row in steps}
    cause = RefundCause.ORDER if move.delivery_id is None else RefundCause.DELIVERY
    refunds = [
        refund
        for refund in payments.refunds_of_order(session, order_id)
        if (refund.cause, refund.about) == (cause, move.delivery_id) and refund.state != RefundState.FAILED
    ]
    by_buyer = move.who == _BUYER
    return Cancelling(
        by_buyer=by_buyer,
        reason="" if by_buyer else move.why,
        whole=move.delivery_id is None,
        things={
            index: _things((line.quantity - line.cancelled, line.product_name) for line in each.lines)
            for index, each in enumerate(order.deliveries)
            if each.id in gone
        },
        amount=sum(refund.amount for refund in refunds),
        by_hand=bool(refunds) and all(_is_by_hand(session, refund) for refund in refunds),
    )


def _is_by_hand(session: Session, refund: Refund) -> bool:
    payment = payments.payment(session, refund.payment_id)
    return payment is not None and payment.provider == DESK


def returned(session: Session, *, order_id: UUID, refund_id: UUID) -> Returned:
    refund, order = payments.refund(session, refund_id), orders.whole(session, order_id)
    lines = {line.id: line for each in order.deliveries for line in each.lines}
    line = lines.get(refund.about) if refund.about else None
    return Returned(
        cause=refund.cause,
        reason=refund.reason if refund.cause in (RefundCause.LINE, RefundCause.AMOUNT) else "",
        amount=refund.amount,
        product=line.product_name if line else "",
        quantity=refund.quantity or 0,
        by_hand=_is_by_hand(session, refund),
    )


def order_cancelled(order: LetterFacts, what: Cancelling, shop: ShopCard) -> OrderCancelled:
    return OrderCancelled(
        number=order.number,
        first_name=first_name(order),
        by_buyer=what.by_buyer,
        reason=what.reason,
        one_of_several=not what.whole,
        parcels=tuple(_parcel(order.deliveries[each], things, shop) for each, things in what.things.items()),
        back=Words(shop.locale).money(what.amount, order.currency) if what.amount else "",
        by_hand=what.by_hand,
        link=order_link(order, shop),
    )


def refunded(order: LetterFacts, what: Returned, shop: ShopCard) -> Refunded:
    return Refunded(
        number=order.number,
        first_name=first_name(order),
        cause=what.cause,
        reason=what.reason,
        amount=Words(shop.locale).money(what.amount, order.currency),
        thing=", ".join(_things([(what.quantity, what.product)])),
        by_hand=what.by_hand,
        link=order_link(order, shop),
    )


def _parcel(delivery: LetterDelivery, things: tuple[str, ...], shop: ShopCard) -> Parcel:
    return Parcel(
        method=delivery.method,
        day=Words(shop.locale).day(delivery.date),
        hours=parcel.hours(delivery, shop),
        recipient=delivery.recipient.get("name") or "",
        things=things,
    )


def _things(lines: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(f"{quantity} × {product}" for quantity, product in lines if quantity)
