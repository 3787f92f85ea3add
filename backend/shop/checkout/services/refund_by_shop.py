"""Giving money back by hand: all that is left, units of a line, or an amount; never more than is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend import db
from backend.shop.checkout import rules
from backend.shop.checkout.errors import LastOfDelivery, SumChanged, TooManyUnits
from backend.shop.checkout.services import desk, locks, money, stems
from backend.shop.checkout.services.desk import Deed
from backend.shop.checkout.services.worth import worth
from backend.shop.kit.errors import Malformed
from backend.shop.kit.money import Money
from backend.shop.orders import desk as orders
from backend.shop.orders.errors import IllegalMove, LineNotFound
from backend.shop.orders.rules import DELIVERY_PATHS, DeliveryStatus
from backend.shop.payments.rules import Purpose, RefundCause

if TYPE_CHECKING:
    from backend.shop.orders.models import Order, OrderLine
    from backend.shop.payments.models import Payment


@dataclass(frozen=True, slots=True)
class Units:
    """So many units of a line that are no longer wanted; `stems_back` into stock, if they are not bound."""

    line_id: UUID
    quantity: int
    stems_back: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """What shall go back: units of a line, an amount, or, without both, all that is left."""

    units: Units | None = None
    amount: Money | None = None
    expected: Money | None = None

    @property
    def whole(self) -> bool:
        return self.units is None and self.amount is None


def refund(*, order_id: UUID, ask: Ask, deed: Deed) -> None:
    """Writes the refund; a job sends it, and another tells the buyer. The order is worth less by as much.

    Where there is a balance to be paid, that is lowered first, but for all that is left: that goes back.

    Raises VersionConflict, OverRefund, SumChanged, LineNotFound, TooManyUnits, LastOfDelivery.
    """
    with db.transaction() as session:
        order, payments = locks.order_and_payments(session, order_id=order_id)
        deed.check(order)
        line = _line(order, ask.units) if ask.units else None
        amount = _amount(order, payments, ask, line)
        due = money.balance(order, payments)
        owed = max(0, -due)  # as after a refund that failed: taken off already
        back = amount if ask.whole else rules.goes_back(taken_off=amount, due=due)
        refunds = _give_back(session, payments, back, ask, deed) if back or amount <= 0 else []
        orders.take_off(order, amount=amount if line else max(0, amount - owed))
        orders.touch(order, line.delivery if line else None)
        money.tell(session, order, refunds)
        desk.record(
            session,
            deed=deed,
            action="order.refunded",
            subject=f"order:{order.id}",
            change={"amount": amount, "currency": order.currency, "credit": order.credit},
        )
        if line is not None and ask.units is not None:
            _cancel_units(session, line, ask.units)


def _give_back(session: Session, payments: list[Payment], back: int, ask: Ask, deed: Deed) -> list[UUID]:
    return money.give_back(session, of=payments, amount=back, purpose=_purpose(ask, deed), at=deed.at)


def _line(order: Order, units: Units) -> OrderLine:
    line = next(
        (each for parcel in order.deliveries for each in parcel.lines if each.id == units.line_id), None
    )
    if line is None:
        raise LineNotFound
    left = line.quantity - line.cancelled
    if units.quantity > left:
        raise TooManyUnits(f"{left} of this line are left.", left=left)
    status = DeliveryStatus(line.delivery.status)
    if status is DeliveryStatus.CANCELLED:
        raise IllegalMove("This delivery is cancelled already.")
    rest = sum(each.quantity - each.cancelled for each in line.delivery.lines) - units.quantity
    if rest == 0 and DeliveryStatus.CANCELLED in DELIVERY_PATHS[status]:
        raise LastOfDelivery("Nothing would be left to bring. Please cancel the delivery instead.")
    return line


def _amount(order: Order, payments: list[Payment], ask: Ask, line: OrderLine | None) -> int:
    if line is not None and ask.units is not None:
        amount = worth(line, ask.units.quantity)
    elif ask.amount is not None:
        amount = _minor_units(ask.amount, order)
    else:
        amount = money.received(payments)
    actual = Money(amount, order.currency)
    if ask.expected is not None and ask.expected != actual:
        raise SumChanged("Please look again: another sum would go back now.", actual=actual.as_json())
    return amount


def _minor_units(amount: Money, order: Order) -> int:
    if amount.currency != order.currency:
        path = {"path": "amount.currency", "message": f"This order is in {order.currency}."}
        raise Malformed("Please check: amount.currency", errors=[path])
    return amount.amount


def _purpose(ask: Ask, deed: Deed) -> Purpose:
    if ask.units is not None:
        return Purpose(RefundCause.LINE, deed.reason, about=ask.units.line_id, quantity=ask.units.quantity)
    return Purpose(RefundCause.AMOUNT, deed.reason)


def _cancel_units(session: Session, line: OrderLine, units: Units) -> None:
    """Counts them, and gives back what they would have taken, last. What is made has used it up."""
    orders.cancel_units(line, quantity=units.quantity)
    session.flush()
    made = DeliveryStatus(line.delivery.status) in rules.MADE
    if units.stems_back and not made:
        stems.lower(session, parcel=line.delivery, pieces={line.id: units.quantity})
