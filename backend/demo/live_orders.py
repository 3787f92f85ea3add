"""The demo's work of today and the next days: orders placed, paid and held through the shop's own doors."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.demo import plans, sales, stages, wishes
from backend.demo.plans import Planned
from backend.demo.promotions import WELCOME
from backend.demo.sales import Sale, Way
from backend.demo.taken import parsed
from backend.demo.wishes import Wish
from backend.shop.accounts.rules import Role
from backend.shop.accounts.selectors import Person
from backend.shop.capacity import services as capacity
from backend.shop.capacity.models import CapacityBucket
from backend.shop.capacity.services import HoldChange, HoldState
from backend.shop.catalog import selectors as catalog
from backend.shop.checkout import rules
from backend.shop.delivery.rules import instant
from backend.shop.kit.clock import local_day
from backend.shop.settings.selectors import shop

# Early enough for what is bound that afternoon to go out in the morning.
_BOUGHT = time(14)
_APART = timedelta(minutes=61)
_WITH_CODE = 5  # so many orders have one that comes with the code for a first order


def add_live_orders(session: Session, *, now: datetime, staff: Mapping[Role, Person]) -> int:
    """Sells, holds and carries on what the table wishes; returns how many deliveries there are."""
    facts = shop(session)
    today = local_day(now, facts.time_zone)
    bought = instant(today - timedelta(days=1), _BOUGHT, facts.time_zone)
    wanted = list(wishes.orders())
    everything = [wish for order in wanted for wish in order.wishes]
    possible = plans.plan(session, everything, today=today, now=bought, time_zone=facts.time_zone)
    sold = list(_sell(session, wanted, possible, bought=bought, who=staff[Role.FLORIST].who))
    _hold(session, sold)
    work = [
        stages.Work(sale.order, parcel, planned)
        for sale in sold
        for parcel, planned in zip(sale.order.deliveries, sale.planned, strict=True)
    ]
    stages.carry_on(session, work, now=now, staff=staff)
    return len(work)


def _sell(
    session: Session,
    wanted: Sequence[wishes.Order],
    possible: Mapping[Wish, Planned],
    *,
    bought: datetime,
    who: str,
) -> Iterator[Sale]:
    """One order an hour, the latest yesterday afternoon."""
    variants = catalog.variants(
        session, {variant for each in possible.values() for variant, _ in each.parcel.items}
    )
    for ago, order in enumerate(wanted):
        planned = tuple(possible[wish] for wish in order.wishes if wish in possible)
        code = WELCOME if ago % _WITH_CODE == 0 else None
        if planned:
            how, at = parsed(order.taken, who), bought - ago * _APART
            way = Way(code=code, taken=how)
            yield sales.sell(session, order.buyer, planned, variants, at=at, way=way)


def _hold(session: Session, sold: Sequence[Sale]) -> None:
    """Holds everything, then confirms it, as an order's placing and its payment do."""
    held = [
        HoldChange(
            parcel.id, None, planned.plan.demand, HoldState.HELD, rules.hold_until(now=sale.order.placed_at)
        )
        for sale in sold
        for parcel, planned in zip(sale.order.deliveries, sale.planned, strict=True)
    ]
    held += [
        HoldChange(sale.order.id, None, sale.uses, HoldState.HELD, rules.hold_until(now=sale.order.placed_at))
        for sale in sold
        if sale.uses
    ]
    with _cutoffs_aside(session, {demand.bucket_id for change in held for demand in change.demand}):
        versions = capacity.change(session, changes=held)
    confirmed = [
        HoldChange(each.delivery_id, versions[each.delivery_id], each.demand, HoldState.CONFIRMED)
        for each in held
    ]
    capacity.change(session, changes=confirmed)


@contextmanager
def _cutoffs_aside(session: Session, bucket_ids: set[int]) -> Iterator[None]:
    """The ledger asks the database's own clock, to which yesterday is over: its cut-offs wait outside."""
    bucket = CapacityBucket
    kept = session.execute(
        select(bucket.id, bucket.cutoff_at).where(bucket.id.in_(bucket_ids), bucket.cutoff_at.is_not(None))
    ).all()
    session.execute(update(bucket).where(bucket.id.in_(bucket_ids)).values(cutoff_at=None))
    yield
    if kept:
        session.execute(update(bucket), [{"id": row.id, "cutoff_at": row.cutoff_at} for row in kept])
