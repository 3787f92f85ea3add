"""Rates of tax by place and class of goods, what busy days cost more, and promotions."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base


class TaxRate(Base):
    """A rate for the postcodes `low..high` of a country, in parts per million; no row means no tax.

    Without a `tax_class` it is that of every class without a row of its own.
    """

    __tablename__ = "tax_rate"
    __table_args__ = (
        CheckConstraint("rate_ppm between 0 and 1000000", name="rate"),
        CheckConstraint("low <= high", name="postcodes"),
        CheckConstraint("tax_class in ('standard', 'reduced', 'food')", name="tax_class"),
        Index(None, "country", "low"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    country: Mapped[str]
    region: Mapped[str]
    name: Mapped[str]
    low: Mapped[str]
    high: Mapped[str]
    rate_ppm: Mapped[int]
    tax_class: Mapped[str | None]


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


class Promotion(Base):
    """What takes something off an order: by its `code` (folded), or by itself where it has none.

    Amounts in minor units of the shop's currency. `starts_on` and `ends_on` are local days of the shop, both
    included, by the day of ordering. Without products and categories everything takes part; `minimum` is for
    the sum of all items. Its uses are counted by the ledger.
    """

    __tablename__ = "promotion"
    __table_args__ = (
        CheckConstraint("kind in ('percent', 'amount', 'free_delivery', 'buy_x')", name="kind"),
        CheckConstraint(
            "(kind = 'percent') = (percent is not null) and (kind = 'amount') = (amount is not null)"
            " and (kind = 'buy_x') = (buy is not null) and (kind = 'buy_x') = (get is not null)",
            name="gives",
        ),
        CheckConstraint("percent between 1 and 100 and amount > 0 and buy > 0 and get > 0", name="worth"),
        CheckConstraint("starts_on <= ends_on", name="days"),
        CheckConstraint("minimum >= 0 and per_customer > 0 and total_limit > 0", name="limits"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    code: Mapped[str | None] = mapped_column(unique=True)
    kind: Mapped[str]
    percent: Mapped[int | None]
    amount: Mapped[int | None]
    buy: Mapped[int | None]
    get: Mapped[int | None]
    minimum: Mapped[int | None]
    product_ids: Mapped[list[int]] = mapped_column(ARRAY(Integer), server_default=text("'{}'"))
    category_ids: Mapped[list[int]] = mapped_column(ARRAY(Integer), server_default=text("'{}'"))
    first_order: Mapped[bool] = mapped_column(server_default=text("false"))
    per_customer: Mapped[int | None]
    total_limit: Mapped[int | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    combines: Mapped[bool] = mapped_column(server_default=text("false"))
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    version: Mapped[int] = mapped_column(server_default=text("1"))
