"""Who has asked to be forgotten, and whether she is."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base


class Erasure(Base):
    """An account that is closed; `finished_at` once nothing that its orders say of people is left."""

    __tablename__ = "erasure"
    __table_args__ = (Index("ix_erasure_waits", "asked_at", postgresql_where=text("finished_at is null")),)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    asked_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
