"""What has happened to an order, in words: its moves, and what staff have changed on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.accounts import selectors as accounts
from backend.shop.audit.models import AuditEntry
from backend.shop.notifications.models import Letter
from backend.shop.notifications.words import Words
from backend.shop.orders import selectors as orders
from backend.shop.orders.rules import DELIVERY_LABELS, ORDER_LABELS, DeliveryStatus, OrderStatus
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.orders.models import Order, OrderMove

_NOBODY = {"customer": "The buyer", "shop": "The shop"}
_DEEDS = {
    "delivery.edited": "Recipient or card changed",
    "delivery.moved": "Moved to another time",
    "order.refunded": "Money given back",
    "order.paid_here": "Money taken at the counter",
    "order.payment_asked": "Link to pay sent",
    "order.lines_added": "Things added",
    "delivery.readdressed": "Sent to another address, at a new price",
    "letter.resent": "Letter sent again",
    "substitution.proposed": "Asked the buyer about other stems",
    "substitution.withdrawn": "Took the question about other stems back",
}
_REPRICED = frozenset({"order.lines_added", "delivery.readdressed"})
_PLACED = "Placed"
_FIELDS = {
    "line1": "street",
    "line2": "second line",
    "kind_of_place": "kind of place",
    "safe_place": "safe place",
    "anonymous_sender": "secret sender",
    "service_time": "service time",
    "ribbon_text": "ribbon",
    "card_message": "card",
    "notes": "note for the driver",
}


@dataclass(frozen=True, slots=True)
class Event:
    """`who` is a name, `what` a label; `delivery_id` is the delivery that it is about, None the order."""

    at: datetime
    who: str
    what: str
    why: str
    delivery_id: UUID | None


@dataclass(frozen=True, slots=True)
class Names:
    """The names of those who did something, by how history wrote them down."""

    known: Mapping[str, str]

    def of(self, who: str) -> str:
        return self.known.get(who) or _NOBODY.get(who) or who.partition(":")[0].capitalize()


def events(session: Session, *, order: Order, letters: Sequence[Letter]) -> list[Event]:
    """Oldest first."""
    subjects = {f"order:{order.id}": None, **{f"delivery:{each.id}": each.id for each in order.deliveries}}
    subjects |= {f"letter:{each.id}": None for each in letters}
    deeds = session.scalars(select(AuditEntry).where(AuditEntry.subject.in_(subjects))).all()
    names = Names(
        accounts.names(session, {*(row.who for row in order.history), *(row.actor for row in deeds)})
    )
    found = [_move(row, names) for row in orders.told(order)]
    words = Words(shop(session).locale)
    found += [
        Event(row.at, names.of(row.actor), _deed(row.action), _why(row, words), subjects[row.subject])
        for row in deeds
    ]
    return sorted(found, key=lambda each: each.at)


def _move(row: OrderMove, names: Names) -> Event:
    if row.delivery_id is not None:
        what = DELIVERY_LABELS[DeliveryStatus(row.to_status)]
    elif row.from_status is None:
        what = _PLACED
    else:
        what = ORDER_LABELS[OrderStatus(row.to_status)]
    why = "" if row.from_status is None else row.why
    return Event(row.at, names.of(row.who), what, why, row.delivery_id)


def _deed(action: str) -> str:
    """An action that another part writes reads as it is called: "stems.swapped" becomes "Stems swapped"."""
    return _DEEDS.get(action) or action.replace(".", " ").replace("_", " ").capitalize()


def _why(row: AuditEntry, words: Words) -> str:
    """The reason that was given, or else what was changed."""
    if row.action == "delivery.edited":
        return ", ".join(_FIELDS.get(name, name) for name in row.change)
    if row.action == "delivery.moved":
        before, after = (words.short_day(date.fromisoformat(row.change[end][0])) for end in ("from", "to"))
        return f"{before} to {after}" if before != after else after
    if row.action in _REPRICED:
        before, after = (words.money(amount, row.change["currency"]) for amount in row.change["total"])
        return f"{row.reason}: {before} to {after}" if before != after else row.reason
    return row.reason
