"""The holds of an order as changes of the ledger, and how long they may be kept."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from backend.shop.capacity import selectors as ledger
from backend.shop.capacity.selectors import HoldFacts
from backend.shop.capacity.services import Demand, HoldChange, HoldState
from backend.shop.checkout import rules
from backend.shop.checkout.errors import HoldLimit

if TYPE_CHECKING:
    from backend.shop.orders.models import Order


def may_hold(order: Order, *, now: datetime) -> bool:
    """Whether one more attempt may keep the order's places."""
    return rules.may_hold(since=order.held_since or order.placed_at, now=now)


def check(order: Order, *, now: datetime) -> None:
    """Raises HoldLimit."""
    if not may_hold(order, now=now):
        raise HoldLimit(
            f"We have kept the places of order {order.number} for you as long as we can. Please pay it on the"
            " page that is open, or cancel it and order again.",
            number=order.number,
        )


def of(session: Session, order: Order) -> list[HoldFacts]:
    """The holds that have something live, in the order of the deliveries."""
    known = (ledger.hold(session, parcel.id) for parcel in order.deliveries)
    return [hold for hold in known if hold is not None and hold.live]


def whole(session: Session, order: Order) -> list[HoldFacts]:
    """Those of its deliveries, and last the order's own, for uses of promotions."""
    own = ledger.hold(session, order.id)
    return [*of(session, order), *([own] if own is not None and own.live else [])]


def demand(hold: HoldFacts) -> tuple[Demand, ...]:
    return tuple(Demand(line.bucket_id, line.quantity, line.use_on) for line in hold.live)


def kept(holds: list[HoldFacts], state: HoldState, expires_at: datetime | None = None) -> list[HoldChange]:
    """The same demand in another state, or held for longer."""
    return [HoldChange(hold.delivery_id, hold.version, demand(hold), state, expires_at) for hold in holds]


def ended(holds: list[HoldFacts], state: HoldState) -> list[HoldChange]:
    return [HoldChange(hold.delivery_id, hold.version, (), state) for hold in holds]
