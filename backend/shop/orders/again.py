"""Ordering again: an order's flowers and recipients into a cart, and what of it cannot be had any more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from backend.shop.cart import services as carts
from backend.shop.cart.services import Wanted
from backend.shop.orders.models import Delivery, Order

if TYPE_CHECKING:
    from backend.shop.cart.models import Cart

# What belongs to one day or one card is not meant again.
_ONCE = {"postcode", "service_time", "ribbon_text"}


@dataclass(frozen=True, slots=True)
class Missing:
    """What cannot be put into the cart, and why, in words."""

    name: str
    reason: str


def reorder(session: Session, *, order: Order, cart: Cart) -> list[Missing]:
    """Puts everything of the order that can be had into a locked cart, each parcel to its recipient."""
    return [lack for parcel in order.deliveries for lack in _again(session, parcel, cart)]


def _again(session: Session, parcel: Delivery, cart: Cart) -> Iterator[Missing]:
    if parcel.method == "email":  # a cart sends none
        return
    wanted = Counter[int]()
    for line in parcel.lines:
        wanted[line.variant_id] += line.quantity
    names = {line.variant_id: f"{line.product_name}, {line.variant_label}" for line in parcel.lines}
    again = Wanted(
        method=parcel.method,
        postcode=parcel.recipient.get("postcode"),
        recipient=_recipient(parcel),
        items=tuple(wanted.items()),
    )
    for variant_id, refusal in carts.put_again(session, cart=cart, wanted=again).items():
        yield Missing(names[variant_id], refusal.detail)


def _recipient(parcel: Delivery) -> dict[str, Any]:
    kept = {name: value for name, value in parcel.recipient.items() if name not in _ONCE}
    return {**kept, "service_time": None, "ribbon_text": ""}
