"""Payments and refunds as the provider sees them, and the inbox of everything that providers tell us."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base


class Payment(Base):
    """One attempt to be paid for an order, written before the provider is called.

    `id` is the public id that travels as `client_reference_id`; `request` is the full body that a retry sends
    again unchanged. Amounts are minor units of `currency`. `claimed_until` is the lease of whoever is asking
    the provider for a session.
    """

    __tablename__ = "payment"
    __table_args__ = (
        CheckConstraint(
            "state in ('created', 'open', 'capturing', 'unknown', 'failed', 'expired', 'succeeded',"
            " 'partly_refunded', 'refunded')",
            name="state",
        ),
        CheckConstraint("amount > 0 and 0 <= refunded and refunded <= captured", name="books"),
        CheckConstraint("(provider = 'desk') = (method is not null)", name="method"),
        UniqueConstraint("order_id", "attempt"),
        Index(
            "uq_payment_open_per_order",
            "order_id",
            unique=True,
            postgresql_where=text("state in ('created', 'open', 'capturing', 'unknown')"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id"))
    attempt: Mapped[int]
    provider: Mapped[str]
    method: Mapped[str | None] = mapped_column(doc="cash, card or transfer, where staff took the money")
    state: Mapped[str]
    amount: Mapped[int]
    captured: Mapped[int] = mapped_column(server_default=text("0"))
    refunded: Mapped[int] = mapped_column(server_default=text("0"))
    currency: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    request: Mapped[dict[str, Any]] = mapped_column(JSONB)
    session_id: Mapped[str | None] = mapped_column(index=True)
    redirect_url: Mapped[str | None]
    provider_payment_id: Mapped[str | None]
    claimed_until: Mapped[datetime | None]


class Refund(Base):
    """Money going back, written under a lock on its payment before it is sent with its id as key."""

    __tablename__ = "refund"
    __table_args__ = (
        CheckConstraint("state in ('requested', 'sent', 'succeeded', 'failed', 'unknown')", name="state"),
        CheckConstraint(
            "cause in ('order', 'delivery', 'line', 'amount', 'late', 'excess', 'edit')",
            name="cause",
        ),
        CheckConstraint("amount > 0", name="amount"),
        Index(None, "payment_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    payment_id: Mapped[UUID] = mapped_column(ForeignKey("payment.id"))
    state: Mapped[str]
    amount: Mapped[int]
    cause: Mapped[str]
    about: Mapped[UUID | None] = mapped_column(doc="the delivery or the order's line that it is for")
    quantity: Mapped[int | None] = mapped_column(doc="of that line")
    reason: Mapped[str]
    created_at: Mapped[datetime]
    provider_refund_id: Mapped[str | None]


class PaymentMove(Base):
    """One step of a payment's or a refund's lifecycle: who, when, why."""

    __tablename__ = "payment_move"
    __table_args__ = (Index(None, "payment_id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    payment_id: Mapped[UUID] = mapped_column(ForeignKey("payment.id"))
    refund_id: Mapped[UUID | None] = mapped_column(ForeignKey("refund.id"))
    from_state: Mapped[str | None]
    to_state: Mapped[str]
    at: Mapped[datetime]
    who: Mapped[str]
    why: Mapped[str]


class WebhookInbox(Base):
    """An event as it came, stored once under (source, event_id), then worked by an idempotent job."""

    __tablename__ = "webhook_inbox"
    __table_args__ = (
        UniqueConstraint("source", "event_id"),
        Index("ix_webhook_inbox_unhandled", "received_at", postgresql_where=text("handled_at is null")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    source: Mapped[str]
    event_id: Mapped[str]
    kind: Mapped[str]
    body: Mapped[dict[str, Any]] = mapped_column(JSONB)
    received_at: Mapped[datetime]
    handled_at: Mapped[datetime | None]


class PaymentDifference(Base):
    """Something that we and the provider see differently, once per kind and subject; a person looks at it.

    `subject` is the id that it is about, ours or theirs; `facts` what each of us says.
    """

    __tablename__ = "payment_difference"
    __table_args__ = (UniqueConstraint("kind", "subject"), Index(None, "payment_id"))

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    kind: Mapped[str]
    subject: Mapped[str]
    payment_id: Mapped[UUID | None] = mapped_column(ForeignKey("payment.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    found_at: Mapped[datetime]
    seen_at: Mapped[datetime]
