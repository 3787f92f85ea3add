"""Writes of the cart. Each takes the cart's row lock first, so two tabs cannot lose each other's lines."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.cart.errors import (
    CartFull,
    DeliveryNotFound,
    LineNotFound,
    QuantityLimit,
    VariantNotFound,
)
from backend.shop.cart.models import Cart, CartDelivery, CartLine
from backend.shop.cart.rules import MAX_DELIVERIES, MAX_LINES, MAX_QUANTITY, card_text
from backend.shop.catalog import selectors as catalog
from backend.shop.delivery import selectors as delivery
from backend.shop.delivery.selectors import SlotFacts
from backend.shop.kit import ids
from backend.shop.promise.errors import SlotNotFound


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


def open_cart(session: Session, *, token: str, currency: str, now: datetime) -> Cart:
    """A new cart with one empty delivery, found again by `token`."""
    cart = Cart(id=ids.new_id(), token_hash=ids.token_hash(token), currency=currency, created_at=now)
    cart.deliveries = [CartDelivery(id=ids.new_id(), position=0, method="van", card_message="")]
    session.add(cart)
    session.flush()
    return cart


def lock(session: Session, *, cart_id: UUID) -> Cart | None:
    """The cart under its row lock, with what it holds now."""
    return session.scalar(
        select(Cart).where(Cart.id == cart_id).with_for_update().execution_options(populate_existing=True)
    )


def add_delivery(session: Session, *, cart: Cart) -> CartDelivery:
    if len(cart.deliveries) >= MAX_DELIVERIES:
        raise CartFull(f"One order goes to at most {MAX_DELIVERIES} recipients.")
    position = max((each.position for each in cart.deliveries), default=-1) + 1
    parcel = CartDelivery(id=ids.new_id(), position=position, method="van", card_message="")
    cart.deliveries.append(parcel)
    session.flush()
    return parcel


def find_delivery(cart: Cart, delivery_id: UUID) -> CartDelivery:
    for each in cart.deliveries:
        if each.id == delivery_id:
            return each
    raise DeliveryNotFound


def find_line(cart: Cart, line_id: UUID) -> CartLine:
    for parcel in cart.deliveries:
        for line in parcel.lines:
            if line.id == line_id:
                return line
    raise LineNotFound


def add_line(
    session: Session, *, cart: Cart, variant_id: int, quantity: int, delivery_id: UUID | None = None
) -> CartLine:
    """Adds to the delivery (the first without one named); the same size again raises its quantity."""
    facts = catalog.variants(session, [variant_id]).get(variant_id)
    if facts is None or not facts.for_sale:
        raise VariantNotFound
    if not cart.deliveries:
        add_delivery(session, cart=cart)
    parcel = find_delivery(cart, delivery_id) if delivery_id else cart.deliveries[0]
    line = _line_for(cart, parcel, variant_id)
    set_quantity(session, line=line, quantity=line.quantity + quantity)
    return line


def _line_for(cart: Cart, parcel: CartDelivery, variant_id: int) -> CartLine:
    """The delivery's line of a variant; a new, empty one if it has none yet."""
    found = (each for each in parcel.lines if each.variant_id == variant_id)
    return next(found, None) or _new_line(cart, parcel, variant_id)


def _new_line(cart: Cart, parcel: CartDelivery, variant_id: int) -> CartLine:
    if sum(len(each.lines) for each in cart.deliveries) >= MAX_LINES:
        raise CartFull(f"One order has at most {MAX_LINES} lines.")
    position = max((each.position for each in parcel.lines), default=-1) + 1
    line = CartLine(id=ids.new_id(), variant_id=variant_id, quantity=0, position=position)
    parcel.lines.append(line)
    return line


def set_quantity(session: Session, *, line: CartLine, quantity: int) -> None:
    if quantity > MAX_QUANTITY:
        raise QuantityLimit(f"One line takes at most {MAX_QUANTITY}. For more, please call us.")
    line.quantity = quantity
    session.flush()


def move_line(session: Session, *, line: CartLine, target: CartDelivery, quantity: int) -> None:
    """Gives `quantity` of a line to another delivery of the same cart; the rest stays where it is."""
    if quantity > line.quantity:
        raise QuantityLimit(f"This line has only {line.quantity}.")
    if target is line.delivery:
        return
    received = _line_for(target.cart, target, line.variant_id)
    set_quantity(session, line=received, quantity=received.quantity + quantity)
    if quantity == line.quantity:
        remove_line(session, line=line)
    else:
        set_quantity(session, line=line, quantity=line.quantity - quantity)


def remove_line(session: Session, *, line: CartLine) -> None:
    line.delivery.lines.remove(line)
    session.flush()


def remove_delivery(session: Session, *, cart: Cart, delivery_id: UUID) -> None:
    """Takes a delivery out with its lines; the last one is emptied and stays."""
    parcel = find_delivery(cart, delivery_id)
    cart.deliveries.remove(parcel)
    session.flush()
    if not cart.deliveries:
        add_delivery(session, cart=cart)


def change_delivery(
    session: Session, *, cart: Cart, parcel: CartDelivery, wish: DeliveryWish, card_limit: int
) -> None:
    """Writes what was sent. A slot that no longer fits the place, way or day chosen is let go."""
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


def empty(session: Session, *, cart_id: UUID, ordered: Mapping[int, int]) -> None:
    """Takes what was ordered, quantities by variant, out of a cart: at confirmation, and no more than that.

    A delivery that is left without lines forgets whom it was for: the next card must not be this one's.
    """
    cart = lock(session, cart_id=cart_id)
    left = Counter(ordered)
    for parcel in cart.deliveries if cart else ():
        for line in list(parcel.lines):
            taken = min(line.quantity, left[line.variant_id])
            left[line.variant_id] -= taken
            if taken == line.quantity:
                parcel.lines.remove(line)
            else:
                line.quantity -= taken
        if not parcel.lines:
            parcel.date = parcel.slot_id = parcel.recipient = None
            parcel.card_message = ""
    session.flush()
