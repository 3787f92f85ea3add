"""What letters say is still to be paid."""

from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.checkout import rules
from backend.shop.orders import selectors as orders
from backend.shop.orders.rules import ENDED
from backend.shop.payments import selectors as payments


def due(session: Session, order_id: UUID) -> int:
    """What is still owed for the order, minor units; 0 for one that has ended."""
    order = orders.whole(session, order_id)
    if order.status in ENDED:
        return 0
    received = payments.received(session, order_id)
    return max(0, rules.balance_due(total=order.total, credit=order.credit, received=received))
