"""Buckets and holds for tests. Everything happens on one day unless a test says otherwise."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.shop.capacity import selectors, services
from backend.shop.capacity.services import Demand, HoldChange, HoldState

DAY = date(2027, 2, 14)
YEAR = (date(2027, 1, 1), date(2027, 12, 31))
EXPIRES = datetime(2027, 2, 10, 12, 35, tzinfo=UTC)
_refs = count(1)


def bucket(
    session: Session,
    capacity: int = 10,
    *,
    kind: str = "slot_stops",
    usable: tuple[date, date] = YEAR,
    cutoff_at: datetime | None = None,
) -> int:
    """An open bucket with a ref of its own."""
    return services.open_bucket(
        session,
        kind=kind,
        ref=f"test-{next(_refs)}",
        capacity=capacity,
        usable_from=usable[0],
        usable_to=usable[1],
        cutoff_at=cutoff_at,
    )


def demands(*wanted: tuple[int, int], day: date = DAY) -> tuple[Demand, ...]:
    """Demand from (bucket, quantity) pairs."""
    return tuple(Demand(bucket_id, quantity, day) for bucket_id, quantity in wanted)


def becomes(
    delivery_id: UUID,
    version: int | None,
    state: HoldState,
    demand: tuple[Demand, ...] = (),
) -> HoldChange:
    """A change; what is held expires at EXPIRES."""
    expires_at = EXPIRES if state is HoldState.HELD else None
    return HoldChange(delivery_id, version, demand, state, expires_at)


def reserve(session: Session, *wanted: tuple[int, int], day: date = DAY) -> UUID:
    """A new delivery's hold; answers the delivery."""
    delivery_id = uuid4()
    change = becomes(delivery_id, None, HoldState.HELD, demands(*wanted, day=day))
    services.change(session, changes=[change])
    return delivery_id


def reserved(session: Session, *bucket_ids: int) -> tuple[int, ...]:
    facts = selectors.buckets(session, bucket_ids)
    return tuple(facts[bucket_id].reserved for bucket_id in bucket_ids)


def live(session: Session, delivery_id: UUID) -> dict[int, tuple[int, str]]:
    """(quantity, state) of a delivery's live lines by bucket."""
    hold = selectors.hold(session, delivery_id)
    return {line.bucket_id: (line.quantity, line.state.value) for line in hold.live} if hold else {}


def everything(session: Session) -> list[Any]:
    """Every row of the ledger, to prove that nothing moved."""
    rows: list[Any] = []
    for table, key in (("capacity_bucket", "id"), ("hold", "delivery_id"), ("demand_line", "id")):
        rows += session.execute(text(f"select * from {table} order by {key}")).all()
    return rows
