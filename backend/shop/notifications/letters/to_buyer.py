"""Letters to the person who ordered and paid: prices, every delivery, and the secret link to the order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from backend.shop.kit.money import Money
from backend.shop.notifications.letters import parcel
from backend.shop.notifications.letters.envelope import Audience, ShopCard
from backend.shop.notifications.words import Words
from backend.shop.orders.letters import LetterDelivery, LetterFacts, LetterLine
from backend.shop.pricing.rules import Surcharge, by_name


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    size: str
    quantity: int
    price: str
    total: str
    picture: str


@dataclass(frozen=True, slots=True)
class Parcel:
    method: str
    day: str
    short_day: str
    hours: str
    recipient: str
    address: tuple[str, ...]
    card_message: str
    wishes: parcel.Wishes
    lines: tuple[Line, ...]
    swaps: tuple[Swap, ...]


@dataclass(frozen=True, slots=True)
class Swap:
    """So many stems of another kind than the recipe says."""

    quantity: int
    name: str
    instead_of: str


@dataclass(frozen=True, slots=True)
class Charge:
    """What busy days cost more, or what a promotion takes off."""

    name: str
    amount: str


@dataclass(frozen=True, slots=True)
class OrderConfirmed:
    """`delivery` is empty where it costs nothing, and without the `surges` of busy days; so is no `tip`.
    `due` is what of the total is still to be paid, empty where nothing is.

    `substitution` is what she chose for a flower that is not good enough (`orders.consent.Choice`).
    """

    kind: ClassVar[str] = "order_confirmed"
    audience: ClassVar[Audience] = Audience.BUYER

    number: str
    first_name: str
    parcels: tuple[Parcel, ...]
    items: str
    delivery: str
    surges: tuple[Charge, ...]
    discounts: tuple[Charge, ...]
    tax: str
    tax_included: bool
    tip: str
    total: str
    due: str
    substitution: str
    link: str


def order_confirmed(order: LetterFacts, shop: ShopCard, *, due: int = 0) -> OrderConfirmed:
    """With `due` minor units still to be paid."""
    words, surges = Words(shop.locale), _surges(order)
    plain_fee = order.delivery_fee - sum(each.amount.amount for each in surges)
    return OrderConfirmed(
        number=order.number,
        first_name=first_name(order),
        parcels=tuple(_parcel(each, order.currency, shop) for each in order.deliveries),
        items=words.money(order.items, order.currency),
        delivery=words.money(plain_fee, order.currency) if plain_fee else "",
        surges=tuple(Charge(each.name, words.money(each.amount.amount, order.currency)) for each in surges),
        discounts=tuple(
            Charge(each.name, words.money(-each.amount, order.currency)) for each in order.promotions
        ),
        tax=words.money(order.tax, order.currency),
        tax_included=order.tax_included,
        tip=words.money(order.tip, order.currency) if order.tip else "",
        total=words.money(order.total, order.currency),
        due=words.money(due, order.currency) if due > 0 else "",
        substitution=order.substitution,
        link=order_link(order, shop),
    )


def _surges(order: LetterFacts) -> tuple[Surcharge, ...]:
    """One line for each name."""
    charges = (Surcharge(each.surge_name, Money(each.surge, order.currency)) for each in order.deliveries)
    return by_name(each for each in charges if each.amount.amount)


def first_name(order: LetterFacts) -> str:
    return next(iter(order.buyer_name.split()), "")


def order_link(order: LetterFacts, shop: ShopCard) -> str:
    """The secret is in the fragment, which browsers never send: it stays out of every server's log."""
    return f"{shop.url}/orders/{order.number}#token={order.access_token}"


def _parcel(delivery: LetterDelivery, currency: str, shop: ShopCard) -> Parcel:
    words = Words(shop.locale)
    return Parcel(
        method=delivery.method,
        day=words.day(delivery.date),
        short_day=words.short_day(delivery.date),
        hours=parcel.hours(delivery, shop),
        recipient=delivery.recipient.get("name") or "",
        address=parcel.address(delivery.recipient),
        card_message=delivery.card_message,
        wishes=parcel.wishes(delivery.recipient, shop),
        lines=tuple(_line(line, currency, shop) for line in delivery.lines),
        swaps=tuple(Swap(each.taken, each.name, each.instead_of) for each in delivery.substituted),
    )


def _line(line: LetterLine, currency: str, shop: ShopCard) -> Line:
    words = Words(shop.locale)
    return Line(
        name=line.product_name,
        size=line.variant_label,
        quantity=line.quantity,
        price=words.money(line.unit_price, currency),
        total=words.money(line.total, currency),
        picture=parcel.picture(line.image_url, shop),
    )
