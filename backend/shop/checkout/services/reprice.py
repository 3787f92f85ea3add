"""An edit with a new price: what it makes of the order's sums, compared, settled, and told beforehand.

The caller holds the locks of order and payments, and writes the ledger last.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend import db
from backend.shop.capacity.errors import CapacityShort
from backend.shop.checkout.errors import SumChanged
from backend.shop.checkout.services import balances, money
from backend.shop.checkout.services.asking import ask_for_payment
from backend.shop.checkout.services.desk import Deed
from backend.shop.kit.errors import Busy
from backend.shop.kit.money import Money
from backend.shop.orders import repriced
from backend.shop.orders import selectors as order_reads
from backend.shop.payments.rules import Purpose, RefundCause
from backend.shop.settings.services import RulesChanged

if TYPE_CHECKING:
    from backend.shop.orders.models import Order
    from backend.shop.payments.models import Payment

Clock = Callable[[], datetime]

DUE_IN = timedelta(hours=24)
_TRIES = 3


@dataclass(frozen=True, slots=True)
class NewSums:
    """An order's sums after an edit. `comes_back` goes back at once; a `balance_due` is to be collected.

    `difference` is how much the total rises, or falls below 0.
    """

    total: Money
    credit: Money
    delivery_fee: Money
    tax: Money
    balance_due: Money
    comes_back: Money
    difference: Money


@dataclass(frozen=True, slots=True)
class Expected:
    """What the preview named."""

    total: Money
    balance_due: Money


@dataclass(frozen=True, slots=True)
class Edit:
    """Who edits what she saw, and the sums that she was told; `send_link`: the buyer is asked for the rest.

    Without `expected` it is only a preview.
    """

    deed: Deed
    expected: Expected | None = None
    send_link: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """What an order came to, and what was still to be paid of it."""

    total: int
    due: int


class _Preview(Exception):
    """Rolls back what was only tried."""

    def __init__(self, sums: NewSums) -> None:
        self.sums = sums


def perform(once: Callable[[Session], NewSums], *, delivery_id: UUID, edit: Edit, clock: Clock) -> NewSums:
    """Runs an edit in a transaction of its own, which a preview rolls back; again if somebody was faster.

    A page that is open for another sum than is due afterwards is ended with its provider.
    """
    sums = _tried(once, edit)
    if edit.expected is not None:
        with db.transaction() as session:
            order_id = order_reads.of_delivery(session, delivery_id)
        balances.end_outgrown(order_id=order_id, clock=clock)
    return sums


def _tried(once: Callable[[Session], NewSums], edit: Edit) -> NewSums:
    for _ in range(_TRIES):
        try:
            with db.transaction() as session:
                sums = once(session)
                if edit.expected is None:
                    raise _Preview(sums)
                return sums
        except _Preview as preview:
            return preview.sums
        except (CapacityShort, RulesChanged):  # another lot or minute may do
            continue
    raise Busy("Somebody was a moment faster. Please try again.", retry_after=1)


def before(order: Order, payments: list[Payment]) -> Before:
    return Before(order.total, money.balance(order, payments))


def settle(session: Session, *, order: Order, payments: list[Payment], was: Before, edit: Edit) -> NewSums:
    """Adds the order up anew; what is then overpaid goes back, and a new balance gets its deadline.

    Raises SumChanged, and NoAddress where a link cannot be sent.
    """
    repriced.add_up(order)
    due = money.balance(order, payments)
    back = max(0, -due) - max(0, -was.due)
    sums = _sums(order, was, due=max(0, due), back=max(0, back))
    if edit.expected is not None:
        _compare(edit.expected, sums)
    if back > 0:
        purpose = Purpose(RefundCause.EDIT, edit.deed.reason)
        refunds = money.give_back(session, of=payments, amount=back, purpose=purpose, at=edit.deed.at)
        money.tell(session, order, refunds)
    if due > 0 and (was.due <= 0 or order.due_at is None):
        order.due_at = edit.deed.at + DUE_IN
    session.flush()
    if due > 0 and edit.send_link:
        ask_for_payment(session, order=order, step=edit.deed.step)
    return sums


def _sums(order: Order, was: Before, *, due: int, back: int) -> NewSums:
    def of(amount: int) -> Money:
        return Money(amount, order.currency)

    return NewSums(
        total=of(order.total),
        credit=of(order.credit),
        delivery_fee=of(order.delivery_fee),
        tax=of(order.tax),
        balance_due=of(due),
        comes_back=of(back),
        difference=of(order.total - was.total),
    )


def _compare(expected: Expected, sums: NewSums) -> None:
    if (expected.total, expected.balance_due) != (sums.total, sums.balance_due):
        raise SumChanged(
            "Please look again: it would come to another sum now.",
            actual=sums.total.as_json(),
            balance_due=sums.balance_due.as_json(),
        )
