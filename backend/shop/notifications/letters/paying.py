"""The letter that asks for what is still owed for an order that staff have taken or changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from backend.shop.notifications.letters import parcel
from backend.shop.notifications.letters.envelope import Audience, ShopCard
from backend.shop.notifications.letters.to_buyer import first_name, order_link
from backend.shop.notifications.words import Words
from backend.shop.orders.letters import LetterDelivery, LetterFacts


@dataclass(frozen=True, slots=True)
class Thing:
    name: str
    size: str
    quantity: int
    picture: str


@dataclass(frozen=True, slots=True)
class Parcel:
    method: str
    day: str
    hours: str
    recipient: str
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class PaymentLink:
    """`due` is what is owed of `total`, `until` by when, empty where no time is set."""

    kind: ClassVar[str] = "payment_link"
    audience: ClassVar[Audience] = Audience.BUYER

    number: str
    first_name: str
    parcels: tuple[Parcel, ...]
    total: str
    due: str
    is_rest: bool
    until: str
    link: str


def payment_link(order: LetterFacts, *, due: int, shop: ShopCard) -> PaymentLink:
    """`due` in minor units."""
    words = Words(shop.locale)
    return PaymentLink(
        number=order.number,
        first_name=first_name(order),
        parcels=tuple(_parcel(each, shop) for each in order.deliveries),
        total=words.money(order.total, order.currency),
        due=words.money(due, order.currency),
        is_rest=due != order.total,
        until=_until(order.due_at, shop),
        link=order_link(order, shop),
    )


def _until(at: datetime | None, shop: ShopCard) -> str:
    if at is None:
        return ""
    words, local = Words(shop.locale), at.astimezone(ZoneInfo(shop.time_zone))
    return f"{words.day(local.date())}, {words.time_of_day(local.time())}"


def _parcel(delivery: LetterDelivery, shop: ShopCard) -> Parcel:
    return Parcel(
        method=delivery.method,
        day=Words(shop.locale).day(delivery.date),
        hours=parcel.hours(delivery, shop),
        recipient=delivery.recipient.get("name") or "",
        things=tuple(
            Thing(line.product_name, line.variant_label, line.quantity, parcel.picture(line.image_url, shop))
            for line in delivery.lines
        ),
    )
