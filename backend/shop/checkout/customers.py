"""Who orders, as promotions know her: whether it is her first order, and which uses she has already."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.accounts.rules import folded
from backend.shop.capacity import selectors as ledger
from backend.shop.orders import owned
from backend.shop.orders import selectors as order_reads
from backend.shop.pricing import uses
from backend.shop.pricing.uses import Customer

if TYPE_CHECKING:
    from backend.shop.cart.models import Cart
    from backend.shop.orders.models import Order


def known(session: Session, *, account_id: UUID | None, email: str | None, waiting: Order | None) -> Customer:
    """By her account or, of a guest, by her e-mail; `waiting` is her cart's order, whose uses she keeps."""
    email = folded(email) if email else None
    hold = ledger.hold(session, waiting.id) if waiting is not None else None
    return Customer(
        key=uses.customer_key(account_id=account_id, email=email),
        ordered_before=owned.has_ordered(session, account_id=account_id, email=email),
        keeps=frozenset(line.bucket_id for line in hold.live) if hold else frozenset(),
    )


def of_cart(session: Session, cart: Cart) -> Customer:
    """Whose cart it is; a guest is nobody until she has tried to order with it."""
    waiting = order_reads.pending_of_cart(session, cart.id)
    return known(session, account_id=cart.account_id, email=cart.buyer_email, waiting=waiting)
