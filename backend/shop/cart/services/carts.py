"""The cart as a whole: opened, locked, cleared, and emptied of what was ordered."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.accounts import people
from backend.shop.cart.models import Cart
from backend.shop.cart.selectors import Holder, whole
from backend.shop.cart.services.deliveries import new_delivery
from backend.shop.cart.services.lines import take
from backend.shop.kit import ids


def open_cart(session: Session, *, holder: Holder, currency: str, now: datetime) -> Cart:
    """A new cart of the holder's with one empty delivery; an account that has one by now gets that."""
    if holder.account_id is not None:
        people.lock(session, account_id=holder.account_id)
        if (there := lock_own(session, holder=holder)) is not None:
            return there
    cart = Cart(
        id=ids.new_id(),
        token_hash=ids.token_hash(holder.token if holder.account_id is None else ids.token()),
        account_id=holder.account_id,
        currency=currency,
        created_at=now,
    )
    cart.deliveries = [new_delivery(position=0)]
    session.add(cart)
    session.flush()
    return cart


def open_at_desk(session: Session, *, staff_id: UUID, currency: str, now: datetime) -> Cart:
    """One cart more of a member of staff, for somebody at the phone or the counter."""
    cart = Cart(
        id=ids.new_id(),
        token_hash=ids.token_hash(ids.token()),
        desk_by=staff_id,
        currency=currency,
        created_at=now,
    )
    cart.deliveries = [new_delivery(position=0)]
    session.add(cart)
    session.flush()
    return cart


def close(session: Session, *, cart: Cart) -> None:
    """The cart of a member of staff goes: it is ordered, or not wanted."""
    session.delete(cart)
    session.flush()


def lock(session: Session, *, cart_id: UUID) -> Cart | None:
    """The cart under its row lock, with what it holds now."""
    return session.scalar(
        select(Cart).where(Cart.id == cart_id).with_for_update().execution_options(populate_existing=True)
    )


def lock_own(session: Session, *, holder: Holder) -> Cart | None:
    """The holder's cart under its row lock, with all that it holds now."""
    mine = whole().where(holder.mine)
    return session.scalar(mine.with_for_update().execution_options(populate_existing=True))


def clear(session: Session, *, cart: Cart) -> None:
    """Takes every line out. Whom, where and when of the first delivery stay."""
    first, *others = cart.deliveries
    first.lines.clear()
    for each in others:
        cart.deliveries.remove(each)
    session.flush()


def empty(session: Session, *, cart_id: UUID, ordered: Mapping[int, int]) -> None:
    """Takes what was ordered, quantities by variant, out of a cart: at confirmation, and no more than that.

    A delivery that is left without lines forgets whom it was for: the next card must not be this one's. Code
    and tip go with what was ordered.
    """
    cart = lock(session, cart_id=cart_id)
    left = Counter(ordered)
    for parcel in cart.deliveries if cart else ():
        for line in list(parcel.lines):
            taken = min(line.quantity, left[line.variant_id])
            left[line.variant_id] -= taken
            take(line, taken)
        if not parcel.lines:
            parcel.date = parcel.slot_id = parcel.recipient = None
            parcel.card_message = ""
    if cart is not None:  # they were meant for what is ordered now
        cart.promotion_code, cart.tip, cart.buyer_email = None, 0, None
    session.flush()
