"""The letter that asks, a week later, how the flowers were."""

from dataclasses import dataclass
from typing import ClassVar

from backend.shop.notifications.letters import parcel
from backend.shop.notifications.letters.envelope import Audience, ShopCard
from backend.shop.notifications.letters.to_buyer import first_name
from backend.shop.notifications.words import Words
from backend.shop.orders.letters import LetterFacts


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """`review_link` is empty where the shop has no page for praise: then one answers the letter."""

    kind: ClassVar[str] = "review_request"
    audience: ClassVar[Audience] = Audience.BUYER

    number: str
    first_name: str
    recipient: str
    day: str
    thing: str
    picture: str
    review_link: str
    unsubscribe_link: str


def review_request(order: LetterFacts, *, token: str, review_url: str, shop: ShopCard) -> ReviewRequest:
    """`token` ends letters of this kind."""
    last = order.deliveries[-1]
    return ReviewRequest(
        number=order.number,
        first_name=first_name(order),
        recipient=last.recipient.get("name") or "",
        day=Words(shop.locale).day(last.date),
        thing=last.lines[0].product_name,
        picture=parcel.picture(last.lines[0].image_url, shop),
        review_link=review_url,
        unsubscribe_link=f"{shop.url}/unsubscribe#{token}",
    )
