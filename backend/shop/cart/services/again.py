"""Putting what was ordered once into a cart again: the same flowers for the same person, on no day yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from backend.shop.cart.errors import CartFull, QuantityLimit, VariantNotFound
from backend.shop.cart.models import Cart, CartDelivery
from backend.shop.cart.services.deliveries import add_delivery
from backend.shop.cart.services.lines import add_line, set_quantity
from backend.shop.kit.errors import Refusal


@dataclass(frozen=True, slots=True)
class Wanted:
    """One delivery as it was; `items` are (variant id, quantity)."""

    method: str
    postcode: str | None
    recipient: Mapping[str, Any]
    items: tuple[tuple[int, int], ...]


def put_again(session: Session, *, cart: Cart, wanted: Wanted) -> dict[int, Refusal]:
    """Puts what can be had into the cart; answers by variant why the rest cannot.

    Pressed twice it doubles nothing: of what lies there for that person already the greater quantity stays.
    """
    refused: dict[int, Refusal] = {}
    for variant_id, quantity in wanted.items:
        try:
            _put(session, cart, wanted, variant_id, quantity)
        except (VariantNotFound, CartFull, QuantityLimit) as refusal:
            refused[variant_id] = refusal
    return refused


def _put(session: Session, cart: Cart, wanted: Wanted, variant_id: int, quantity: int) -> None:
    parcel = _for(cart, wanted)
    there = next((line for line in parcel.lines if line.variant_id == variant_id), None) if parcel else None
    if there is not None:
        set_quantity(session, line=there, quantity=max(there.quantity, quantity))
        return
    with session.begin_nested():  # no delivery is left behind for a line that is refused
        target = parcel or _new(session, cart, wanted)
        add_line(session, cart=cart, variant_id=variant_id, quantity=quantity, delivery_id=target.id)


def _for(cart: Cart, wanted: Wanted) -> CartDelivery | None:
    """The cart's delivery to that person, on whatever day."""
    place = (wanted.method, wanted.postcode, dict(wanted.recipient))
    same = (each for each in cart.deliveries if (each.method, each.postcode, each.recipient) == place)
    return next(same, None)


def _new(session: Session, cart: Cart, wanted: Wanted) -> CartDelivery:
    """A delivery for that person: one that has no line yet, or another one. Its day is to be chosen."""
    spare = next((each for each in cart.deliveries if not each.lines), None)
    parcel = spare or add_delivery(session, cart=cart)
    parcel.method, parcel.postcode = wanted.method, wanted.postcode
    parcel.recipient, parcel.card_message = dict(wanted.recipient), ""
    parcel.date = parcel.slot_id = None
    session.flush()
    return parcel
