"""Who brings stems, and what of each on which days. A change is at once true for what is planned."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import time
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.shop.audit import services as audit
from backend.shop.audit.services import Deed
from backend.shop.kit.errors import VersionConflict
from backend.shop.stock import selectors as stems
from backend.shop.stock.errors import SupplierExists, SupplierNotFound
from backend.shop.stock.models import StemSupply, Supplier
from backend.shop.stock.services.planning import replan


@dataclass(frozen=True, slots=True)
class SupplierFacts:
    """As `Supplier`."""

    name: str
    email: str = ""
    phone: str = ""
    note: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class SupplyFacts:
    """As `StemSupply`; without weekdays nothing is planned."""

    weekdays: list[int]
    quantity: int
    arrives: time
    order_days_before: int
    bunch: int = 1
    first_month: int = 1
    last_month: int = 12


def add_supplier(session: Session, *, facts: SupplierFacts, deed: Deed) -> Supplier:
    """Raises SupplierExists."""
    row = Supplier(**asdict(facts))
    session.add(row)
    _flush(session)
    _record(session, "supplier.added", f"supplier:{row.id}", {}, asdict(facts), deed)
    return row


def change_supplier(
    session: Session, *, supplier_id: int, version: int, facts: SupplierFacts, deed: Deed
) -> list[int]:
    """Answers the buckets of all that is planned of it, where that has changed.

    Raises SupplierNotFound, SupplierExists and VersionConflict.
    """
    row = locked_supplier(session, supplier_id)
    if row.version != version:
        raise VersionConflict("Somebody else has just changed this supplier.")
    before = asdict(SupplierFacts(row.name, row.email, row.phone, row.note, row.active))
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    row.version += 1
    _flush(session)
    _record(session, "supplier.changed", f"supplier:{row.id}", before, asdict(facts), deed)
    if before["active"] == facts.active:
        return []
    theirs = session.scalars(select(StemSupply.id).where(StemSupply.supplier_id == row.id)).all()
    return replan(session, supply_ids=theirs, deed=deed)


def set_supply(
    session: Session, *, supplier_id: int, stem_id: int, version: int | None, facts: SupplyFacts, deed: Deed
) -> list[int]:
    """Says what a supplier brings of a stem; `version` is None for the first time.

    Answers the buckets of what is planned of it. Raises SupplierNotFound, StemNotFound and VersionConflict.
    """
    supplier = locked_supplier(session, supplier_id)
    stem = stems.stem(session, stem_id)
    row = session.scalar(
        select(StemSupply)
        .where(StemSupply.supplier_id == supplier.id, StemSupply.stem_id == stem.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if (row.version if row else None) != version:
        raise VersionConflict("Somebody else has just changed this.")
    before = _facts(row) if row else {}
    if row is None:
        row = StemSupply(supplier_id=supplier.id, stem_id=stem.id, **asdict(facts))
        session.add(row)
    else:
        for name, value in asdict(facts).items():
            setattr(row, name, value)
        row.version += 1
    session.flush()
    _record(session, "supply.set", f"stem_supply:{row.id}", before, asdict(facts), deed)
    return replan(session, supply_ids=[row.id], deed=deed)


def locked_supplier(session: Session, supplier_id: int) -> Supplier:
    """Raises SupplierNotFound."""
    row = session.get(Supplier, supplier_id, with_for_update={"key_share": True}, populate_existing=True)
    if row is None:
        raise SupplierNotFound
    return row


def _flush(session: Session) -> None:
    try:
        with session.begin_nested():
            session.flush()
    except IntegrityError as error:
        if "uq_supplier_name" not in str(error.orig):
            raise
        raise SupplierExists from error


def _facts(row: StemSupply) -> dict[str, Any]:
    return {name: getattr(row, name) for name in SupplyFacts.__dataclass_fields__}


def _record(
    session: Session,
    action: str,
    subject: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    deed: Deed,
) -> None:
    changed = {
        name: [_json(before.get(name)), _json(value)]
        for name, value in after.items()
        if before.get(name) != value
    }
    audit.record(
        session, actor=deed.who, action=action, subject=subject, reason=deed.why, change=changed, at=deed.at
    )


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, time) else value
