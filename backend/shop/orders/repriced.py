"""What an edit with a new price writes on a locked order: more lines, another fee, other taxes, and the sums.

What it does not name keeps its price. Sums are added up anew from the parts, so that they make the whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.kit import ids
from backend.shop.orders.facts import LineFacts, facts
from backend.shop.orders.models import Delivery, Order, OrderLine, OrderPromotion
from backend.shop.orders.services import NewLine


@dataclass(frozen=True, slots=True)
class Fee:
    """A delivery's fee with its surge in it, and its own tax; minor units."""

    amount: int
    surge: int
    surge_name: str
    tax: int


def fee_tax(parcel: Delivery) -> int:
    """The tax of a delivery's fee: what is left of its tax once the lines have theirs."""
    return parcel.tax - sum(line.tax for line in parcel.lines)


def add_lines(session: Session, parcel: Delivery, lines: Sequence[NewLine]) -> None:
    """Freezes them after those that are there."""
    of_fee = fee_tax(parcel)
    position = max((line.position for line in parcel.lines), default=-1) + 1
    for index, new in enumerate(lines):
        row = OrderLine(
            id=ids.new_id(),
            position=position + index,
            total=new.unit_price * new.quantity,
            cancelled=0,
            tax=new.tax,
            **facts(LineFacts, new),
        )
        parcel.lines.append(row)
    session.flush()
    _add_up_parcel(parcel, of_fee)


def charge(session: Session, parcel: Delivery, *, fee: Fee, taxes: Mapping[UUID, int]) -> None:
    """Another fee, and the tax of each line by its id. A fee's discount is at most the fee."""
    promotions = list(parcel.order.promotions)
    for line in parcel.lines:
        line.tax = taxes[line.id]
    parcel.fee, parcel.surge, parcel.surge_name = fee.amount, fee.surge, fee.surge_name
    lost = parcel.fee_discount - min(parcel.fee_discount, fee.amount)
    parcel.fee_discount -= lost
    _lessen(session, promotions, lost)
    _add_up_parcel(parcel, fee.tax)


def add_up(order: Order) -> None:
    """The order's sums are those of its deliveries and its tip; it cannot be worth less than nothing."""
    order.items = sum(each.items for each in order.deliveries)
    order.delivery_fee = sum(each.fee for each in order.deliveries)
    order.discount = sum(each.discount + each.fee_discount for each in order.deliveries)
    order.tax = sum(each.tax for each in order.deliveries)
    order.total = sum(each.total for each in order.deliveries) + order.tip
    order.credit = max(0, min(order.total, order.credit))


def _add_up_parcel(parcel: Delivery, of_fee: int) -> None:
    parcel.items = sum(line.total for line in parcel.lines)
    parcel.discount = sum(line.discount for line in parcel.lines)
    parcel.tax = sum(line.tax for line in parcel.lines) + of_fee
    net = parcel.items - parcel.discount + parcel.fee - parcel.fee_discount
    parcel.total = net if parcel.order.tax_included else net + parcel.tax


def _lessen(session: Session, promotions: Sequence[OrderPromotion], lost: int) -> None:
    """What promotions gave adds up to the order's discount: the greatest gives up first."""
    for each in sorted(promotions, key=lambda row: (-row.amount, row.promotion_id)):
        taken = min(lost, each.amount)
        lost -= taken
        if taken == each.amount:
            session.delete(each)
        else:
            each.amount -= taken
