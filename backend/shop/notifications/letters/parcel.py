"""What the buyer's and the florist's letters tell alike of a delivery."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any
from urllib.parse import urljoin

from backend.shop.delivery.words import Clock
from backend.shop.notifications.letters.envelope import ShopCard
from backend.shop.notifications.words import Words
from backend.shop.orders.letters import LetterDelivery


@dataclass(frozen=True, slots=True)
class Wishes:
    """What else the buyer asked for; each is empty where it was not."""

    safe_place: str
    anonymous: bool
    service_time: str
    ribbon_text: str


def wishes(recipient: Mapping[str, Any], shop: ShopCard) -> Wishes:
    """Orders from before these were asked have none of them."""
    at = recipient.get("service_time")
    return Wishes(
        safe_place=recipient.get("safe_place") or "",
        anonymous=bool(recipient.get("anonymous_sender")),
        service_time=Words(shop.locale).time_of_day(time.fromisoformat(at)) if at else "",
        ribbon_text=recipient.get("ribbon_text") or "",
    )


def hours(delivery: LetterDelivery, shop: ShopCard) -> str:
    clock = Clock(time_zone=shop.time_zone, locale=shop.locale)
    return clock.label(delivery.starts_at, delivery.ends_at, whole_day=delivery.whole_day)


def address(recipient: Mapping[str, str | None]) -> tuple[str, ...]:
    """The lines of a postal address, without empty ones."""
    place = " ".join(part for part in (recipient.get("region"), recipient.get("postcode")) if part)
    town = ", ".join(part for part in (recipient.get("city"), place) if part)
    return tuple(line for line in (recipient.get("line1"), recipient.get("line2"), town) if line)


def picture(image_url: str, shop: ShopCard) -> str:
    """An absolute address; empty where there is no picture."""
    return urljoin(f"{shop.url}/", image_url) if image_url else ""
