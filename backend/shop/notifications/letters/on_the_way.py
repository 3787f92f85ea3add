"""Letters to the person who ordered, one for each step of a delivery on its way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from zoneinfo import ZoneInfo

from backend.shop.notifications.letters import parcel
from backend.shop.notifications.letters.envelope import Audience, ShopCard
from backend.shop.notifications.words import Words
from backend.shop.orders.progress import ProgressFacts
from backend.shop.orders.rules import DeliveryStatus


@dataclass(frozen=True, slots=True)
class Progress:
    """`day` and `hours` are those of the delivery, `time` that of the step."""

    kind: ClassVar[str]
    audience: ClassVar[Audience] = Audience.BUYER

    number: str
    first_name: str
    recipient: str
    day: str
    short_day: str
    hours: str
    address: tuple[str, ...]
    time: str
    reason: str
    received_by: str
    has_photo: bool
    picture: str
    link: str


class DeliveryOut(Progress):
    kind = "delivery_out"


class DeliveryDone(Progress):
    kind = "delivery_done"


class DeliveryFailed(Progress):
    kind = "delivery_failed"


class DeliveryRescheduled(Progress):
    kind = "delivery_rescheduled"


_LETTERS: Mapping[DeliveryStatus, type[Progress]] = {
    DeliveryStatus.OUT_FOR_DELIVERY: DeliveryOut,
    DeliveryStatus.DELIVERED: DeliveryDone,
    DeliveryStatus.FAILED: DeliveryFailed,
    DeliveryStatus.RESCHEDULED: DeliveryRescheduled,
}


def progress(step: ProgressFacts, shop: ShopCard) -> Progress:
    """The letter of this step. Raises KeyError for one that no letter tells of."""
    words, delivery = Words(shop.locale), step.delivery
    return _LETTERS[step.to](
        number=step.number,
        first_name=next(iter(step.buyer_name.split()), ""),
        recipient=delivery.recipient.get("name") or "",
        day=words.day(delivery.date),
        short_day=words.short_day(delivery.date),
        hours=parcel.hours(delivery, shop),
        address=parcel.address(delivery.recipient),
        time=words.time_of_day(step.at.astimezone(ZoneInfo(shop.time_zone)).time()),
        reason=step.reason,
        received_by=step.received_by,
        has_photo=step.photo is not None,
        picture=parcel.picture(delivery.lines[0].image_url, shop),
        # In the fragment, which browsers never send: the token stays out of every server's log.
        link=f"{shop.url}/orders/{step.number}#token={step.access_token}",
    )
