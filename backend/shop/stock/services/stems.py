"""What a shop decides of a stem: its price, when and where it is ordered again, what may stand in for it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from backend.shop.audit import services as audit
from backend.shop.audit.services import Deed
from backend.shop.kit.errors import VersionConflict
from backend.shop.stock import selectors
from backend.shop.stock.errors import NotASubstitute, StemNotFound, SupplierNotFound
from backend.shop.stock.models import Stem, StemSubstitute, Supplier


@dataclass(frozen=True, slots=True)
class StemFacts:
    """As `Stem`; `unit_cost` in minor units."""

    unit_cost: int
    reorder_point: int
    lead_days: int
    supplier_id: int | None


def change_stem(session: Session, *, stem_id: int, version: int, facts: StemFacts, deed: Deed) -> None:
    """Raises StemNotFound, SupplierNotFound and VersionConflict."""
    if facts.supplier_id is not None and session.get(Supplier, facts.supplier_id) is None:
        raise SupplierNotFound
    stem = _locked(session, stem_id, version)
    change = {}
    for name, value in asdict(facts).items():
        if getattr(stem, name) != value:
            change[name] = [getattr(stem, name), value]
            setattr(stem, name, value)
    _record(session, "stem.changed", stem, change, deed)


def set_substitutes(
    session: Session, *, stem_id: int, version: int, substitute_ids: Sequence[int], deed: Deed
) -> None:
    """Says what may stand in for a stem, the best first.

    Raises StemNotFound, NotASubstitute and VersionConflict.
    """
    if stem_id in substitute_ids or len(set(substitute_ids)) != len(substitute_ids):
        raise NotASubstitute
    if len(selectors.kinds(session, substitute_ids)) != len(substitute_ids):
        raise StemNotFound
    stem = _locked(session, stem_id, version)
    before = selectors.substitutes(session)[stem_id]
    session.execute(delete(StemSubstitute).where(StemSubstitute.stem_id == stem_id))
    session.add_all(
        StemSubstitute(stem_id=stem_id, substitute_id=each, position=position)
        for position, each in enumerate(substitute_ids)
    )
    _record(session, "stem.substitutes", stem, {"substitutes": [before, list(substitute_ids)]}, deed)


def _locked(session: Session, stem_id: int, version: int) -> Stem:
    stem = session.get(Stem, stem_id, with_for_update={"key_share": True}, populate_existing=True)
    if stem is None:
        raise StemNotFound
    if stem.version != version:
        raise VersionConflict("Somebody else has just changed this stem.")
    stem.version += 1
    return stem


def _record(session: Session, action: str, stem: Stem, change: dict[str, Any], deed: Deed) -> None:
    session.flush()
    audit.record(
        session,
        actor=deed.who,
        action=action,
        subject=f"stem:{stem.id}",
        reason=deed.why,
        change=change,
        at=deed.at,
    )
