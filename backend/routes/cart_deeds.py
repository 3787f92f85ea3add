"""What can be done with a cart, whoever holds it: a customer, or a member of staff for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.routes.schemas.cart import AddDelivery, AddLine, ChangeLine
from backend.shop.cart import services
from backend.shop.cart.selectors import find_delivery, find_line
from backend.shop.cart.services import DeliveryWish
from backend.shop.kit import clock
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.cart.models import Cart, CartDelivery


def add_line(session: Session, cart: Cart, sent: AddLine) -> None:
    services.add_line(
        session,
        cart=cart,
        variant_id=sent.variant_id,
        quantity=sent.quantity,
        delivery_id=sent.delivery_id,
    )


def change_line(session: Session, cart: Cart | None, line_id: UUID, sent: ChangeLine) -> None:
    """A new quantity, or a move to another delivery; one that is left without lines goes."""
    line = find_line(cart, line_id)
    if sent.delivery_id is not None:
        target = find_delivery(cart, sent.delivery_id)
        services.move_line(session, line=line, target=target, quantity=sent.quantity)
    elif sent.quantity is not None:
        services.set_quantity(session, line=line, quantity=sent.quantity)


def add_delivery(session: Session, cart: Cart, sent: AddDelivery) -> None:
    """One more, with the lines that move to it."""
    portions = [(find_line(cart, each.line_id), each.quantity) for each in sent.lines]
    if portions:
        parcel = services.split(session, cart=cart, portions=portions)
    else:
        parcel = services.add_delivery(session, cart=cart)
    change_delivery(session, parcel, sent.model_dump(exclude_unset=True, exclude={"lines"}))


def change_delivery(session: Session, parcel: CartDelivery, sent: dict[str, Any]) -> None:
    services.change_delivery(
        session,
        parcel=parcel,
        wish=DeliveryWish(given=frozenset(sent), **sent),
        card_limit=shop(session).card_message_limit,
        now=clock.now(),
    )


def remove_delivery(session: Session, cart: Cart | None, delivery_id: UUID, lines_to: UUID | None) -> None:
    heir = find_delivery(cart, lines_to) if lines_to else None
    services.remove_delivery(session, parcel=find_delivery(cart, delivery_id), heir=heir)
