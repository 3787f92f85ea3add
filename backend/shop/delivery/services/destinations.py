"""What kinds of places ask, by hand."""

from dataclasses import asdict, dataclass, field, fields
from datetime import time

from sqlalchemy.orm import Session

from backend.shop.audit.services import Deed
from backend.shop.delivery.errors import PlaceUnknown
from backend.shop.delivery.models import DestinationRule
from backend.shop.delivery.rules.destination import KINDS
from backend.shop.delivery.services.changes import record
from backend.shop.kit.errors import VersionConflict
from backend.shop.settings import services as settings


@dataclass(frozen=True, slots=True)
class DestinationFacts:
    """As `DestinationRule`; a place that asks nothing has no rule."""

    species: list[str] = field(default_factory=list)
    latest_end: time | None = None
    minutes_before_service: int | None = None


def set_destination(
    session: Session, *, kind: str, version: int | None, facts: DestinationFacts, deed: Deed
) -> None:
    """Says what a kind of place asks; `version` is None where it asked nothing.

    Raises PlaceUnknown and VersionConflict.
    """
    if kind not in KINDS:
        raise PlaceUnknown
    settings.change_rules(session)
    row = session.get(DestinationRule, kind, with_for_update=True, populate_existing=True)
    if (row.version if row else None) != version:
        raise VersionConflict("Somebody else has just changed what this place asks.")
    before = (
        None
        if row is None
        else DestinationFacts(**{each.name: getattr(row, each.name) for each in fields(DestinationFacts)})
    )
    record(session, "destination.set", f"destination_rule:{kind}", (before, facts), deed)
    _write(session, kind, row, facts)
    session.flush()


def _write(session: Session, kind: str, row: DestinationRule | None, facts: DestinationFacts) -> None:
    if facts == DestinationFacts():
        if row is not None:
            session.delete(row)
        return
    if row is None:
        session.add(DestinationRule(kind_of_place=kind, version=1, **asdict(facts)))
        return
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    row.version += 1
