"""What bouquets are made of: stems and other stock items, their lots, the recipes that use them."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.db import Base


class Stem(Base):
    """A kind of stem, or a stock item that does not die (a vase: `perishable` is false).

    `vase_days` is what the shop promises from the making day on; `unit_cost` is in minor units.
    """

    __tablename__ = "stem"
    __table_args__ = (
        UniqueConstraint("species", "variety"),
        CheckConstraint("vase_days >= 0", name="vase_days"),
        CheckConstraint("unit_cost >= 0", name="unit_cost"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    species: Mapped[str]
    variety: Mapped[str]
    name: Mapped[str] = mapped_column(doc="what customers read of one: Freedom rose")
    plural: Mapped[str] = mapped_column(doc="its kind in a sentence: roses, salal")
    latin_name: Mapped[str] = mapped_column(server_default="")
    colors: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default=text("'{}'"))
    perishable: Mapped[bool] = mapped_column(server_default=text("true"))
    vase_days: Mapped[int]
    unit_cost: Mapped[int]
    currency: Mapped[str]
    reorder_point: Mapped[int] = mapped_column(server_default=text("0"))
    lead_days: Mapped[int] = mapped_column(server_default=text("2"))
    toxic_to_pets: Mapped[bool | None]
    note: Mapped[str] = mapped_column(server_default="")


class RecipeLine(Base):
    """How many of a stem one variant takes; `position` is the florist's order, the focal flower first."""

    __tablename__ = "recipe_line"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)

    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id", ondelete="CASCADE"), primary_key=True)
    stem_id: Mapped[int] = mapped_column(ForeignKey("stem.id"), primary_key=True, index=True)
    quantity: Mapped[int]
    position: Mapped[int] = mapped_column(server_default=text("0"))

    stem: Mapped[Stem] = relationship()


class StemLot(Base):
    """A delivery of one stem. It keeps its row and its bucket from planned through ordered to arrived.

    It serves a making day when `available_from <= window start` and
    `making day + vase_days <= vase_life_end` (`rules.NEVER` for what does not die, never NULL). `unit_cost`
    is what one of it cost, in minor units of the stem's currency, where somebody has said so.
    """

    __tablename__ = "stem_lot"
    __table_args__ = (
        CheckConstraint("state in ('planned', 'ordered', 'arrived')", name="state"),
        CheckConstraint("quantity >= 0", name="quantity"),
        CheckConstraint("unit_cost >= 0", name="unit_cost"),
        Index(None, "stem_id", "vase_life_end"),
        Index(None, "vase_life_end"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stem_id: Mapped[int] = mapped_column(ForeignKey("stem.id"))
    state: Mapped[str]
    quantity: Mapped[int]
    available_from: Mapped[datetime]
    vase_life_end: Mapped[date]
    bucket_id: Mapped[int] = mapped_column(ForeignKey("capacity_bucket.id"), unique=True)
    unit_cost: Mapped[int | None]
    version: Mapped[int] = mapped_column(server_default=text("1"))

    stem: Mapped[Stem] = relationship()


class LotMove(Base):
    """What happened to a lot by hand: `quantity` stems more (received, counted) or fewer (wasted, short)."""

    __tablename__ = "lot_move"
    __table_args__ = (
        CheckConstraint("kind in ('received', 'counted', 'wasted', 'short')", name="kind"),
        Index(None, "lot_id"),
        Index(None, "at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    lot_id: Mapped[int] = mapped_column(ForeignKey("stem_lot.id"))
    kind: Mapped[str]
    quantity: Mapped[int]
    reason: Mapped[str]
    at: Mapped[datetime]
    who: Mapped[str]
