"""The one row of facts about the shop itself."""

from datetime import time
from typing import Any

from sqlalchemy import CheckConstraint, String, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base


class Shop(Base):
    """Name, address, zone of time and money; `rules_version` rises with every change of a delivery rule.

    `florists` with `florist_minutes` each and `vans` with `van_minutes` each are those of a usual day.
    The workroom works from `workroom_opens` to `workroom_noon` and from there until it closes, by its clock.
    `closed_holidays` are names of public holidays of its country and region.
    """

    __tablename__ = "shop"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("delivery_tax in ('standard', 'goods', 'none')", name="delivery_tax"),
        CheckConstraint(
            "workroom_opens < workroom_noon and workroom_noon < workroom_closes", name="workroom_hours"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, default=1, autoincrement=False)
    name: Mapped[str]
    tagline: Mapped[str] = mapped_column(server_default="")
    phone: Mapped[str]
    email: Mapped[str]
    line1: Mapped[str]
    city: Mapped[str]
    region: Mapped[str]
    postcode: Mapped[str]
    country: Mapped[str]
    time_zone: Mapped[str]
    currency: Mapped[str]
    locale: Mapped[str]
    tax_sourcing: Mapped[str] = mapped_column(server_default="destination")  # or origin
    prices_include_tax: Mapped[bool] = mapped_column(server_default=text("false"))
    delivery_tax: Mapped[str] = mapped_column(
        server_default="standard", doc="the fee's: standard, that of its goods, or none"
    )
    tips: Mapped[bool] = mapped_column(server_default=text("true"), doc="whether the cart takes one")
    card_message_limit: Mapped[int] = mapped_column(server_default=text("300"))
    opening_hours: Mapped[list[Any]] = mapped_column(JSONB, server_default=text("'[]'"))
    cancel_minutes_before_cutoff: Mapped[int] = mapped_column(server_default=text("0"))
    live_orders_per_address: Mapped[int] = mapped_column(server_default=text("20"))
    florists: Mapped[int] = mapped_column(server_default=text("2"))
    florist_minutes: Mapped[int] = mapped_column(server_default=text("450"))
    workroom_opens: Mapped[time] = mapped_column(server_default=text("'06:00'"))
    workroom_noon: Mapped[time] = mapped_column(server_default=text("'11:00'"))
    workroom_closes: Mapped[time] = mapped_column(server_default=text("'16:00'"))
    vans: Mapped[int] = mapped_column(server_default=text("2"))
    van_minutes: Mapped[int] = mapped_column(server_default=text("480"))
    closed_holidays: Mapped[list[str]] = mapped_column(ARRAY(String), server_default=text("'{}'"))
    rules_version: Mapped[int] = mapped_column(server_default=text("1"))
