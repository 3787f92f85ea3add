"""Suppliers and their standing days for tests."""

from datetime import datetime, time

from sqlalchemy.orm import Session

from backend.shop.audit.services import Deed
from backend.shop.stock import services
from backend.shop.stock.models import Stem, Supplier
from backend.shop.stock.services import SupplierFacts, SupplyFacts

EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]


def deed(now: datetime) -> Deed:
    return Deed("staff:1", "", now)


def a_supplier(session: Session, *, now: datetime, name: str = "Rose Quarter Wholesale") -> Supplier:
    return services.add_supplier(session, facts=SupplierFacts(name), deed=deed(now))


def a_supply(
    session: Session,
    supplier: Supplier,
    stem: Stem,
    *,
    now: datetime,
    quantity: int = 50,
    weekdays: list[int] = EVERY_DAY,
    order_days_before: int = 2,
    version: int | None = None,
) -> list[int]:
    """Answers the buckets of what is planned."""
    facts = SupplyFacts(weekdays, quantity, time(5), order_days_before)
    return services.set_supply(
        session,
        supplier_id=supplier.id,
        stem_id=stem.id,
        version=version,
        facts=facts,
        deed=deed(now),
    )
