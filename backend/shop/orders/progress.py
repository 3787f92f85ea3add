"""What a letter may say of one step of a delivery on its way: to whoever ordered, never to who receives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from backend.shop.orders import links, selectors
from backend.shop.orders.errors import OrderNotFound
from backend.shop.orders.letters import LetterDelivery, delivery_facts
from backend.shop.orders.models import OrderMove, Photo
from backend.shop.orders.rules import DeliveryStatus


@dataclass(frozen=True, slots=True)
class ProgressFacts:
    """A step and its delivery. `stands` is False once an "on its way" is taken back or overtaken.

    `photo` is WebP, `received_by` and `reason` are empty where the step has none.
    """

    to: DeliveryStatus
    at: datetime
    stands: bool
    number: str
    buyer_name: str
    buyer_email: str
    access_token: str
    delivery: LetterDelivery
    reason: str
    received_by: str
    photo: bytes | None


def progress_facts(session: Session, move_id: int) -> ProgressFacts:
    """The step that a history row tells of. Raises OrderNotFound for one that is no step of a delivery."""
    move = session.get(OrderMove, move_id)
    if move is None or move.delivery_id is None:
        raise OrderNotFound
    order = selectors.whole(session, move.order_id)
    parcel = next(each for each in order.deliveries if each.id == move.delivery_id)
    last = selectors.last_move(order, parcel.id)
    to = DeliveryStatus(move.to_status)
    proof = selectors.proofs(session, [parcel.id]).get(parcel.id)
    photo = session.get(Photo, proof.photo_id) if proof and proof.photo_id else None
    return ProgressFacts(
        to=to,
        at=move.at,
        stands=to is not DeliveryStatus.OUT_FOR_DELIVERY or last is move,
        number=order.number,
        buyer_name=order.buyer_name,
        buyer_email=order.buyer_email,
        access_token=links.access_token(order.id),
        delivery=delivery_facts(parcel),
        reason=move.why if to is DeliveryStatus.FAILED else "",
        received_by=proof.received_by if proof else "",
        photo=photo.content if photo else None,
    )
