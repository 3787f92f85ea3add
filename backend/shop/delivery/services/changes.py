"""Who changed what of the calendar: the facts before and after, as the audit keeps them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from backend.shop.audit import services as audit
from backend.shop.audit.services import Deed

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def record(
    session: Session,
    action: str,
    subject: str,
    change: tuple[DataclassInstance | None, DataclassInstance | None],
    deed: Deed,
) -> None:
    """Writes what differs between the two; None: it was not there, or is no more."""
    before, after = ({} if each is None else _plain(each) for each in change)
    moved = {
        name: [before.get(name), after.get(name)]
        for name in before | after
        if before.get(name) != after.get(name)
    }
    audit.record(
        session,
        actor=deed.who,
        action=action,
        subject=subject,
        reason=deed.why,
        change=moved,
        at=deed.at,
    )


def _plain(facts: DataclassInstance) -> dict[str, Any]:
    """As JSON can hold it."""
    return {name: _json(value) for name, value in asdict(facts).items()}


def _json(value: Any) -> Any:
    return str(value) if isinstance(value, (date, datetime, time)) else value
