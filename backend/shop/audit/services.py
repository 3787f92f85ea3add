"""Writing down who changed what and why, in the transaction that changes it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
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


def erase_person(session: Session, *, subjects: Collection[str]) -> None:
    """Entries about these subjects forget every word; who did what when stays, and so do numbers."""
    entries = session.scalars(select(AuditEntry).where(AuditEntry.subject.in_(subjects)).with_for_update())
    for entry in entries:
        entry.reason, entry.change = "", _wordless(entry.change)
    session.flush()


def export_person(session: Session, *, subjects: Collection[str]) -> list[dict[str, Any]]:
    """What was changed about these subjects, the oldest first; by whom is the shop's own."""
    query = select(AuditEntry).where(AuditEntry.subject.in_(subjects)).order_by(AuditEntry.id)
    return [{"at": each.at, "action": each.action, "change": each.change} for each in session.scalars(query)]


def _wordless(told: Any) -> Any:
    """The same facts with an empty text for every text."""
    if isinstance(told, str):
        return ""
    if isinstance(told, dict):
        return {name: _wordless(value) for name, value in told.items()}
    return [_wordless(each) for each in told] if isinstance(told, list) else told
