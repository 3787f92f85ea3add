"""A customer's cart, told to her and taken away with her account."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from backend.shop.cart.models import Cart
from backend.shop.cart.selectors import Holder, of
from backend.shop.cart.services.carts import lock_own
from backend.shop.catalog import selectors as catalog


def erase_person(session: Session, *, account_id: UUID, emails: Collection[str]) -> None:
    """The cart goes, with whom it was for. An order that it placed does not need it any more.

    Carts of guests that were priced for one of these folded e-mails forget it.
    """
    cart = lock_own(session, holder=Holder("", account_id))
    if cart is not None:
        session.delete(cart)
        session.flush()
    session.execute(update(Cart).where(Cart.buyer_email.in_(emails)).values(buyer_email=None))


def export_sums(session: Session, *, account_id: UUID) -> dict[str, Any]:
    """The code and the tip of her cart."""
    cart = of(session, Holder("", account_id))
    return {"code": cart.promotion_code if cart else None, "tip": cart.tip if cart else 0}


def export_person(session: Session, *, account_id: UUID) -> list[dict[str, Any]]:
    """The deliveries of her cart."""
    cart = of(session, Holder("", account_id))
    parcels = cart.deliveries if cart else []
    facts = catalog.variants(session, {line.variant_id for parcel in parcels for line in parcel.lines})
    return [
        {
            "method": parcel.method,
            "postcode": parcel.postcode,
            "date": parcel.date,
            "recipient": parcel.recipient,
            "card_message": parcel.card_message,
            "lines": [
                {
                    "product": facts[line.variant_id].product_name,
                    "size": facts[line.variant_id].variant_label,
                    "quantity": line.quantity,
                }
                for line in parcel.lines
            ],
        }
        for parcel in parcels
    ]
