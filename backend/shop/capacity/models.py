"""The ledger of everything that runs out: buckets, one hold per delivery, and its demand lines.

Nobody but `services.change` writes `reserved`, holds or demand lines (docs/algorithms/capacity.md).
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base


class CapacityBucket(Base):
    """`capacity` units of a thing, usable on `usable_from..usable_to` while `open` and before `cutoff_at`.

    `ref` names the thing in its room: a slot, a lot, half a workroom day. `overbooked` is a fact accepted by
    a person and never sellable. Buckets are locked in `(lock_rank, id)` order.
    """

    __tablename__ = "capacity_bucket"
    __table_args__ = (
        CheckConstraint(
            "kind in ('promotion_uses', 'stem_lot', 'workroom_minutes', 'van_minutes', 'slot_stops')",
            name="kind",
        ),
        CheckConstraint("capacity >= 0 and overbooked >= 0", name="not_negative"),
        CheckConstraint("0 <= reserved and reserved <= capacity + overbooked", name="never_oversold"),
        CheckConstraint("usable_from <= usable_to", name="usable"),
        UniqueConstraint("kind", "ref"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    kind: Mapped[str]
    ref: Mapped[str]
    capacity: Mapped[int]
    overbooked: Mapped[int] = mapped_column(server_default=text("0"))
    reserved: Mapped[int] = mapped_column(server_default=text("0"))
    open: Mapped[bool] = mapped_column(server_default=text("true"))
    usable_from: Mapped[date]
    usable_to: Mapped[date]
    cutoff_at: Mapped[datetime | None]
    lock_rank: Mapped[int]


class Hold(Base):
    """What one delivery has reserved; its key is the delivery's. Only what is merely held expires."""

    __tablename__ = "hold"
    __table_args__ = (Index(None, "expires_at", postgresql_where=text("expires_at is not null")),)

    delivery_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(server_default=text("1"))
    expires_at: Mapped[datetime | None]


class DemandLine(Base):
    """`quantity` of a bucket for use on a local day. Live while `state` is held or confirmed.

    No foreign key to the bucket: it would lock buckets out of order (docs/decisions/0001).
    """

    __tablename__ = "demand_line"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("state in ('held', 'confirmed', 'consumed', 'released', 'expired')", name="state"),
        Index(None, "bucket_id", postgresql_where=text("state in ('held', 'confirmed')")),
        Index(None, "delivery_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("hold.delivery_id"))
    bucket_id: Mapped[int] = mapped_column(BigInteger)
    quantity: Mapped[int]
    use_on: Mapped[date]
    state: Mapped[str]
