"""Orders and the accounts that they belong to: a customer's list, and guests' orders that become hers."""

import datetime as dt
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, selectinload

from backend.shop.audit import services as audit
from backend.shop.catalog import selectors as catalog
from backend.shop.catalog.selectors import PictureFacts
from backend.shop.kit.paging import Page
from backend.shop.orders.models import Delivery, Order, OrderMove
from backend.shop.orders.rules import DeliveryStatus, OrderStatus


@dataclass(frozen=True, slots=True)
class OrderCard:
    """An order in its owner's list; `total` in minor units, `first_day` the first that something comes on."""

    number: str
    placed_at: datetime
    status: str
    currency: str
    total: int
    first_day: dt.date
    recipients: tuple[str, ...]
    picture: PictureFacts | None
    lines: int


def page_of(session: Session, *, account_id: UUID, page: Page) -> tuple[list[OrderCard], int]:
    """A page of the account's orders, the newest first, and how many there are.

    An order that a newer one took the place of is not listed: the newer one is.
    """
    mine = (Order.account_id == account_id, Order.status != OrderStatus.REPLACED)
    total = session.scalars(select(func.count()).select_from(Order).where(*mine)).one()
    query = select(Order).where(*mine).order_by(Order.placed_at.desc(), Order.id)
    orders = session.scalars(query.options(_parcels()).offset(page.offset).limit(page.size)).all()
    first = {order.id: order.deliveries[0].lines[0].variant_id for order in orders}
    pictures = catalog.pictures(session, set(first.values()))
    return [_card(order, pictures.get(first[order.id])) for order in orders], total


def all_of(session: Session, *, account_id: UUID) -> list[UUID]:
    """Every order of the account, the oldest first."""
    query = select(Order.id).where(Order.account_id == account_id).order_by(Order.placed_at, Order.id)
    return list(session.scalars(query))


def has_ordered(session: Session, *, account_id: UUID | None, email: str | None) -> bool:
    """Whether an order of this account, or to this folded e-mail, has ever been sold."""
    hers = [Order.account_id == account_id] if account_id is not None else []
    if email is not None:
        hers.append(func.lower(Order.buyer_email) == email)
    if not hers:
        return False
    confirmed = exists().where(
        OrderMove.order_id == Order.id,
        OrderMove.delivery_id.is_(None),
        OrderMove.to_status == OrderStatus.CONFIRMED,
    )
    return session.scalar(select(Order.id).where(or_(*hers), confirmed).limit(1)) is not None


def can_be_claimed(order: Order) -> bool:
    """Whether it is nobody's, and still says whose it could be."""
    return order.account_id is None and order.erased_at is None


def claim(session: Session, *, email: str, account_id: UUID, at: datetime) -> list[str]:
    """Gives nobody's orders of an address, folded, to an account; answers their numbers, the oldest first.

    That the address is hers is the caller's word. Two claims at once share nothing: the rows are locked.
    """
    unclaimed = (
        func.lower(Order.buyer_email) == email,
        Order.account_id.is_(None),
        Order.erased_at.is_(None),
    )
    query = select(Order).where(*unclaimed).order_by(Order.id).with_for_update()
    found = session.scalars(query.execution_options(populate_existing=True)).all()
    for order in found:
        order.account_id = account_id
    numbers = [order.number for order in sorted(found, key=lambda each: each.placed_at)]
    audit.record(
        session,
        actor=f"customer:{account_id}",
        action="orders.claimed",
        subject=f"account:{account_id}",
        reason="",
        change={"email": email, "orders": numbers},
        at=at,
    )
    session.flush()
    return numbers


def follow_cart(session: Session, *, left: UUID, taken: UUID) -> None:
    """A cart's orders belong to the one that it was poured into, so that paying for one empties that.

    Where both wait for a payment, the order of the cart that was left keeps to it.
    """
    if left == taken:
        return
    query = select(Order).where(Order.cart_id.in_((left, taken))).order_by(Order.id).with_for_update()
    orders = session.scalars(query.execution_options(populate_existing=True)).all()
    waits = any(_is_pending(each) for each in orders if each.cart_id == taken)
    for order in orders:
        if order.cart_id == left and not (waits and _is_pending(order)):
            order.cart_id = taken
    session.flush()


def _is_pending(order: Order) -> bool:
    return order.status == OrderStatus.PENDING_PAYMENT


def _card(order: Order, picture: PictureFacts | None) -> OrderCard:
    living = [each for each in order.deliveries if each.status != DeliveryStatus.CANCELLED]
    names = (each.recipient.get("name") or "" for each in order.deliveries)
    return OrderCard(
        number=order.number,
        placed_at=order.placed_at,
        status=order.status,
        currency=order.currency,
        total=order.total,
        first_day=min(each.date for each in living or order.deliveries),
        recipients=tuple(dict.fromkeys(name for name in names if name)),
        picture=picture,
        lines=sum(len(each.lines) for each in order.deliveries),
    )


def _parcels() -> Any:
    return selectinload(Order.deliveries).selectinload(Delivery.lines)
