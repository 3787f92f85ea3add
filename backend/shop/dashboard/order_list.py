"""The orders of a day, or those that a name, a number, a phone or a postcode finds."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, literal_column, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from backend.shop.dashboard import unpaid
from backend.shop.delivery.words import Clock
from backend.shop.kit.paging import Page
from backend.shop.orders.models import Delivery, Order
from backend.shop.orders.rules import DeliveryStatus, OrderStatus
from backend.shop.settings.models import Shop
from backend.shop.settings.selectors import shop

# What was never paid is nobody's work, and is found by its number or a name.
_HIDDEN = (OrderStatus.PENDING_PAYMENT, OrderStatus.EXPIRED, OrderStatus.REPLACED)
_MARKS = "[\u0300-\u036f]"
_PHONE_DIGITS = 4  # fewer would be found in every phone number


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; without a status all that was ever sold, and with words also what was not.

    `unpaid`: what has a balance to be paid.
    """

    date: dt.date | None = None
    words: str = ""
    status: OrderStatus | None = None
    unpaid: bool = False


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    id: UUID
    method: str
    status: DeliveryStatus
    date: dt.date
    slot_label: str
    starts_at: datetime
    recipient_name: str
    postcode: str | None
    service_time: str | None
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order; of its `deliveries` those of the day asked for. `total` is what it is worth now.

    Of that, `balance_due` is still to be paid.
    """

    number: str
    placed_at: datetime
    status: OrderStatus
    buyer_name: str
    buyer_phone: str
    deliveries: tuple[DeliveryRow, ...]
    more: int
    total: int
    currency: str
    channel: str
    balance_due: int
    due_at: datetime | None


def orders(session: Session, *, search: Search, page: Page) -> tuple[list[OrderRow], int]:
    """A page of orders and how many there are: a day's by their hour, others the newest first."""
    wanted = _wanted(search)
    count = session.scalars(select(func.count()).select_from(wanted.subquery())).one()
    query = wanted.order_by(*_order_by(search)).offset(page.offset).limit(page.size)
    rows = session.scalars(query.options(selectinload(Order.deliveries).selectinload(Delivery.lines))).all()
    facts = shop(session)
    came = unpaid.received(session, [each.id for each in rows])
    return [_row(each, search.date, facts, came.get(each.id, 0)) for each in rows], count


def _wanted(search: Search) -> Select[Order]:
    query = select(Order)
    if search.date is not None:
        query = query.where(_has(Delivery.date == search.date))
    if search.unpaid:
        query = query.where(unpaid.is_unpaid())
    if search.status is not None:
        query = query.where(Order.status == search.status)
    elif not search.words.strip():
        query = query.where(Order.status.not_in(_HIDDEN))
    return query.where(_found(search.words)) if search.words.strip() else query


def _order_by(search: Search) -> tuple[ColumnElement[Any], InstrumentedAttribute[str]]:
    day = search.date
    if search.unpaid:
        return (Order.due_at.asc(), Order.number)
    if day is None:
        return (Order.placed_at.desc(), Order.number)
    first = (
        select(func.min(Delivery.starts_at))
        .where(Delivery.order_id == Order.id, Delivery.date == day)
        .scalar_subquery()
    )
    return (first, Order.number)


def _found(words: str) -> ColumnElement[bool]:
    """Whether the words are in a name, a number, a phone (by its digits) or begin a postcode."""
    plain = _like(_folded(words))
    number = re.sub(r"[^A-Z0-9]", "", words.upper())
    ways = [
        _fold(Order.buyer_name).like(plain),
        _has(_fold(Delivery.recipient["name"].astext).like(plain)),
    ]
    if number:
        ways.append(func.replace(Order.number, "-", "").like(f"%{number}%"))
        ways.append(_has(Delivery.recipient["postcode"].astext.like(f"{number}%")))
    digits = re.sub(r"\D", "", words)
    if len(digits) >= _PHONE_DIGITS and re.fullmatch(r"[0-9+()./ \-]+", words.strip()):
        ways.append(_digits(Order.buyer_phone).like(f"%{digits}%"))
        ways.append(_has(_digits(Delivery.recipient["phone"].astext).like(f"%{digits}%")))
    return or_(*ways)


def _has(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Delivery.order_id == Order.id, condition)


def _fold(column: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[str]:
    """As `_folded`, in the database: no capital letters, no accents."""
    return func.regexp_replace(func.normalize(func.lower(column), literal_column("NFD")), _MARKS, "", "g")


def _folded(words: str) -> str:
    return re.sub(_MARKS, "", unicodedata.normalize("NFD", words.strip().lower()))


def _digits(column: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[str]:
    return func.regexp_replace(column, r"\D", "", "g")


def _like(words: str) -> str:
    return "%" + re.sub(r"([%_\\])", r"\\\1", words) + "%"


def _row(order: Order, day: dt.date | None, facts: Shop, came: int) -> OrderRow:
    shown = [each for each in order.deliveries if day is None or each.date == day]
    return OrderRow(
        number=order.number,
        placed_at=order.placed_at,
        status=OrderStatus(order.status),
        buyer_name=order.buyer_name,
        buyer_phone=order.buyer_phone,
        deliveries=tuple(_delivery(each, facts) for each in shown),
        more=len(order.deliveries) - len(shown),
        total=order.total - order.credit,
        currency=order.currency,
        channel=order.channel,
        balance_due=unpaid.balance_of(order, came),
        due_at=order.due_at,
    )


def _delivery(row: Delivery, facts: Shop) -> DeliveryRow:
    clock = Clock(facts.time_zone, facts.locale)
    return DeliveryRow(
        id=row.id,
        method=row.method,
        status=DeliveryStatus(row.status),
        date=row.date,
        slot_label=clock.label(row.starts_at, row.ends_at, whole_day=row.whole_day),
        starts_at=row.starts_at,
        recipient_name=row.recipient.get("name") or "",
        postcode=row.recipient.get("postcode"),
        service_time=row.recipient.get("service_time") or None,
        things=tuple(
            f"{line.quantity - line.cancelled} × {line.product_name}"
            for line in row.lines
            if line.quantity > line.cancelled
        ),
    )
