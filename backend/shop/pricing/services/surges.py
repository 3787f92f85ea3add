"""Surges by hand: audited, and at once true for everybody who orders. What is ordered keeps its price."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from backend.shop.audit import services as audit
from backend.shop.audit.services import Deed
from backend.shop.delivery import selectors as delivery
from backend.shop.delivery.errors import ScopeNotFound
from backend.shop.delivery.rules import recurrence
from backend.shop.pricing.errors import SurgeNotFound
from backend.shop.pricing.models import Surge
from backend.shop.settings import services as settings


@dataclass(frozen=True, slots=True)
class SurgeFacts:
    """As `Surge`."""

    first: date
    last: date
    amount: int
    name: str
    rule: str = ""
    zone_id: int | None = None


def add_surge(session: Session, *, facts: SurgeFacts, deed: Deed) -> Surge:
    """Raises BadRecurrence and ScopeNotFound."""
    if facts.rule:
        recurrence.check(facts.rule)
    if facts.zone_id is not None and not delivery.is_zone(session, facts.zone_id):
        raise ScopeNotFound
    settings.change_rules(session)
    row = Surge(**asdict(facts))
    session.add(row)
    session.flush()
    _record(session, row, {"surge": [None, _told(row)]}, deed)
    return row


def remove_surge(session: Session, *, surge_id: int, deed: Deed) -> None:
    """Its days cost what they cost before. Raises SurgeNotFound."""
    settings.change_rules(session)
    row = session.get(Surge, surge_id, with_for_update=True)
    if row is None:
        raise SurgeNotFound
    _record(session, row, {"surge": [_told(row), None]}, deed)
    session.delete(row)
    session.flush()


def _record(session: Session, row: Surge, change: dict[str, Any], deed: Deed) -> None:
    audit.record(
        session,
        actor=deed.who,
        action="surge.removed" if change["surge"][1] is None else "surge.added",
        subject=f"surge:{row.id}",
        reason=deed.why,
        change=change,
        at=deed.at,
    )


def _told(row: Surge) -> dict[str, Any]:
    """As JSON can hold it."""
    return {
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "rule": row.rule,
        "zone_id": row.zone_id,
        "amount": row.amount,
        "name": row.name,
    }
