"""Letters: each is sent once per (kind, subject)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base


class Letter(Base):
    """A letter to one address. `subject_id` is the id of the history row, refund, token or campaign recipient
    that caused it, never the order; a resend is a new attempt of the same row.
    """

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id"),
        CheckConstraint("state in ('queued', 'sent', 'dead')", name="state"),
        Index(None, "state", postgresql_where=text("state <> 'sent'")),
        Index(None, "order_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    kind: Mapped[str]
    subject_id: Mapped[str]
    order_id: Mapped[UUID | None] = mapped_column(doc="the order that it tells of, where there is one")
    task: Mapped[str | None] = mapped_column(doc="the job that writes it, by which it can be sent again")
    arguments: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    resends: Mapped[int] = mapped_column(server_default=text("0"), doc="how often a person has asked for it")
    recipient: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="queued")
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    claimed_until: Mapped[datetime | None] = mapped_column(doc="somebody is sending it; None: nobody is")
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str | None]
