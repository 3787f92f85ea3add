"""Orders that are sold and not all paid for, and those of them whose deadline is over: a person asks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, selectinload

from backend.shop.checkout import rules
from backend.shop.kit.money import Money
from backend.shop.orders.models import Order
from backend.shop.orders.rules import SOLD, DeliveryStatus, OrderStatus
from backend.shop.payments.models import Payment

MOST = 50


@dataclass(frozen=True, slots=True)
class Unpaid:
    """`date` is the day of its first delivery."""

    number: str
    buyer_name: str
    buyer_phone: str
    date: date
    balance_due: Money
    due_at: datetime


def past_deadline(session: Session, *, now: datetime) -> list[Unpaid]:
    """What was to be paid by now and is not, the longest ago first; at most `MOST`."""
    query = select(Order).where(is_unpaid(), Order.due_at <= now)
    query = query.order_by(Order.due_at, Order.number).limit(MOST)
    orders = session.scalars(query.options(selectinload(Order.deliveries))).all()
    came = received(session, [each.id for each in orders])
    return [_unpaid(each, came.get(each.id, 0)) for each in orders]


def is_unpaid() -> ColumnElement[bool]:
    """Whether an order is sold and has a balance: only one that was given a deadline can have."""
    came = (
        select(func.coalesce(func.sum(Payment.captured - Payment.refunded), 0))
        .where(Payment.order_id == Order.id)
        .scalar_subquery()
    )
    return and_(Order.due_at.is_not(None), Order.status.in_(SOLD), Order.total - Order.credit > came)


def received(session: Session, order_ids: Collection[UUID]) -> dict[UUID, int]:
    """What has come for these orders and has not gone back, minor units; none for one without payments."""
    kept = func.sum(Payment.captured - Payment.refunded)
    query = select(Payment.order_id, kept).where(Payment.order_id.in_(order_ids))
    return {order_id: int(amount) for order_id, amount in session.execute(query.group_by(Payment.order_id))}


def balance_of(order: Order, came: int) -> int:
    """What is still to be paid of an order for which so much came, minor units; of one not sold, nothing."""
    if not rules.is_sold(OrderStatus(order.status)):
        return 0
    return max(0, rules.balance_due(total=order.total, credit=order.credit, received=came))


def _unpaid(order: Order, came: int) -> Unpaid:
    living = [each for each in order.deliveries if each.status != DeliveryStatus.CANCELLED]
    return Unpaid(
        number=order.number,
        buyer_name=order.buyer_name,
        buyer_phone=order.buyer_phone,
        date=min(each.date for each in living or order.deliveries),
        balance_due=Money(balance_of(order, came), order.currency),
        due_at=order.due_at or order.placed_at,
    )
