"""Lines: put in, counted, moved between deliveries, taken out."""

from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.cart.errors import CartFull, QuantityLimit, VariantNotFound
from backend.shop.cart.models import Cart, CartDelivery, CartLine
from backend.shop.cart.rules import MAX_LINES, MAX_QUANTITY
from backend.shop.cart.selectors import find_delivery
from backend.shop.catalog import selectors as catalog
from backend.shop.kit import ids


def add_line(
    session: Session, *, cart: Cart, variant_id: int, quantity: int, delivery_id: UUID | None = None
) -> CartLine:
    """Adds to the delivery (the first without one named); the same size again raises its quantity."""
    facts = catalog.variants(session, [variant_id]).get(variant_id)
    if facts is None or not facts.for_sale:
        raise VariantNotFound
    parcel = find_delivery(cart, delivery_id) if delivery_id else cart.deliveries[0]
    return _give(session, parcel, variant_id, quantity)


def set_quantity(session: Session, *, line: CartLine, quantity: int) -> None:
    if quantity > MAX_QUANTITY:
        raise QuantityLimit(f"One line takes at most {MAX_QUANTITY}. For more, please call us.")
    line.quantity = quantity
    session.flush()


def move_line(session: Session, *, line: CartLine, target: CartDelivery, quantity: int | None = None) -> None:
    """Gives `quantity` of a line (all of it, if unsaid) to another delivery of the same cart.

    A delivery that is left without lines goes.
    """
    source, moved = line.delivery, line.quantity if quantity is None else quantity
    if moved > line.quantity:
        raise QuantityLimit(f"This line has only {line.quantity}.")
    if target is source:
        return
    take(line, moved)
    session.flush()
    _give(session, target, line.variant_id, moved)
    if not source.lines:
        source.cart.deliveries.remove(source)
        session.flush()


def remove_line(session: Session, *, line: CartLine) -> None:
    """Takes a line out; its delivery stays, so that the line can be put back."""
    take(line, line.quantity)
    session.flush()


def take(line: CartLine, quantity: int) -> None:
    """Lessens a line; one of which nothing is left goes."""
    if quantity == line.quantity:
        line.delivery.lines.remove(line)
    else:
        line.quantity -= quantity


def _give(session: Session, parcel: CartDelivery, variant_id: int, quantity: int) -> CartLine:
    found = (each for each in parcel.lines if each.variant_id == variant_id)
    line = next(found, None) or _new_line(parcel, variant_id)
    set_quantity(session, line=line, quantity=line.quantity + quantity)
    return line


def _new_line(parcel: CartDelivery, variant_id: int) -> CartLine:
    """A line with nothing in it yet."""
    if sum(len(each.lines) for each in parcel.cart.deliveries) >= MAX_LINES:
        raise CartFull(f"One order has at most {MAX_LINES} lines.")
    position = max((each.position for each in parcel.lines), default=-1) + 1
    line = CartLine(id=ids.new_id(), variant_id=variant_id, quantity=0, position=position)
    parcel.lines.append(line)
    return line
