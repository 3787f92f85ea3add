"""What a cart's total is changed by: a code, a tip; and for whom it was priced last."""

from uuid import UUID

from babel.numbers import get_currency_precision
from sqlalchemy import update
from sqlalchemy.orm import Session

from backend.shop.cart.errors import TipTooHigh
from backend.shop.cart.models import Cart
from backend.shop.cart.rules import most_tip
from backend.shop.catalog import selectors as catalog
from backend.shop.kit.errors import Malformed
from backend.shop.kit.money import Money


def enter_code(session: Session, *, cart: Cart, code: str) -> None:
    """Keeps a folded code, whether it fits now or not; the one before it goes."""
    cart.promotion_code = code
    session.flush()


def remove_code(session: Session, *, cart: Cart) -> None:
    cart.promotion_code = None
    session.flush()


def give_tip(session: Session, *, cart: Cart, tip: Money, welcome: bool) -> None:
    """0 takes it back. `welcome`: the shop takes tips. Raises TipTooHigh, and Malformed for what is none."""
    if tip.amount < 0 or tip.currency != cart.currency or (tip.amount and not welcome):
        path = {"path": "amount", "message": f"A tip is an amount of {cart.currency}."}
        raise Malformed("Please check: amount", errors=[path])
    most = most_tip(_items(session, cart), minor_per_unit=10 ** get_currency_precision(cart.currency))
    if tip.amount > most:
        raise TipTooHigh("That is more than we can take.", most=Money(most, cart.currency).as_json())
    cart.tip = tip.amount
    session.flush()


def _items(session: Session, cart: Cart) -> int:
    lines = [line for parcel in cart.deliveries for line in parcel.lines]
    facts = catalog.variants(session, {line.variant_id for line in lines})
    return sum(facts[line.variant_id].price.amount * line.quantity for line in lines)


def note_buyer(session: Session, *, cart_id: UUID, email: str) -> None:
    """From now on the cart is priced for whoever has this folded e-mail."""
    session.execute(update(Cart).where(Cart.id == cart_id).values(buyer_email=email))
