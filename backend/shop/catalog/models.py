"""What the shop sells: categories, occasions, colors, products with their sizes and pictures."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.db import Base


class Category(Base):
    __tablename__ = "category"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    position: Mapped[int] = mapped_column(server_default=text("0"))


class Occasion(Base):
    __tablename__ = "occasion"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    position: Mapped[int] = mapped_column(server_default=text("0"))


class Color(Base):
    __tablename__ = "color"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    position: Mapped[int] = mapped_column(server_default=text("0"))


product_occasion = Table(
    "product_occasion",
    Base.metadata,
    Column("product_id", ForeignKey("product.id", ondelete="CASCADE"), primary_key=True),
    Column("occasion_id", ForeignKey("occasion.id"), primary_key=True, index=True),
)
product_color = Table(
    "product_color",
    Base.metadata,
    Column("product_id", ForeignKey("product.id", ondelete="CASCADE"), primary_key=True),
    Column("color_id", ForeignKey("color.id"), primary_key=True, index=True),
)


class Product(Base):
    """A bouquet, plant, gift or add-on. `season_from`/`season_to` are months and may wrap over New Year."""

    __tablename__ = "product"
    __table_args__ = (
        CheckConstraint("status in ('draft', 'active', 'archived')", name="status"),
        CheckConstraint("kind in ('bouquet', 'plant', 'gift', 'addon')", name="kind"),
        CheckConstraint("season_from between 1 and 12 and season_to between 1 and 12", name="season"),
        CheckConstraint("lead_minutes >= 0", name="lead_minutes"),
        CheckConstraint("tax_class in ('standard', 'reduced', 'food', 'exempt')", name="tax_class"),
        Index(None, "category_id", "position"),
        Index(None, "position", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(doc="the name folded for sorting: no accents, no case")
    search_key: Mapped[str] = mapped_column(doc="every word it is found by, folded, each after a space")
    summary: Mapped[str]
    description: Mapped[str]
    care: Mapped[str]
    status: Mapped[str] = mapped_column(server_default="draft")
    kind: Mapped[str]
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    season_from: Mapped[int] = mapped_column(server_default=text("1"))
    season_to: Mapped[int] = mapped_column(server_default=text("12"))
    pet_safe: Mapped[bool | None] = mapped_column(doc="not known to be toxic to cats or dogs; None: no plant")
    pollen_free: Mapped[bool | None]
    pet_note: Mapped[str | None]
    position: Mapped[int] = mapped_column(server_default=text("0"), doc="the featured order")
    lead_minutes: Mapped[int] = mapped_column(
        server_default=text("0"), doc="the notice that it needs before a slot begins"
    )
    tax_class: Mapped[str] = mapped_column(server_default="standard", doc="an exempt one is never taxed")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    version: Mapped[int] = mapped_column(server_default=text("1"))

    category: Mapped[Category] = relationship()
    occasions: Mapped[list[Occasion]] = relationship(secondary=product_occasion, order_by=Occasion.position)
    colors: Mapped[list[Color]] = relationship(secondary=product_color, order_by=Color.position)
    variants: Mapped[list["Variant"]] = relationship(back_populates="product", order_by="Variant.position")
    pictures: Mapped[list["Picture"]] = relationship(back_populates="product", order_by="Picture.position")


class Variant(Base):
    """A size of a product. `price` in minor units of `currency`; `make_minutes` is workroom time for one."""

    __tablename__ = "variant"
    __table_args__ = (
        CheckConstraint("price >= 0", name="price"),
        CheckConstraint("make_minutes >= 0", name="make_minutes"),
        UniqueConstraint("product_id", "size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id", ondelete="CASCADE"))
    sku: Mapped[str] = mapped_column(unique=True)
    size: Mapped[str]
    label: Mapped[str]
    price: Mapped[int]
    currency: Mapped[str]
    make_minutes: Mapped[int]
    position: Mapped[int] = mapped_column(server_default=text("0"))
    active: Mapped[bool] = mapped_column(server_default=text("true"))

    product: Mapped[Product] = relationship(back_populates="variants")


class Picture(Base):
    """A picture of a product, `width` x `height` pixels at its largest; `renditions` is [{url, width}]."""

    __tablename__ = "picture"
    __table_args__ = (UniqueConstraint("product_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id", ondelete="CASCADE"))
    position: Mapped[int]
    alt: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    renditions: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)

    product: Mapped[Product] = relationship(back_populates="pictures")
