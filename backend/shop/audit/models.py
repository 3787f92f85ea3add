"""Who changed what, when and why; rows are only ever added."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Identity, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base


class AuditEntry(Base):
    """One deed: `subject` is a room's name and an id ("capacity_bucket:17"), `change` its facts as JSON."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "subject", "at"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    reason: Mapped[str]
    change: Mapped[dict[str, Any]] = mapped_column(JSONB)
