"""Deliveries as papers tell of them: what to make of which stems, for whom, where and when. Never a price."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from backend.shop.dashboard.documents import makings
from backend.shop.dashboard.documents.errors import DeliveryNotFound, NothingToPrint
from backend.shop.dashboard.documents.makings import Line
from backend.shop.delivery.models import Zone
from backend.shop.delivery.words import Clock
from backend.shop.notifications.letters.parcel import address
from backend.shop.notifications.words import Words
from backend.shop.orders.consent import CHOICE_LABELS, Choice
from backend.shop.orders.models import Delivery, Order
from backend.shop.orders.rules import DELIVERY_LABELS, SOLD, DeliveryStatus
from backend.shop.settings.models import Shop
from backend.shop.settings.selectors import shop


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery in words. `place` is "1 of 2" where its order has several; texts not given are empty.

    `sender` is empty where she wants to stay unknown: no paper of a delivery may then name her.
    """

    id: UUID
    number: str
    place: str
    status: str
    collection: bool
    date: dt.date
    day: str
    short_day: str
    hours: str
    starts_at: datetime
    service_time: str
    zone: str
    name: str
    phone: str
    address: tuple[str, ...]
    kind_of_place: str
    notes: str
    safe_place: str
    ribbon_text: str
    card_message: str
    substitution: str
    anonymous: bool
    sender: str
    lines: tuple[Line, ...]


def asked(session: Session, delivery_ids: Sequence[UUID]) -> list[Parcel]:
    """The deliveries in the order asked for, each once.

    Raises DeliveryNotFound, and NothingToPrint for one that is cancelled or was never paid.
    """
    found = {each.id: each for each in _read(session, Delivery.id.in_(delivery_ids))}
    wanted = []
    for delivery_id in dict.fromkeys(delivery_ids):
        row = found.get(delivery_id)
        if row is None:
            raise DeliveryNotFound(f"There is no delivery {delivery_id}.")
        if row.order.status not in SOLD or row.status == DeliveryStatus.CANCELLED:
            name = row.recipient.get("name") or row.order.number
            raise NothingToPrint(f"Nothing is made for {name} (order {row.order.number}) any more.")
        wanted.append(row)
    return _parcels(session, wanted)


def of_day(session: Session, day: dt.date) -> list[Parcel]:
    """All work of a local day, by hour, then zone, then number; collections after what is driven."""
    work = (Delivery.date == day) & Order.status.in_(SOLD) & (Delivery.status != DeliveryStatus.CANCELLED)
    found = _parcels(session, _read(session, work))
    return sorted(
        found, key=lambda each: (each.collection, each.starts_at, each.hours, each.zone, each.number)
    )


def _read(session: Session, wanted: Any) -> Sequence[Delivery]:
    query: Select[Delivery] = select(Delivery).join(Delivery.order).where(wanted)
    return session.scalars(query.options(contains_eager(Delivery.order), selectinload(Delivery.lines))).all()


def _parcels(session: Session, rows: Sequence[Delivery]) -> list[Parcel]:
    facts = shop(session)
    made_of = makings.lines(session, rows)
    zones = dict(session.execute(select(Zone.id, Zone.name)).all())
    counts = _counts(session, {row.order_id for row in rows})
    return [
        Parcel(
            **_of_order(row, counts[row.order_id]),
            **_when(row, facts),
            **_wishes(row.recipient, facts),
            zone=zones.get(row.zone_id, "") if row.zone_id else "",
            card_message=row.card_message,
            lines=made_of[row.id],
        )
        for row in rows
    ]


def _counts(session: Session, order_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many deliveries each order has."""
    counted = select(Delivery.order_id, func.count()).where(Delivery.order_id.in_(order_ids))
    return dict(session.execute(counted.group_by(Delivery.order_id)).all())


def _of_order(row: Delivery, count: int) -> dict[str, Any]:
    anonymous = bool(row.recipient.get("anonymous_sender"))
    return {
        "id": row.id,
        "number": row.order.number,
        "place": f"{row.position + 1} of {count}" if count > 1 else "",
        "status": DELIVERY_LABELS[DeliveryStatus(row.status)],
        "collection": row.method == "collection",
        "anonymous": anonymous,
        "substitution": CHOICE_LABELS[Choice(row.order.substitution)],
        "sender": "" if anonymous else row.order.buyer_name,
    }


def _when(row: Delivery, facts: Shop) -> dict[str, Any]:
    words, clock = Words(facts.locale), Clock(facts.time_zone, facts.locale)
    return {
        "date": row.date,
        "day": words.day(row.date),
        "short_day": words.short_day(row.date),
        "hours": clock.label(row.starts_at, row.ends_at, whole_day=row.whole_day),
        "starts_at": row.starts_at,
    }


def _wishes(recipient: Mapping[str, Any], facts: Shop) -> dict[str, Any]:
    """What old orders were not asked is empty."""
    service = recipient.get("service_time")
    return {
        "service_time": Words(facts.locale).time_of_day(time.fromisoformat(service)) if service else "",
        "address": address(recipient),
        **{
            name: recipient.get(name) or ""
            for name in ("name", "phone", "kind_of_place", "notes", "safe_place", "ribbon_text")
        },
    }
