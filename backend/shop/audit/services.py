"""Writing down who changed what and why, in the transaction that changes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.shop.audit.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does something, why, and when."""

    who: str
    why: str
    at: datetime


def record(  # noqa: PLR0913  # an entry's facts, all by keyword
    session: Session,
    *,
    actor: str,
    action: str,
    subject: str,
    reason: str,
    change: Mapping[str, Any],
    at: datetime,
) -> AuditEntry:
    """Adds one entry and answers it. `subject` is a room's name and an id, `change` facts for JSON."""
    entry = AuditEntry(actor=actor, action=action, subject=subject, reason=reason, change=dict(change), at=at)
    session.add(entry)
    return entry
