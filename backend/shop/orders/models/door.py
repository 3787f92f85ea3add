"""What is kept of a delivery's end: the picture, the proof, what the driver's phone said."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base


class Photo(Base):
    """A picture of a delivery at its door, as WebP without whatever the camera wrote into it."""

    __tablename__ = "photo"
    __table_args__ = (Index(None, "delivery_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("delivery.id"))
    at: Mapped[datetime]
    who: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class DeliveryProof(Base):
    """How a delivery ended well: who took it, or where it was left, with a photo where there is one."""

    __tablename__ = "delivery_proof"

    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("delivery.id"), primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str]
    received_by: Mapped[str]
    photo_id: Mapped[UUID | None] = mapped_column(ForeignKey("photo.id"))


class DriverDeed(Base):
    """What a driver's phone has said, once: a phone that was offline may send the same again.

    `said_at` is the phone's own time of it; with the outcome it tells one deed of a delivery from the next.
    """

    __tablename__ = "driver_deed"
    __table_args__ = (CheckConstraint("outcome in ('delivered', 'failed')", name="outcome"),)

    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("delivery.id"), primary_key=True)
    outcome: Mapped[str] = mapped_column(primary_key=True)
    said_at: Mapped[datetime] = mapped_column(primary_key=True)
    run_id: Mapped[UUID] = mapped_column(doc="no foreign key: a deed outlives its run")
    heard_at: Mapped[datetime]
    who: Mapped[str]
