"""The demo's orders of the phone and the counter: paid at once, still to be paid, and past their deadline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from backend.shop.checkout.services.desk_place import TAKEN
from backend.shop.kit.money import Money
from backend.shop.orders import services as orders
from backend.shop.orders.models import Order
from backend.shop.orders.rules import OrderStatus
from backend.shop.orders.services import Step
from backend.shop.payments import services as payments
from backend.shop.payments.desk_provider import Method

# How long after it was taken it is to be paid: the latest was taken yesterday, the earliest two days ago.
_DUE: Mapping[str, timedelta] = {
    "late": timedelta(hours=2),
    "link": timedelta(days=4),
    "account": timedelta(days=30),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """`channel` and `paying` as the table says ("phone:link"), and who of the staff took it."""

    channel: str
    paying: str
    who: str


def parsed(told: str, who: str) -> Taken | None:
    channel, _, paying = told.partition(":")
    return Taken(channel, paying, who) if told else None


def take(session: Session, order: Order, taken: Taken) -> None:
    """Sells it at the instant at which it was taken."""
    at = order.placed_at
    order.channel, order.taken_by = taken.channel, taken.who
    why = TAKEN[taken.channel]
    orders.move(session, order=order, to=OrderStatus.CONFIRMED, step=Step(at, taken.who, why))
    if taken.paying in _DUE:
        order.due_at = at + _DUE[taken.paying]
    else:
        paid = payments.Taken(Money(order.total, order.currency), Method(taken.paying), taken.who)
        payments.take(session, order_id=order.id, taken=paid, at=at)
    session.flush()
