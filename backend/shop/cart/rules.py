"""The limits of a cart, and what is still missing before it can be ordered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.shop.cart.errors import CardTooLong

MAX_QUANTITY = 99
MAX_LINES = 40
MAX_DELIVERIES = 8
# What the van needs to find the door; the postcode is the delivery's own.
ADDRESS = ("line1", "city")


_TIP_SHARE = 2  # a half of the items, or
_TIP_UNITS = 500  # so many whole units of the currency, whichever is more


def most_tip(items: int, *, minor_per_unit: int) -> int:
    """The highest tip on items of so much, minor units: what is above is a slip of the finger."""
    return max(items // _TIP_SHARE, _TIP_UNITS * minor_per_unit)


@dataclass(frozen=True, slots=True)
class Missing:
    """A delivery's field that somebody has to fill in."""

    delivery_id: str
    field: str


def missing_fields(
    *,
    delivery_id: str,
    method: str,
    postcode: str | None,
    slot_id: int | None,
    recipient: Mapping[str, Any] | None,
) -> list[Missing]:
    """What a delivery lacks; collection asks for no address but still for a name and a phone."""
    needed: dict[str, object] = {"slot_id": slot_id, "recipient": recipient}
    if method == "van":
        needed = {"postcode": postcode} | needed
        if recipient is not None:
            needed |= {f"recipient.{part}": recipient.get(part) or None for part in ADDRESS}
    return [Missing(delivery_id, name) for name, value in needed.items() if value is None]


def card_text(message: str, *, limit: int) -> str:
    """What will stand on the card. Raises CardTooLong."""
    message = message.replace("\r\n", "\n").strip()
    if len(message) > limit:
        raise CardTooLong(f"The card takes {limit} characters; this is {len(message)}.", limit=limit)
    return message
