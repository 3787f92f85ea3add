"""The outside of a letter: whom it goes to, whom an answer goes to, which shop sends it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol

from backend.shop.accounts.preferences import Topic


class Audience(StrEnum):
    """Who reads a letter, which is what its type may hold."""

    BUYER = "buyer"
    SHOP = "shop"
    HOLDER = "holder"  # of an account
    SUBSCRIBER = "subscriber"
    RECIPIENT = "recipient"


class Content(Protocol):
    """What a letter says; `kind` names its templates and, with the subject, makes it unique."""

    kind: ClassVar[str]
    audience: ClassVar[Audience]


@dataclass(frozen=True, slots=True)
class Mailbox:
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class ShopCard:
    """The shop as it stands in every letter."""

    name: str
    tagline: str
    phone: str
    dial: str
    email: str
    address: str
    url: str
    locale: str
    time_zone: str

    @property
    def mailbox(self) -> Mailbox:
        return Mailbox(self.name, self.email)


@dataclass(frozen=True, slots=True)
class Envelope:
    """`photo` is a JPEG that the letter shows as `cid:photo`: no mail program could fetch it.

    `unsubscribe` is the address to which a mail program posts when its reader wants no more of these. A
    letter with a `topic` is one that nobody ordered: it does not go to a suppressed address.
    """

    to: Mailbox
    reply_to: Mailbox
    shop: ShopCard
    photo: bytes | None = None
    unsubscribe: str = ""
    topic: Topic | None = None


def dial(phone: str) -> str:
    """The digits of a phone number, for a link that calls it."""
    return re.sub(r"[^0-9+]", "", phone)
