"""The idempotency rows that make placing an order safe to repeat."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base


class IdempotencyKey(Base):
    """A key that a client sent within a scope (its cart's id), the body's hash, and the order it made."""

    __tablename__ = "idempotency_key"

    scope: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    body_hash: Mapped[str]
    order_id: Mapped[UUID | None] = mapped_column(ForeignKey("orders.id"))
    created_at: Mapped[datetime]
