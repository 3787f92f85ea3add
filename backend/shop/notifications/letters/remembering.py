"""The letter before a key date: whose day it is, what could be sent, and how to hear no more of it."""

from dataclasses import dataclass
from typing import ClassVar

from backend.shop.notifications.letters import parcel
from backend.shop.notifications.letters.envelope import Audience, ShopCard
from backend.shop.notifications.reminders import KIND, Reminding, Suggestion
from backend.shop.notifications.words import Words


@dataclass(frozen=True, slots=True)
class Offer:
    name: str
    price: str
    picture: str
    link: str


@dataclass(frozen=True, slots=True)
class RememberedDay:
    """`occasion` is a code that the templates have words for."""

    kind: ClassVar[str] = KIND
    audience: ClassVar[Audience] = Audience.SUBSCRIBER

    first_name: str
    person: str
    occasion: str
    day: str
    short_day: str
    offers: tuple[Offer, ...]
    preferences_link: str
    unsubscribe_link: str


def reminder(about: Reminding, shop: ShopCard) -> RememberedDay:
    words = Words(shop.locale)
    return RememberedDay(
        first_name=next(iter(about.name.split()), ""),
        person=about.person,
        occasion=about.occasion,
        day=words.day(about.on),
        short_day=words.short_day(about.on),
        offers=tuple(offer(each, shop) for each in about.suggestions),
        preferences_link=f"{shop.url}/account/preferences",
        # In the fragment: opening it ends nothing, pressing the page's button does. Scanners open links.
        unsubscribe_link=f"{shop.url}/unsubscribe#{about.unsubscribe_token}",
    )


def offer(suggestion: Suggestion, shop: ShopCard) -> Offer:
    return Offer(
        name=suggestion.name,
        price=Words(shop.locale).money(suggestion.price, suggestion.currency),
        picture=parcel.picture(suggestion.image_url, shop),
        link=f"{shop.url}/flowers/{suggestion.slug}",
    )
