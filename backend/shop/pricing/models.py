"""Rates of sales tax by place, and what busy days cost more."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base


class TaxRate(Base):
    """A rate for the postcodes `low..high` of a country, in parts per million; no row means no tax."""

    __tablename__ = "tax_rate"
    __table_args__ = (
        CheckConstraint("rate_ppm between 0 and 1000000", name="rate"),
        CheckConstraint("low <= high", name="postcodes"),
        Index(None, "country", "low"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    country: Mapped[str]
    region: Mapped[str]
    name: Mapped[str]
    low: Mapped[str]
    high: Mapped[str]
    rate_ppm: Mapped[int]


class Surge(Base):
    """Delivery costs `amount` more from local day `first` to `last`, and again as the RFC 5545 `rule` says.

    Everywhere, or in one zone; minor units of the shop's currency. `name` is what customers read.
    """

    __tablename__ = "surge"
    __table_args__ = (
        CheckConstraint("first <= last", name="days"),
        CheckConstraint("amount > 0", name="amount"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    first: Mapped[date]
    last: Mapped[date]
    rule: Mapped[str] = mapped_column(server_default="")
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id"))
    amount: Mapped[int]
    name: Mapped[str]
