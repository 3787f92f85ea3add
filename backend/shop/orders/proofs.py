"""Proof of delivery: who took it, and photos, kept as rows so that backups and transactions hold them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.shop.orders.errors import PhotoNotFound, TooManyPhotos
from backend.shop.orders.models import Delivery, DeliveryProof, DriverDeed, Order, Photo
from backend.shop.orders.pictures import Picture, as_photo
from backend.shop.orders.services import Step

MOST_PHOTOS = 12  # of one delivery


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A picture of a delivery; its id is made from the delivery and the file, so that a file sent twice is
    one photo.
    """

    id: UUID
    delivery_id: UUID
    picture: Picture


def drawn(*, delivery_id: UUID, sent: bytes, mimetype: str) -> NewPhoto:
    """Takes the file apart, which takes its time: call it while no transaction is open. Raises NotAPhoto."""
    photo_id = uuid5(delivery_id, hashlib.sha256(sent).hexdigest())
    return NewPhoto(photo_id, delivery_id, as_photo(sent, mimetype))


def keep_photo(session: Session, *, new: NewPhoto, step: Step) -> Photo:
    """Keeps a photo of a delivery that is there. Raises TooManyPhotos."""
    there = session.scalars(select(Photo.id).where(Photo.delivery_id == new.delivery_id)).all()
    if new.id not in there and len(there) >= MOST_PHOTOS:
        raise TooManyPhotos(f"There are {len(there)} photos of this delivery already.")
    values = {
        "id": new.id,
        "delivery_id": new.delivery_id,
        "at": step.at,
        "who": step.who,
        "width": new.picture.width,
        "height": new.picture.height,
        "content": new.picture.content,
    }
    session.execute(insert(Photo).values(values).on_conflict_do_nothing())
    return session.get_one(Photo, new.id)


def write_proof(
    session: Session, *, parcel: Delivery, received_by: str, photo_id: UUID | None, step: Step
) -> None:
    """Says how a delivery ended. Raises PhotoNotFound for a photo that is not one of it."""
    if photo_id is not None:
        photo = session.get(Photo, photo_id)
        if photo is None or photo.delivery_id != parcel.id:
            raise PhotoNotFound("This photo is not one of this delivery.")
    proof = DeliveryProof(
        delivery_id=parcel.id, at=step.at, who=step.who, received_by=received_by, photo_id=photo_id
    )
    session.add(proof)
    session.flush()


def photo(session: Session, photo_id: UUID) -> Photo:
    """Any photo, for staff. Raises PhotoNotFound."""
    found = session.get(Photo, photo_id)
    if found is None:
        raise PhotoNotFound
    return found


def photo_of(session: Session, *, order: Order, photo_id: UUID) -> Photo:
    """The photo that proves a delivery of this order, for whoever may see the order. Raises PhotoNotFound."""
    query = select(DeliveryProof.photo_id).where(
        DeliveryProof.delivery_id.in_([each.id for each in order.deliveries]),
        DeliveryProof.photo_id == photo_id,
    )
    if session.scalar(query) is None:
        raise PhotoNotFound
    return photo(session, photo_id)


@dataclass(frozen=True, slots=True)
class Deed:
    """What tells one deed at a door from the next."""

    delivery_id: UUID
    outcome: str
    said_at: datetime


def heard_from(session: Session, deed: Deed) -> UUID | None:
    """The run whose driver has told this deed before; None: it is new."""
    known = session.get(DriverDeed, (deed.delivery_id, deed.outcome, deed.said_at))
    return known.run_id if known else None


def hear(session: Session, *, deed: Deed, run_id: UUID, step: Step) -> None:
    session.add(
        DriverDeed(
            delivery_id=deed.delivery_id,
            outcome=deed.outcome,
            said_at=deed.said_at,
            run_id=run_id,
            heard_at=step.at,
            who=step.who,
        )
    )
    session.flush()
