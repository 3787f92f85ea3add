"""What the counter makes and sends out: deliveries with their recipes, runs with their stops."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from backend.shop.dashboard import today
from backend.shop.dashboard.today import DayDelivery
from backend.shop.delivery import runs
from backend.shop.delivery.models import Run
from backend.shop.delivery.routing import Waypoint, proposed
from backend.shop.kit.clock import local_day
from backend.shop.orders import making, selectors
from backend.shop.orders.errors import DeliveryNotFound
from backend.shop.orders.models import Delivery, DeliveryProof, Order, OrderLine
from backend.shop.orders.rules import SOLD, DeliveryStatus, TakenStem
from backend.shop.settings.selectors import shop

_D = DeliveryStatus
_UNMADE = (_D.SCHEDULED, _D.PREPARING)
_IN_THE_WORKROOM = (*_UNMADE, _D.READY)


@dataclass(frozen=True, slots=True)
class WorkLine:
    """`quantity` pieces that are still wanted; `stems` are what all of them take together."""

    product_name: str
    variant_label: str
    image_url: str
    quantity: int
    stems: tuple[TakenStem, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """A delivery as its maker and its sender see it. `undo_until` is None where nothing can be taken back."""

    day: DayDelivery
    making_day: dt.date
    safe_place: str
    ribbon_text: str
    lines: tuple[WorkLine, ...]
    undo_until: datetime | None
    failed_reason: str | None
    proof: DeliveryProof | None


def to_make(session: Session, *, day: dt.date, now: datetime) -> list[Work]:
    """What the workroom makes on a local day, until it leaves: services first, then what is due first.

    Today has, too, what was to be made before and is not, as long as it can still go out.
    """
    wanted = and_(Delivery.making_day == day, Delivery.status.in_(_IN_THE_WORKROOM))
    if day == local_day(now, shop(session).time_zone):
        overdue = and_(Delivery.making_day < day, Delivery.date >= day, Delivery.status.in_(_UNMADE))
        wanted = or_(wanted, overdue)
    return _works(session, and_(wanted, Order.status.in_(SOLD)), now=now)


def to_deliver(session: Session, *, day: dt.date, now: datetime) -> list[Work]:
    """What goes out or is fetched on a local day, done or not."""
    wanted = and_(Delivery.date == day, Delivery.status != _D.CANCELLED, Order.status.in_(SOLD))
    return _works(session, wanted, now=now)


def one(session: Session, delivery_id: UUID, *, now: datetime) -> Work:
    """One delivery, whatever became of it. Raises DeliveryNotFound."""
    found = _works(session, Delivery.id == delivery_id, now=now)
    if not found:
        raise DeliveryNotFound
    return found[0]


def runs_of(session: Session, day: dt.date) -> list[tuple[Run, list[UUID]]]:
    """The runs of a local day with their stops in order; what got another day since is no stop any more."""
    driven = selectors.driven_on(session, day)
    return [(run, _still(run, driven)) for run in runs.of_day(session, day)]


def stops_of(session: Session, run: Run) -> list[UUID]:
    """The stops of one run, as `runs_of` tells them."""
    return _still(run, selectors.driven_on(session, run.date))


def proposal(session: Session, run_id: UUID, *, now: datetime) -> list[UUID]:
    """The run's stops in the order in which they should be driven; those that are done stay in front."""
    stops = stops_of(session, runs.read(session, run_id))
    days = {each.day.id: each.day for each in _works(session, Delivery.id.in_(stops), now=now)}
    done = [each for each in stops if days[each].status is _D.DELIVERED]
    ahead = [
        Waypoint(each.id, each.due_at, each.zone or "", each.postcode or "")
        for each in days.values()
        if each.status is not _D.DELIVERED
    ]
    return [*done, *proposed(ahead)]


def _still(run: Run, driven: Collection[UUID]) -> list[UUID]:
    return [stop.delivery_id for stop in run.stops if stop.delivery_id in driven]


def _query(wanted: ColumnElement[bool]) -> Select[Delivery]:
    return (
        select(Delivery)
        .join(Delivery.order)
        .where(wanted)
        .options(contains_eager(Delivery.order).selectinload(Order.history), selectinload(Delivery.lines))
    )


def _works(session: Session, wanted: ColumnElement[bool], *, now: datetime) -> list[Work]:
    rows = session.scalars(_query(wanted)).all()
    days = {each.id: each for each in today.described(session, rows, now=now)}
    recipes = making.recipes_of(session, rows)
    proofs = selectors.proofs(session, days)
    found = [_work(row, days[row.id], recipes, proofs.get(row.id), now) for row in rows]
    return sorted(found, key=lambda each: today.urgency(each.day))


def _work(
    row: Delivery,
    day: DayDelivery,
    recipes: Mapping[UUID, tuple[TakenStem, ...]],
    proof: DeliveryProof | None,
    now: datetime,
) -> Work:
    undo = selectors.undo_step(row.order, row.id, now=now)
    return Work(
        day=day,
        making_day=row.making_day,
        safe_place=row.recipient.get("safe_place") or "",
        ribbon_text=row.recipient.get("ribbon_text") or "",
        lines=tuple(_line(line, recipes[line.id]) for line in row.lines if line.quantity > line.cancelled),
        undo_until=undo.until if undo else None,
        failed_reason=selectors.failed_reason(row.order, row.id),
        proof=proof,
    )


def _line(line: OrderLine, stems: tuple[TakenStem, ...]) -> WorkLine:
    return WorkLine(
        product_name=line.product_name,
        variant_label=line.variant_label,
        image_url=line.image_url,
        quantity=line.quantity - line.cancelled,
        stems=stems,
    )
