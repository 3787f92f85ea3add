"""What a driver's phone says of a stop, whenever it gets through: heard twice it moves nothing twice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend import db
from backend.shop.checkout.errors import StopNotFound
from backend.shop.checkout.services import deliver, parcels
from backend.shop.checkout.services.deliver import Proof
from backend.shop.checkout.services.parcels import Seen
from backend.shop.delivery import runs
from backend.shop.orders import proofs
from backend.shop.orders.proofs import Deed
from backend.shop.orders.rules import DeliveryStatus
from backend.shop.orders.selectors import last_move
from backend.shop.orders.services import Step

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, Order

_D = DeliveryStatus


class Outcome(StrEnum):
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Report:
    """One deed at a stop; `said_at` is the phone's own time, which tells it from the next of its kind."""

    delivery_id: UUID
    outcome: Outcome
    said_at: datetime
    proof: Proof
    reason: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose phone it is (`who` of the history), and the runs that it may speak for."""

    who: str
    run_ids: Collection[UUID]


def report(*, speaker: Speaker, said: Report, now: datetime) -> DeliveryStatus:
    """Moves the delivery as the driver says, once; answers where it is now.

    Raises StopNotFound for a delivery that is on none of the speaker's runs, and what `deliver.arrive` and
    `deliver.fail` raise.
    """
    with db.transaction() as session:
        order, parcel = parcels.opened(session, Seen(said.delivery_id, None))
        deed = Deed(said.delivery_id, said.outcome, said.said_at)
        heard_from = proofs.heard_from(session, deed)
        if heard_from not in speaker.run_ids:
            run_id = check_stop(session, delivery_id=parcel.id, run_ids=speaker.run_ids)
            if parcel.status != said.outcome:
                _move(
                    session, order, parcel, said, Step(_told_at(order, said, now), speaker.who, said.reason)
                )
            if heard_from is None:
                proofs.hear(session, deed=deed, run_id=run_id, step=Step(now, speaker.who, ""))
        return DeliveryStatus(parcel.status)


def check_stop(session: Session, *, delivery_id: UUID, run_ids: Collection[UUID]) -> UUID:
    """The run of these that the delivery is a stop of. Raises StopNotFound."""
    run_id = runs.run_of(session, delivery_id)
    if run_id is None or run_id not in run_ids:
        raise StopNotFound("The shop has taken this stop off your run. Please call the shop.")
    return run_id


def _told_at(order: Order, said: Report, now: datetime) -> datetime:
    """When it happened: by the phone's clock, but neither to come nor before what came before it."""
    last = last_move(order, said.delivery_id)
    return max(min(said.said_at, now), last.at if last else order.placed_at)


def _move(session: Session, order: Order, parcel: Delivery, said: Report, step: Step) -> None:
    if parcel.status == _D.READY and parcel.method == "van":  # nobody has pressed that the van has left
        deliver.go_out(session, order=order, parcel=parcel, step=replace(step, why=""))
    if said.outcome is Outcome.DELIVERED:
        deliver.arrive(session, order=order, parcel=parcel, proof=said.proof, step=replace(step, why=""))
    else:
        deliver.fail(session, order=order, parcel=parcel, step=step)
