"""The guest's cart becomes the customer's when she logs in, without doubling what lies in both."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.accounts import people
from backend.shop.cart.models import Cart, CartDelivery, CartLine
from backend.shop.cart.rules import MAX_DELIVERIES, MAX_LINES
from backend.shop.cart.selectors import Holder, whole
from backend.shop.kit import ids


def join(session: Session, *, token: str, account_id: UUID, now: datetime) -> tuple[UUID, UUID] | None:
    """Gives what lies in the cart of the cookie's secret to the account; answers the guest's cart and hers.

    Of the same size for the same recipient the greater quantity stays; a delivery for somebody else stays a
    delivery. What is more than fits into one order stays in the guest's cart. None: there is none to join.
    """
    people.lock(session, account_id=account_id)
    guests, hers = Holder(token), Holder(token, account_id)
    both = whole().where(guests.mine | hers.mine).order_by(Cart.id).with_for_update()
    found = session.scalars(both.execution_options(populate_existing=True)).all()
    guest = next((cart for cart in found if cart.account_id is None), None)
    own = next((cart for cart in found if cart.account_id is not None), None)
    if guest is None:
        return None
    guest_id = guest.id
    if own is None:
        _adopt(guest, account_id)
        own = guest
    else:
        _pour(session, guest, own)
        _keep_sums(guest, own)
        own.updated_at = now
    session.flush()
    return guest_id, own.id


def _adopt(guest: Cart, account_id: UUID) -> None:
    """The cart itself is hers from now on; the cookie's secret opens it no more."""
    guest.account_id = account_id
    guest.token_hash = ids.token_hash(ids.token())


def _keep_sums(guest: Cart, own: Cart) -> None:
    """What the guest said a moment ago counts; what she did not speak of stays hers."""
    own.promotion_code = guest.promotion_code or own.promotion_code
    own.tip = guest.tip or own.tip


def _pour(session: Session, guest: Cart, own: Cart) -> None:
    for parcel in list(guest.deliveries):
        target = _same(parcel, own)
        if target is None:
            _move(parcel, guest, own)
        else:
            _merge(parcel, target)
            _complete(target, parcel)
            if not parcel.lines:
                guest.deliveries.remove(parcel)
    session.flush()
    if not guest.deliveries:
        session.delete(guest)


def _same(parcel: CartDelivery, own: Cart) -> CartDelivery | None:
    """Her delivery that this one goes into: to the same person in the same way, or to nobody yet."""
    for each in own.deliveries:
        if _whom(each) == _whom(parcel) and (parcel.recipient is None or _where(each) == _where(parcel)):
            return each
    empty = (each for each in own.deliveries if not each.lines and each.recipient is None)
    return next(empty, None) if parcel.recipient is None else None


def _whom(parcel: CartDelivery) -> object:
    return parcel.recipient, parcel.card_message


def _where(parcel: CartDelivery) -> object:
    return parcel.method, parcel.postcode, parcel.date


def _move(parcel: CartDelivery, guest: Cart, own: Cart) -> None:
    """The whole delivery with its lines, while there is room for it."""
    if not parcel.lines and parcel.recipient is None:
        guest.deliveries.remove(parcel)
        return
    if len(own.deliveries) >= MAX_DELIVERIES or _lines(own) + len(parcel.lines) > MAX_LINES:
        return
    parcel.position = max(each.position for each in own.deliveries) + 1
    parcel.cart = own


def _merge(parcel: CartDelivery, target: CartDelivery) -> None:
    for line in list(parcel.lines):
        there = next((each for each in target.lines if each.variant_id == line.variant_id), None)
        if there is not None:
            there.quantity = max(there.quantity, line.quantity)
        elif _lines(target.cart) < MAX_LINES:
            position = max((each.position for each in target.lines), default=-1) + 1
            target.lines.append(
                CartLine(
                    id=ids.new_id(), variant_id=line.variant_id, quantity=line.quantity, position=position
                )
            )
        else:
            continue
        parcel.lines.remove(line)


def _complete(target: CartDelivery, parcel: CartDelivery) -> None:
    """What she has said nothing of yet, the guest may have said a moment ago: place, day and hour."""
    if target.postcode is None and target.date is None:
        target.method, target.postcode = parcel.method, parcel.postcode
        target.date, target.slot_id = parcel.date, parcel.slot_id


def _lines(cart: Cart) -> int:
    return sum(len(each.lines) for each in cart.deliveries)
