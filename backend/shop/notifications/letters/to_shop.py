"""Letters to the florist: what to make of which stems, when, for whom and where it goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from backend.shop.notifications.letters import parcel
from backend.shop.notifications.letters.envelope import Audience, ShopCard, dial
from backend.shop.notifications.words import Words
from backend.shop.orders.letters import LetterDelivery, LetterFacts
from backend.shop.stock.selectors import RecipeItem

Recipes = Mapping[int, tuple[RecipeItem, ...]]


@dataclass(frozen=True, slots=True)
class Stem:
    quantity: int
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """`stems` are what one piece takes."""

    name: str
    size: str
    quantity: int
    stems: tuple[Stem, ...]
    picture: str


@dataclass(frozen=True, slots=True)
class Parcel:
    method: str
    making_day: str
    day: str
    short_day: str
    hours: str
    recipient: str
    phone: str
    dial: str
    address: tuple[str, ...]
    kind_of_place: str
    notes: str
    card_message: str
    wishes: parcel.Wishes
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class NewOrder:
    kind: ClassVar[str] = "order_new"
    audience: ClassVar[Audience] = Audience.SHOP

    number: str
    buyer_name: str
    buyer_phone: str
    buyer_dial: str
    buyer_email: str
    total: str
    parcels: tuple[Parcel, ...]


def order_new(order: LetterFacts, recipes: Recipes, shop: ShopCard) -> NewOrder:
    return NewOrder(
        number=order.number,
        buyer_name=order.buyer_name,
        buyer_phone=order.buyer_phone,
        buyer_dial=dial(order.buyer_phone),
        buyer_email=order.buyer_email,
        total=Words(shop.locale).money(order.total, order.currency),
        parcels=tuple(_parcel(each, recipes, shop) for each in order.deliveries),
    )


def _parcel(delivery: LetterDelivery, recipes: Recipes, shop: ShopCard) -> Parcel:
    words, recipient = Words(shop.locale), delivery.recipient
    return Parcel(
        method=delivery.method,
        making_day=words.day(delivery.making_day),
        day=words.day(delivery.date),
        short_day=words.short_day(delivery.date),
        hours=parcel.hours(delivery, shop),
        recipient=recipient.get("name") or "",
        phone=recipient.get("phone") or "",
        dial=dial(recipient.get("phone") or ""),
        address=parcel.address(recipient),
        kind_of_place=recipient.get("kind_of_place") or "",
        notes=recipient.get("notes") or "",
        card_message=delivery.card_message,
        wishes=parcel.wishes(delivery.recipient, shop),
        lines=tuple(
            Line(
                name=line.product_name,
                size=line.variant_label,
                quantity=line.quantity,
                stems=tuple(Stem(item.quantity, item.stem_name) for item in recipes[line.variant_id]),
                picture=parcel.picture(line.image_url, shop),
            )
            for line in delivery.lines
        ),
    )
