"""Delivering: out with the van, then handed over with its proof, or not taken with its reason.

Whoever ordered is told of each in a letter of its own; that of the start waits for as long as a wrong press
may be taken back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend import db
from backend.shop.checkout.errors import ProofMissing, ReasonMissing
from backend.shop.checkout.services import door, parcels
from backend.shop.checkout.services.parcels import Seen
from backend.shop.kit.news import DeliveryMoved, announce
from backend.shop.orders import proofs
from backend.shop.orders.rules import UNDO_WINDOW, DeliveryStatus
from backend.shop.orders.services import Step

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, Order

_D = DeliveryStatus


@dataclass(frozen=True, slots=True)
class Proof:
    """Who took it, or where it was left; a photo of it at the door."""

    received_by: str = ""
    photo_id: UUID | None = None

    @property
    def is_empty(self) -> bool:
        return not self.received_by and self.photo_id is None


def send_out(*, seen: Seen, step: Step) -> None:
    """The van has left with it. Raises what `parcels.opened` raises, and IllegalMove."""
    with db.transaction() as session:
        order, parcel = parcels.opened(session, seen)
        go_out(session, order=order, parcel=parcel, step=step)


def hand_over(*, seen: Seen, proof: Proof, step: Step) -> None:
    """It has arrived or was collected. Raises as `send_out`, and ProofMissing and PhotoNotFound."""
    with db.transaction() as session:
        order, parcel = parcels.opened(session, seen)
        arrive(session, order=order, parcel=parcel, proof=proof, step=step)


def report_failure(*, seen: Seen, step: Step) -> None:
    """Nobody took it; `step.why` says why, in words that the buyer may read. Raises ReasonMissing too."""
    with db.transaction() as session:
        order, parcel = parcels.opened(session, seen)
        fail(session, order=order, parcel=parcel, step=step)


def go_out(session: Session, *, order: Order, parcel: Delivery, step: Step) -> None:
    """`send_out` in the caller's transaction."""
    moved, *_ = door.move_deliveries(
        session, order=order, parcels=[parcel], to=_D.OUT_FOR_DELIVERY, step=step
    )
    announce(session, DeliveryMoved(order_id=order.id, move_id=moved.id), not_before=step.at + UNDO_WINDOW)


def arrive(session: Session, *, order: Order, parcel: Delivery, proof: Proof, step: Step) -> None:
    """`hand_over` in the caller's transaction. Flowers that are fetched need no proof."""
    if parcel.method == "van" and proof.is_empty:
        raise ProofMissing("Please say who took it or where it was left, or add a photo.")
    moved, *_ = door.move_deliveries(session, order=order, parcels=[parcel], to=_D.DELIVERED, step=step)
    if not proof.is_empty:
        proofs.write_proof(
            session, parcel=parcel, received_by=proof.received_by, photo_id=proof.photo_id, step=step
        )
    if parcel.method == "van":
        announce(session, DeliveryMoved(order_id=order.id, move_id=moved.id))


def fail(session: Session, *, order: Order, parcel: Delivery, step: Step) -> None:
    """`report_failure` in the caller's transaction."""
    if not step.why:
        raise ReasonMissing("Please say why it could not be delivered.")
    moved, *_ = door.move_deliveries(session, order=order, parcels=[parcel], to=_D.FAILED, step=step)
    announce(session, DeliveryMoved(order_id=order.id, move_id=moved.id))
