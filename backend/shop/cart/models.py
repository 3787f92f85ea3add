"""Carts: what somebody thinks of buying, split by delivery. A cart holds nothing of the ledger."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.db import Base


class Cart(Base):
    """A guest's cart, found by the hash of the secret in its cookie; or the one cart of an account.

    The secret opens a cart only as long as it is nobody's: whoever has logged out leaves none behind. One
    that a member of staff has open for somebody at the phone or the counter is found by its id.
    """

    __tablename__ = "cart"
    __table_args__ = (
        CheckConstraint("tip >= 0", name="tip"),
        CheckConstraint("account_id is null or desk_by is null", name="one_holder"),
        Index(None, "desk_by", postgresql_where=text("desk_by is not null")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), unique=True)
    desk_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), doc="the member of staff")
    currency: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())
    promotion_code: Mapped[str | None] = mapped_column(doc="folded; whether it fits is asked each time")
    tip: Mapped[int] = mapped_column(server_default=text("0"), doc="minor units")
    buyer_email: Mapped[str | None] = mapped_column(
        doc="folded: by whom it could not be ordered at the price shown, so that it is priced for her"
    )

    deliveries: Mapped[list["CartDelivery"]] = relationship(
        back_populates="cart", order_by="CartDelivery.position", cascade="all, delete-orphan"
    )


class CartDelivery(Base):
    """One parcel of a cart: where, when, to whom, with which card. Everything may still be missing.

    `recipient` is the validated JSON of the API's recipient; the postcode stands apart because it
    is asked first and decides the zone.
    """

    __tablename__ = "cart_delivery"
    __table_args__ = (
        CheckConstraint("method in ('van', 'collection')", name="method"),
        Index(None, "cart_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    cart_id: Mapped[UUID] = mapped_column(ForeignKey("cart.id", ondelete="CASCADE"))
    position: Mapped[int]
    method: Mapped[str] = mapped_column(server_default="van")
    postcode: Mapped[str | None]
    date: Mapped[date | None]
    slot_id: Mapped[int | None] = mapped_column(ForeignKey("slot_instance.id"))
    recipient: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    card_message: Mapped[str] = mapped_column(server_default="")

    cart: Mapped[Cart] = relationship(back_populates="deliveries")
    lines: Mapped[list["CartLine"]] = relationship(
        back_populates="delivery", order_by="CartLine.position", cascade="all, delete-orphan"
    )

    @property
    def items(self) -> tuple[tuple[int, int], ...]:
        """(variant id, quantity) of each line."""
        return tuple((line.variant_id, line.quantity) for line in self.lines)


class CartLine(Base):
    """`quantity` of a variant in one delivery. Its price is the catalog's until the order is placed."""

    __tablename__ = "cart_line"
    __table_args__ = (
        UniqueConstraint("delivery_id", "variant_id"),
        CheckConstraint("quantity between 1 and 99", name="quantity"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("cart_delivery.id", ondelete="CASCADE"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    quantity: Mapped[int]
    position: Mapped[int] = mapped_column(server_default=text("0"))

    delivery: Mapped[CartDelivery] = relationship(back_populates="lines")
