"""Rates of sales tax by place."""

from sqlalchemy import CheckConstraint, Index
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
