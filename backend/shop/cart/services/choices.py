"""What was chosen in carts and is something else by now."""

from collections.abc import Collection

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.shop.cart.models import Cart, CartDelivery


def forget_slots(session: Session, *, slot_ids: Collection[int]) -> None:
    """Whoever has chosen one of these slots, and not ordered yet, chooses again; the day stays."""
    if not slot_ids:
        return
    chosen = CartDelivery.slot_id.in_(slot_ids)
    carts = select(Cart.id).where(Cart.id.in_(select(CartDelivery.cart_id).where(chosen)))
    session.scalars(carts.order_by(Cart.id).with_for_update()).all()
    session.execute(update(CartDelivery).where(chosen).values(slot_id=None))
