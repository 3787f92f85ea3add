"""What bouquets are made of: stems and other stock items, their lots, the recipes that use them, and who
brings them: suppliers with their standing days, and the orders at them.
"""

from datetime import date, datetime, time

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.db import Base


class Supplier(Base):
    """Who brings stems. Of one that is not active nothing is planned."""

    __tablename__ = "supplier"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(server_default="")
    phone: Mapped[str] = mapped_column(server_default="")
    note: Mapped[str] = mapped_column(server_default="")
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    version: Mapped[int] = mapped_column(server_default=text("1"))


class Stem(Base):
    """A kind of stem, or a stock item that does not die (a vase: `perishable` is false).

    `vase_days` is what the shop promises from the making day on; `unit_cost` is in minor units. `supplier_id`
    and `lead_days` say where and how long before one orders what nobody brings on standing days.
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
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"))
    version: Mapped[int] = mapped_column(server_default=text("1"))


class StemSubstitute(Base):
    """What may stand in for a stem, the best first."""

    __tablename__ = "stem_substitute"
    __table_args__ = (CheckConstraint("stem_id <> substitute_id", name="another"),)

    stem_id: Mapped[int] = mapped_column(ForeignKey("stem.id"), primary_key=True)
    substitute_id: Mapped[int] = mapped_column(ForeignKey("stem.id"), primary_key=True)
    position: Mapped[int]


class StemSupply(Base):
    """What a supplier can bring of a stem on each of these weekdays; see `rules.planning.Standing`.

    It comes at the wall time `arrives`, in bunches of `bunch`.
    """

    __tablename__ = "stem_supply"
    __table_args__ = (
        UniqueConstraint("supplier_id", "stem_id"),
        CheckConstraint("quantity >= 0", name="quantity"),
        CheckConstraint("bunch > 0", name="bunch"),
        CheckConstraint("order_days_before >= 0", name="order_days_before"),
        CheckConstraint(
            "first_month between 1 and 12 and last_month between 1 and 12",
            name="months",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"))
    stem_id: Mapped[int] = mapped_column(ForeignKey("stem.id"), index=True)
    weekdays: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    quantity: Mapped[int]
    bunch: Mapped[int] = mapped_column(server_default=text("1"))
    arrives: Mapped[time]
    order_days_before: Mapped[int]
    first_month: Mapped[int] = mapped_column(server_default=text("1"))
    last_month: Mapped[int] = mapped_column(server_default=text("12"))
    version: Mapped[int] = mapped_column(server_default=text("1"))


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
    is what one of it cost, in minor units of the stem's currency, where somebody has said so. One that is
    planned from a standing supply keeps that supply and its day for good: a supplier's day has one lot.
    """

    __tablename__ = "stem_lot"
    __table_args__ = (
        CheckConstraint("state in ('planned', 'ordered', 'arrived')", name="state"),
        CheckConstraint("quantity >= 0", name="quantity"),
        CheckConstraint("unit_cost >= 0", name="unit_cost"),
        UniqueConstraint("supply_id", "planned_for"),
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
    supply_id: Mapped[int | None] = mapped_column(ForeignKey("stem_supply.id"))
    planned_for: Mapped[date | None]

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


class PurchaseOrder(Base):
    """An order at a supplier, to arrive on a local day; its states are `rules.purchase.PurchaseState`."""

    __tablename__ = "purchase_order"
    __table_args__ = (
        CheckConstraint("state in ('open', 'sent', 'arrived', 'cancelled')", name="state"),
        Index(None, "arrives_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"))
    arrives_on: Mapped[date]
    state: Mapped[str] = mapped_column(server_default="open")
    version: Mapped[int] = mapped_column(server_default=text("1"))

    supplier: Mapped[Supplier] = relationship()
    lines: Mapped[list["PurchaseLine"]] = relationship(order_by="PurchaseLine.id")


class PurchaseLine(Base):
    """What was ordered of a stem and what came (None: not known yet), at `unit_cost` each.

    The lot is its alone while the order lives; a cancelled order lets go of it.
    """

    __tablename__ = "purchase_line"
    __table_args__ = (
        CheckConstraint("ordered > 0", name="ordered"),
        CheckConstraint("received >= 0", name="received"),
        CheckConstraint("unit_cost >= 0", name="unit_cost"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("purchase_order.id"), index=True)
    stem_id: Mapped[int] = mapped_column(ForeignKey("stem.id"))
    lot_id: Mapped[int | None] = mapped_column(ForeignKey("stem_lot.id"), unique=True)
    ordered: Mapped[int]
    received: Mapped[int | None]
    unit_cost: Mapped[int]

    stem: Mapped[Stem] = relationship()
