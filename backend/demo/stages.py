"""Carries the demo's orders on: made, on the van, at the door, each step a little before now at any hour."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from backend.demo.plans import Planned
from backend.shop.accounts.rules import Role
from backend.shop.accounts.selectors import Person
from backend.shop.capacity import selectors as ledger
from backend.shop.capacity import services as capacity
from backend.shop.capacity.services import HoldChange, HoldState
from backend.shop.checkout.services.door import move_deliveries
from backend.shop.delivery.models import Run, RunStop
from backend.shop.kit import ids
from backend.shop.orders.models import Delivery, DeliveryProof, Order
from backend.shop.orders.rules import DeliveryStatus
from backend.shop.orders.services import Step

_D = DeliveryStatus
_WAY = (_D.PREPARING, _D.READY, _D.OUT_FOR_DELIVERY)
_BY = {_D.PREPARING: Role.FLORIST, _D.READY: Role.FLORIST}
_MADE = frozenset({_D.READY, _D.OUT_FOR_DELIVERY, _D.DELIVERED, _D.FAILED})
_STEP = timedelta(minutes=40)  # of the last steps, one minute earlier for each delivery


@dataclass(frozen=True, slots=True)
class Work:
    order: Order
    parcel: Delivery
    planned: Planned

    @property
    def stage(self) -> DeliveryStatus:
        return self.planned.wish.stage

    @property
    def ending(self) -> str:
        return self.planned.wish.ending


def carry_on(session: Session, work: Sequence[Work], *, now: datetime, staff: Mapping[Role, Person]) -> None:
    """Moves each delivery to its stage; what is made has used up its stems, what was driven is on a run."""
    for number, each in enumerate(work):
        _move(session, each, at=now - timedelta(minutes=number % 40), staff=staff)
    _add_run(session, "Morning", _driven(work), driver=staff[Role.DRIVER], at=now)
    _consume(session, [each for each in work if each.stage in _MADE])


def _move(session: Session, each: Work, *, at: datetime, staff: Mapping[Role, Person]) -> None:
    """`at` is one step after the last."""
    steps = _steps(each.stage)
    for left, status in zip(range(len(steps), 0, -1), steps, strict=True):
        who = staff[_BY.get(status, Role.DRIVER)].who
        why = each.ending if status is _D.FAILED else ""
        step = Step(at - left * _STEP, who, why)
        move_deliveries(session, order=each.order, parcels=[each.parcel], to=status, step=step)
    if each.stage is _D.DELIVERED:
        proof = DeliveryProof(delivery_id=each.parcel.id, at=step.at, who=who, received_by=each.ending)
        session.add(proof)


def _steps(stage: DeliveryStatus) -> tuple[DeliveryStatus, ...]:
    if stage is _D.SCHEDULED:
        return ()
    return _WAY[: _WAY.index(stage) + 1] if stage in _WAY else (*_WAY, stage)


def _driven(work: Iterable[Work]) -> list[Work]:
    on_the_way = (_D.DELIVERED, _D.FAILED, _D.OUT_FOR_DELIVERY)
    driven = [each for each in work if each.stage in on_the_way]
    return sorted(driven, key=lambda each: on_the_way.index(each.stage))


def _add_run(session: Session, name: str, driven: Sequence[Work], *, driver: Person, at: datetime) -> None:
    if not driven:
        return
    stops = [RunStop(delivery_id=each.parcel.id, position=place) for place, each in enumerate(driven, 1)]
    session.add(
        Run(
            id=ids.new_id(),
            date=driven[0].parcel.date,
            name=name,
            driver_id=driver.id,
            created_at=at - len(_WAY) * _STEP,
            stops=stops,
        )
    )
    session.flush()


def _consume(session: Session, made: Sequence[Work]) -> None:
    """The stems of what is ready are gone: their lots' capacity and what they hold fall together."""
    taken = {demand.bucket_id for each in made for demand in each.planned.plan.demand}
    lots = {key for key, bucket in ledger.buckets(session, taken).items() if bucket.kind == "stem_lot"}
    changes = []
    for each in made:
        hold = ledger.hold(session, each.parcel.id)
        stems = tuple(demand for demand in each.planned.plan.demand if demand.bucket_id in lots)
        if hold is not None and stems:
            changes.append(HoldChange(each.parcel.id, hold.version, stems, HoldState.CONSUMED))
    capacity.change(session, changes=changes)
