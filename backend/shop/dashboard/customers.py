"""Whom an order at the phone is for, found as one types: those with an account, and those who have ordered.

Each way to look is one index and reads at most so many rows: any word's beginning of a name (GIN), the end
of a phone's digits and the beginning of an e-mail address (b-trees). Those found are then joined to persons.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal_column, or_, select
from sqlalchemy.orm import Session, selectinload

from backend.shop.accounts.models import NAME_WORDS, PHONE_DIGITS, Account
from backend.shop.orders.models import BUYER_EMAIL, BUYER_PHONE, BUYER_WORDS, Delivery, Order

MOST = 20
_ROWS = 200  # of each way to look, the newest first
_RECIPIENTS = 5
_ORDERS = 20  # the last, whose recipients are offered
_PHONE_DIGITS = 4  # fewer are the end of very many numbers
_WHOLE_NUMBER = 10  # what is before these is a country's code, written or not
_MARKS = "[\u0300-\u036f]"


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom they have sent flowers to."""

    method: str
    recipient: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody with an account, or who has ordered under this e-mail address, or this phone without one."""

    account_id: UUID | None
    name: str
    email: str
    phone: str
    orders: int
    last_order_at: datetime | None
    recipients: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class _Who:
    """What makes somebody one person: her account, or her e-mail address, or her phone."""

    account_id: UUID | None
    email: str
    digits: str


def find(session: Session, *, words: str) -> list[Customer]:
    """Those whom the words find: who has an account first, then who has ordered last."""
    found: dict[_Who, tuple[str, str, str]] = {}
    for account in _accounts(session, words):
        who = _Who(account.id, "", "")
        found.setdefault(who, (account.name, account.email, account.phone or ""))
    for order in _orders(session, words):
        found.setdefault(_who(order), (order.buyer_name, order.buyer_email, order.buyer_phone))
    people = [_customer(session, who, *names) for who, names in list(found.items())[:MOST]]
    return sorted(people, key=_best)


def _best(each: Customer) -> tuple[bool, float, str]:
    last = -each.last_order_at.timestamp() if each.last_order_at else 0.0
    return (each.account_id is None, last, each.name)


def _accounts(session: Session, words: str) -> Sequence[Account]:
    ways = _ways(words, name=NAME_WORDS, phone=PHONE_DIGITS, email="email")
    query = select(Account).where(Account.role == "customer", Account.active, or_(*ways))
    return session.scalars(query.order_by(Account.created_at.desc()).limit(MOST)).all()


def _orders(session: Session, words: str) -> Sequence[Order]:
    ways = _ways(words, name=BUYER_WORDS, phone=BUYER_PHONE, email=BUYER_EMAIL)
    query = select(Order).where(Order.erased_at.is_(None), or_(*ways))
    return session.scalars(query.order_by(Order.placed_at.desc()).limit(_ROWS)).all()


def _ways(words: str, *, name: str, phone: str, email: str) -> list[ColumnElement[bool]]:
    """Each by an expression as its index has it, letter by letter."""
    typed = words.strip().lower()
    ways: list[ColumnElement[bool]] = [literal_column(email).like(_begins(typed))]
    digits = re.sub(r"\D", "", typed)
    if len(digits) >= _PHONE_DIGITS and re.fullmatch(r"[0-9+()./ \-]+", typed):
        ways.append(literal_column(phone).like(_begins(digits[-_WHOLE_NUMBER:][::-1])))
    if query := _tsquery(typed):
        ways.append(literal_column(name).op("@@")(func.to_tsquery(literal_column("'simple'"), query)))
    return ways


def _tsquery(typed: str) -> str:
    """Every word's beginning; letters and digits only, so that nothing of it is an operator."""
    folded = re.sub(_MARKS, "", unicodedata.normalize("NFD", typed))
    return " & ".join(f"{word}:*" for word in re.findall(r"[^\W_]+", folded))


def _begins(typed: str) -> str:
    return re.sub(r"([%_\\])", r"\\\1", typed) + "%"


def _who(order: Order) -> _Who:
    if order.account_id is not None:
        return _Who(order.account_id, "", "")
    if order.buyer_email:
        return _Who(None, order.buyer_email.lower(), "")
    return _Who(None, "", re.sub(r"\D", "", order.buyer_phone))


def _customer(session: Session, who: _Who, name: str, email: str, phone: str) -> Customer:
    hers = _orders_of(who)
    count, last = session.execute(select(func.count(), func.max(Order.placed_at)).where(hers)).one()
    query = select(Order).where(hers).order_by(Order.placed_at.desc()).limit(_ORDERS)
    orders = session.scalars(query.options(selectinload(Order.deliveries))).all()
    return Customer(
        account_id=who.account_id,
        name=name,
        email=email,
        phone=phone or next((each.buyer_phone for each in orders), ""),
        orders=count,
        last_order_at=last,
        recipients=tuple(_recipients(parcel for order in orders for parcel in order.deliveries)),
    )


def _orders_of(who: _Who) -> ColumnElement[bool]:
    if who.account_id is not None:
        return Order.account_id == who.account_id
    if who.email:
        return (literal_column(BUYER_EMAIL) == who.email) & Order.account_id.is_(None)
    return (
        (literal_column(BUYER_PHONE) == who.digits[::-1])
        & Order.account_id.is_(None)
        & (Order.buyer_email == "")
    )


def _recipients(parcels: Iterable[Delivery]) -> list[Known]:
    """The last few, each once; without what was for one day only."""
    found: dict[tuple[str, ...], Known] = {}
    for each in parcels:
        kept = dict(each.recipient) | {"service_time": None, "ribbon_text": ""}
        place = tuple(str(kept.get(part) or "") for part in ("name", "phone", "line1", "postcode"))
        found.setdefault((each.method, *place), Known(each.method, kept))
    return list(found.values())[:_RECIPIENTS]
