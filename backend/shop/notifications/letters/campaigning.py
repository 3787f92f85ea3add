"""What the shop writes to everybody who wants news of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from backend.shop.notifications.letters.envelope import Audience, ShopCard
from backend.shop.notifications.letters.remembering import Offer


@dataclass(frozen=True, slots=True)
class Wording:
    """A campaign as staff write it; an empty line in the `body` begins a paragraph."""

    subject: str
    preheader: str
    heading: str
    body: str
    code: str


@dataclass(frozen=True, slots=True)
class News:
    kind: ClassVar[str] = "campaign"
    audience: ClassVar[Audience] = Audience.SUBSCRIBER

    subject: str
    preheader: str
    heading: str
    paragraphs: tuple[str, ...]
    offers: tuple[Offer, ...]
    code: str
    preferences_link: str
    unsubscribe_link: str


class NewsTried(News):
    """The same to somebody who works here, to be looked at."""

    kind = "campaign_test"


def campaign_letter(
    wording: Wording, offers: Sequence[Offer], *, token: str, shop: ShopCard, tried: bool = False
) -> News:
    return (NewsTried if tried else News)(
        subject=wording.subject,
        preheader=wording.preheader,
        heading=wording.heading,
        paragraphs=_paragraphs(wording.body),
        offers=tuple(offers),
        code=wording.code,
        preferences_link=f"{shop.url}/account/preferences",
        # In the fragment: opening it ends nothing, pressing the page's button does. Scanners open links.
        unsubscribe_link=f"{shop.url}/unsubscribe#{token}",
    )


def _paragraphs(body: str) -> tuple[str, ...]:
    parts = (part.strip() for part in re.split(r"\n\s*\n", body.replace("\r\n", "\n")))
    return tuple(part for part in parts if part)
