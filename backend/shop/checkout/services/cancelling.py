"""What a cancelling is, whoever asks for it: one transaction for moves, money, news, and last the places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from backend.shop.checkout import rules
from backend.shop.checkout.services import door, money, stems
from backend.shop.checkout.services.worth import remaining_worth
from backend.shop.delivery import runs
from backend.shop.kit.news import OrderCancelled, announce
from backend.shop.orders import desk as orders
from backend.shop.orders import proposals
from backend.shop.orders.rules import DeliveryStatus, OrderStatus
from backend.shop.orders.services import Step
from backend.shop.payments.rules import Purpose, RefundCause

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, Order
    from backend.shop.payments.models import Payment


def cancel_deliveries(
    session: Session,
    *,
    order: Order,
    payments: list[Payment],
    parcels: Sequence[Delivery],
    bound: bool,
    step: Step,
) -> None:
    """Cancels deliveries of a locked order; with the last of them the order, and all its money goes back.

    `bound`: their stems are cut and stay used; otherwise they go back into stock. Raises IllegalMove.
    """
    was_sold = rules.is_sold(OrderStatus(order.status))
    moves = door.move_deliveries(
        session, order=order, parcels=parcels, to=DeliveryStatus.CANCELLED, step=step
    )
    whole = order.status == OrderStatus.CANCELLED
    orders.take_off(order, amount=order.total if whole else sum(remaining_worth(each) for each in parcels))
    orders.touch(order)
    back = -money.balance(order, payments)
    if back > 0:
        purpose = _purpose(whole, parcels, step)
        money.give_back(session, of=payments, amount=back, purpose=purpose, at=step.at)
    if was_sold:
        announce(session, OrderCancelled(order_id=order.id, move_id=moves[-1 if whole else 0].id))
    ids = [each.id for each in parcels]
    runs.take_off(session, delivery_ids=ids)
    asked = proposals.withdraw(session, delivery_ids=ids, at=step.at)
    uses = [order.id] if whole else []  # of promotions: the order's own hold
    stems.let_go(session, delivery_ids=ids, bound=bound, untouched=[*asked, *uses])


def comes_back(order: Order, payments: Sequence[Payment], parcel: Delivery | None = None) -> int:
    """What cancelling the order, or this one delivery of it, would give back now."""
    came = money.received(payments)
    if parcel is None or _is_last(order, parcel):
        return came
    credit = min(order.total, order.credit + remaining_worth(parcel))
    return max(0, -rules.balance_due(total=order.total, credit=credit, received=came))


def _is_last(order: Order, parcel: Delivery) -> bool:
    living = [each for each in order.deliveries if each.status != DeliveryStatus.CANCELLED]
    return living == [parcel]


def _purpose(whole: bool, parcels: Sequence[Delivery], step: Step) -> Purpose:
    if whole:
        return Purpose(RefundCause.ORDER, step.why)
    return Purpose(RefundCause.DELIVERY, step.why, about=parcels[0].id)
