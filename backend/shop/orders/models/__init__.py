"""Orders with one or more deliveries, their frozen lines, and a history row for every move."""

import datetime as dt
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.db import Base
from backend.shop.orders.models.door import DeliveryProof, DriverDeed, Photo
from backend.shop.orders.models.substitutions import StemSwap, SubstitutionProposal

__all__ = ["DeliveryProof", "DriverDeed", "Photo", "StemSwap", "SubstitutionProposal"]

# How a buyer is looked for: any word's beginning, the end of the phone's digits, the beginning of the e-mail.
BUYER_WORDS = (
    "to_tsvector('simple', regexp_replace(normalize(lower(buyer_name), NFD), '[\u0300-\u036f]', '', 'g'))"
)
BUYER_PHONE = "reverse(regexp_replace(buyer_phone, '[^0-9]', '', 'g'))"
BUYER_EMAIL = "lower(buyer_email)"


class Order(Base):
    """What was promised for how much. Amounts are minor units of `currency`, frozen when it was placed."""

    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint(
            "total = items - discount + delivery_fee + (case when tax_included then 0 else tax end) + tip",
            name="parts_make_the_whole",
        ),
        CheckConstraint(
            "items >= 0 and delivery_fee >= 0 and tax >= 0 and discount >= 0 and tip >= 0",
            name="not_negative",
        ),
        CheckConstraint("0 <= credit and credit <= total", name="credit"),
        CheckConstraint(
            "substitution in ('match_color', 'match_flower', 'ask', 'refund')", name="substitution"
        ),
        CheckConstraint("channel in ('web', 'phone', 'counter')", name="channel"),
        CheckConstraint("(channel = 'web') = (taken_by is null)", name="taken_by"),
        Index(
            "uq_orders_live_pending_per_cart",
            "cart_id",
            unique=True,
            postgresql_where=text("status = 'pending_payment'"),
        ),
        Index(None, "placed_at"),
        Index("ix_orders_cart_id", "cart_id"),
        Index(None, "account_id", "placed_at"),
        Index(
            "ix_orders_unclaimed",
            text("lower(buyer_email)"),
            postgresql_where=text("account_id is null"),
        ),
        Index("ix_orders_buyer_email", text("lower(buyer_email)")),
        Index(
            "ix_orders_live_per_address",
            "client_address",
            postgresql_where=text("status = 'pending_payment'"),
        ),
        Index(None, "due_at", postgresql_where=text("due_at is not null")),
        Index("ix_orders_buyer_words", text(BUYER_WORDS), postgresql_using="gin"),
        Index("ix_orders_buyer_phone", text(f"{BUYER_PHONE} text_pattern_ops")),
        Index("ix_orders_buyer_email_begins", text(f"{BUYER_EMAIL} text_pattern_ops")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    cart_id: Mapped[UUID | None] = mapped_column(doc="no foreign key: an order outlives its cart")
    account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("account.id"), doc="whose it is; None: a guest's"
    )
    status: Mapped[str]
    buyer_name: Mapped[str]
    buyer_email: Mapped[str]
    buyer_phone: Mapped[str]
    currency: Mapped[str]
    items: Mapped[int]
    delivery_fee: Mapped[int]
    discount: Mapped[int] = mapped_column(
        server_default=text("0"), doc="what promotions take off items and fees, which stay as in the list"
    )
    tax: Mapped[int]
    tax_included: Mapped[bool] = mapped_column(
        server_default=text("false"), doc="the prices contain the tax: it does not add to the total"
    )
    tip: Mapped[int] = mapped_column(server_default=text("0"))
    total: Mapped[int]
    credit: Mapped[int] = mapped_column(
        server_default=text("0"), doc="what the shop has taken off the total since: the balance counts it"
    )
    substitution: Mapped[str] = mapped_column(
        server_default="match_color", doc="what she wants where a flower is not good enough"
    )
    placed_at: Mapped[datetime]
    held_since: Mapped[datetime | None] = mapped_column(
        doc="when the first of the cart's unbroken chain of pending orders was placed"
    )
    client_address: Mapped[str | None] = mapped_column(doc="only while the order waits for its payment")
    token_hash: Mapped[str] = mapped_column(doc="of the guest's secret in the letter's link")
    replaced_by: Mapped[UUID | None] = mapped_column(ForeignKey("orders.id"))
    erased_at: Mapped[datetime | None] = mapped_column(doc="when it forgot whom it was of and for")
    channel: Mapped[str] = mapped_column(server_default="web", doc="web, phone or counter")
    taken_by: Mapped[str | None] = mapped_column(doc="who of the staff took it; None: its buyer placed it")
    due_at: Mapped[datetime | None] = mapped_column(doc="until when its balance is to be paid, if it has one")
    version: Mapped[int] = mapped_column(server_default=text("1"))

    deliveries: Mapped[list["Delivery"]] = relationship(back_populates="order", order_by="Delivery.position")
    history: Mapped[list["OrderMove"]] = relationship(order_by="OrderMove.id")
    promotions: Mapped[list["OrderPromotion"]] = relationship(order_by="OrderPromotion.promotion_id")


class OrderPromotion(Base):
    """What a promotion gave to an order, under the name and the code it had; they add up to its discount."""

    __tablename__ = "order_promotion"
    __table_args__ = (CheckConstraint("amount > 0", name="amount"), Index(None, "promotion_id"))

    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    promotion_id: Mapped[int] = mapped_column(ForeignKey("promotion.id"), primary_key=True)
    code: Mapped[str | None]
    name: Mapped[str]
    amount: Mapped[int]


class Delivery(Base):
    """One parcel of an order: recipient, day, slot, card, lines and a lifecycle of its own.

    `recipient` is JSON: name, phone, line1, line2, city, region, postcode, notes, kind_of_place, safe_place,
    anonymous_sender, service_time ("HH:MM" or null), ribbon_text. Of the `fee` so much is `surge`, whose name
    is that of the days. `discount` is what promotions take off its lines, `fee_discount` off its fee.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("order_id", "position"),
        CheckConstraint("method in ('van', 'collection', 'email')", name="method"),
        CheckConstraint(
            "total - (items - discount + fee - fee_discount) in (0, tax)", name="parts_make_the_whole"
        ),
        CheckConstraint("discount between 0 and items and fee_discount between 0 and fee", name="discounts"),
        CheckConstraint("0 <= surge and surge <= fee", name="surge"),
        Index(None, "date", "status"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id"))
    position: Mapped[int]
    method: Mapped[str]
    status: Mapped[str]
    slot_id: Mapped[int | None] = mapped_column(ForeignKey("slot_instance.id"))
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id"))
    date: Mapped[dt.date]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    whole_day: Mapped[bool]
    making_day: Mapped[dt.date]
    recipient: Mapped[dict[str, Any]] = mapped_column(JSONB)
    card_message: Mapped[str]
    items: Mapped[int]
    fee: Mapped[int]
    surge: Mapped[int] = mapped_column(server_default=text("0"))
    surge_name: Mapped[str] = mapped_column(server_default="")
    discount: Mapped[int] = mapped_column(server_default=text("0"))
    fee_discount: Mapped[int] = mapped_column(server_default=text("0"))
    tax: Mapped[int]
    total: Mapped[int]
    version: Mapped[int] = mapped_column(server_default=text("1"))

    order: Mapped[Order] = relationship(back_populates="deliveries")
    lines: Mapped[list["OrderLine"]] = relationship(back_populates="delivery", order_by="OrderLine.position")


class OrderLine(Base):
    """A promised product at its frozen price. `discount` and `tax` are this line's shares, minor units.

    The `total` is that of the list: less the discount, and with a tax that is not in it, it is what is paid.
    """

    __tablename__ = "order_line"
    __table_args__ = (
        UniqueConstraint("delivery_id", "position"),
        CheckConstraint("total = unit_price * quantity", name="total"),
        CheckConstraint(
            "quantity > 0 and unit_price >= 0 and tax >= 0 and discount between 0 and total",
            name="not_negative",
        ),
        CheckConstraint("0 <= cancelled and cancelled <= quantity", name="cancelled"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("delivery.id"))
    position: Mapped[int]
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"), index=True)
    product_slug: Mapped[str]
    product_name: Mapped[str]
    variant_label: Mapped[str]
    image_url: Mapped[str]
    quantity: Mapped[int]
    cancelled: Mapped[int] = mapped_column(server_default=text("0"), doc="of the quantity, by the shop")
    unit_price: Mapped[int]
    total: Mapped[int]
    discount: Mapped[int] = mapped_column(server_default=text("0"))
    tax: Mapped[int]

    delivery: Mapped[Delivery] = relationship(back_populates="lines")


class OrderMove(Base):
    """One step of an order's or a delivery's lifecycle: who, when, why."""

    __tablename__ = "order_move"
    __table_args__ = (
        Index(None, "order_id"),
        Index(
            "ix_order_move_confirmed",
            "at",
            postgresql_where=text("to_status = 'confirmed' and delivery_id is null"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id"))
    delivery_id: Mapped[UUID | None] = mapped_column(ForeignKey("delivery.id"))
    from_status: Mapped[str | None]
    to_status: Mapped[str]
    at: Mapped[datetime]
    who: Mapped[str]
    why: Mapped[str]


class OrderNote(Base):
    """What staff write down about an order, for each other."""

    __tablename__ = "order_note"
    __table_args__ = (Index(None, "order_id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id"))
    at: Mapped[datetime]
    who: Mapped[str]
    text: Mapped[str]
