"""The deliveries of a cart: added, split off, changed, taken out. Each keeps a slot only while it fits."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.shop.cart.errors import CartFull, DeliveryNotFound
from backend.shop.cart.models import Cart, CartDelivery, CartLine
from backend.shop.cart.rules import MAX_DELIVERIES, card_text
from backend.shop.cart.selectors import parcel_of
from backend.shop.cart.services.lines import move_line
from backend.shop.delivery import selectors as delivery
from backend.shop.delivery.selectors import SlotFacts
from backend.shop.kit import ids
from backend.shop.promise import services as promise
from backend.shop.promise.errors import SlotNotFound

_DECIDES_THE_HOUR = {"slot_id", "recipient"}


@dataclass(frozen=True, slots=True)
class DeliveryWish:
    """What somebody says of a delivery; `given` names the fields that were sent (None clears one)."""

    given: frozenset[str]
    method: str | None = None
    postcode: str | None = None
    date: dt.date | None = None
    slot_id: int | None = None
    recipient: dict[str, Any] | None = None
    card_message: str | None = None


def new_delivery(*, position: int) -> CartDelivery:
    return CartDelivery(id=ids.new_id(), position=position, method="van", card_message="")


def add_delivery(session: Session, *, cart: Cart) -> CartDelivery:
    if len(cart.deliveries) >= MAX_DELIVERIES:
        raise CartFull(f"One order goes to at most {MAX_DELIVERIES} recipients.")
    parcel = new_delivery(position=max((each.position for each in cart.deliveries), default=-1) + 1)
    cart.deliveries.append(parcel)
    session.flush()
    return parcel


def split(session: Session, *, cart: Cart, portions: Sequence[tuple[CartLine, int | None]]) -> CartDelivery:
    """Gives lines, each with how many of it (None: all), to a delivery for somebody new.

    That is a delivery without lines, if the cart has one: it forgets whom it was for.
    """
    spare = next((each for each in cart.deliveries if not each.lines), None)
    target = spare or add_delivery(session, cart=cart)
    target.recipient, target.card_message = None, ""
    for line, quantity in portions:
        move_line(session, line=line, target=target, quantity=quantity)
    return target


def remove_delivery(session: Session, *, parcel: CartDelivery, heir: CartDelivery | None = None) -> None:
    """Takes a delivery out; its lines go to the heir, or with it. The last one stays, empty."""
    if heir is parcel:
        raise DeliveryNotFound("A delivery that is taken out cannot keep its lines.")
    cart = parcel.cart
    if heir is not None:
        for line in list(parcel.lines):
            move_line(session, line=line, target=heir)
    if parcel in cart.deliveries:
        cart.deliveries.remove(parcel)
        session.flush()
    if not cart.deliveries:
        add_delivery(session, cart=cart)


def change_delivery(
    session: Session, *, parcel: CartDelivery, wish: DeliveryWish, card_limit: int, now: datetime
) -> None:
    """Writes what was sent. A slot that no longer fits the place, way or day chosen is let go.

    Raises InvalidPostcode, CardTooLong, SlotNotFound, and TooLateForService for slot and service that clash.
    """
    if "card_message" in wish.given:
        parcel.card_message = card_text(wish.card_message or "", limit=card_limit)
    if "method" in wish.given and wish.method:
        parcel.method = wish.method
    if "postcode" in wish.given:
        parcel.postcode = None if wish.postcode is None else delivery.normalized(wish.postcode)
    for plain in ("recipient", "date"):
        if plain in wish.given:
            setattr(parcel, plain, getattr(wish, plain))
    if wish.slot_id is not None:
        _choose_slot(session, parcel, slot_id=wish.slot_id)
    else:
        _keep_slot_if_it_fits(session, parcel, wanted="slot_id" not in wish.given)
    session.flush()
    if parcel.slot_id is not None and wish.given & _DECIDES_THE_HOUR:
        promise.check_service(session, parcel=parcel_of(parcel, parcel.slot_id), now=now)


def _choose_slot(session: Session, parcel: CartDelivery, *, slot_id: int) -> None:
    slot = delivery.slot(session, slot_id)
    if slot is None or not _fits(session, parcel, slot):
        raise SlotNotFound("That time is not one of ours for this place.")
    parcel.slot_id, parcel.date = slot.id, slot.date


def _keep_slot_if_it_fits(session: Session, parcel: CartDelivery, *, wanted: bool) -> None:
    slot = delivery.slot(session, parcel.slot_id) if wanted and parcel.slot_id else None
    if slot is None or slot.date != parcel.date or not _fits(session, parcel, slot):
        parcel.slot_id = None


def _fits(session: Session, parcel: CartDelivery, slot: SlotFacts) -> bool:
    zone = delivery.zone_for(session, parcel.postcode) if parcel.postcode else None
    wanted = zone.id if zone and parcel.method == "van" else None
    return slot.method == parcel.method and slot.zone_id == wanted
