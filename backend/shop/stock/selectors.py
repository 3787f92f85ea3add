"""Reads of recipes and lots: what a bouquet takes, and what is there to make it of."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.capacity import selectors as capacity
from backend.shop.stock.errors import StemNotFound
from backend.shop.stock.models import RecipeLine, Stem, StemLot, StemSubstitute, StemSupply, Supplier


@dataclass(frozen=True, slots=True)
class RecipeItem:
    stem_id: int
    stem_name: str
    quantity: int
    perishable: bool
    latin_name: str = ""


@dataclass(frozen=True, slots=True)
class StemKind:
    name: str
    perishable: bool


@dataclass(frozen=True, slots=True)
class LotFacts:
    """A lot and its bucket as they are now; what is free is `capacity - reserved` while it is open."""

    lot_id: int
    stem_id: int
    stem_name: str
    bucket_id: int
    available_from: datetime
    vase_life_end: date
    vase_days: int
    capacity: int
    reserved: int
    open: bool


@dataclass(frozen=True, slots=True)
class Seller:
    """A supplier as one writes to it."""

    id: int
    name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class SupplyFacts:
    """As `StemSupply`, with its stem's name."""

    stem_id: int
    stem_name: str
    weekdays: list[int]
    quantity: int
    bunch: int
    arrives: time
    order_days_before: int
    first_month: int
    last_month: int
    version: int


def recipes(session: Session, variant_ids: Collection[int]) -> dict[int, tuple[RecipeItem, ...]]:
    """What one of each variant takes, in the florist's order; a variant without a recipe has an empty one."""
    lines = session.execute(
        select(
            RecipeLine.variant_id,
            Stem.id,
            Stem.name,
            RecipeLine.quantity,
            Stem.perishable,
            Stem.latin_name,
        )
        .join(Stem, Stem.id == RecipeLine.stem_id)
        .where(RecipeLine.variant_id.in_(variant_ids))
        .order_by(RecipeLine.variant_id, RecipeLine.position, Stem.id)
    )
    found: dict[int, list[RecipeItem]] = defaultdict(list)
    for variant_id, stem_id, name, quantity, perishable, latin_name in lines:
        found[variant_id].append(RecipeItem(stem_id, name, quantity, perishable, latin_name))
    return {variant_id: tuple(found[variant_id]) for variant_id in variant_ids}


def kinds(session: Session, stem_ids: Collection[int]) -> dict[int, StemKind]:
    """These stems, of those that exist."""
    query = select(Stem.id, Stem.name, Stem.perishable).where(Stem.id.in_(stem_ids))
    return {row.id: StemKind(row.name, row.perishable) for row in session.execute(query)}


def buckets(session: Session, stem_id: int) -> set[int]:
    """The buckets of all lots of a stem, however old."""
    return set(session.scalars(select(StemLot.bucket_id).where(StemLot.stem_id == stem_id)))


def stem(session: Session, stem_id: int) -> Stem:
    """Raises StemNotFound."""
    found = session.get(Stem, stem_id)
    if found is None:
        raise StemNotFound
    return found


def stems(session: Session) -> list[Stem]:
    """All of them, by name."""
    return list(session.scalars(select(Stem).order_by(Stem.name, Stem.id)))


def suppliers(session: Session) -> list[Supplier]:
    """All of them, those that are active first, by name."""
    query = select(Supplier).order_by(Supplier.active.desc(), Supplier.name)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def sellers(session: Session) -> dict[int, Seller]:
    """All suppliers by their ids, also those that bring nothing now."""
    rows = session.execute(select(Supplier.id, Supplier.name, Supplier.email, Supplier.phone))
    return {row.id: Seller(*row) for row in rows}


def supplies(session: Session) -> dict[int, list[SupplyFacts]]:
    """What each supplier can bring, by the stems' names; one that brings nothing yet has none."""
    row = StemSupply
    months = (row.first_month, row.last_month)
    query = (
        select(
            row.supplier_id,
            Stem.id,
            Stem.name,
            row.weekdays,
            row.quantity,
            row.bunch,
            row.arrives,
            row.order_days_before,
            *months,
            row.version,
        )
        .join(Stem, Stem.id == row.stem_id)
        .order_by(Stem.name, Stem.id)
    )
    found: dict[int, list[SupplyFacts]] = defaultdict(list)
    for supplier_id, *facts in session.execute(query):
        found[supplier_id].append(SupplyFacts(*facts))
    return found


def substitutes(session: Session) -> dict[int, list[int]]:
    """What may stand in for each stem, the best first; a stem that nothing replaces has none."""
    found: dict[int, list[int]] = defaultdict(list)
    for row in session.scalars(select(StemSubstitute).order_by(StemSubstitute.position)):
        found[row.stem_id].append(row.substitute_id)
    return found


def lots(session: Session, stem_ids: Collection[int], *, today: date) -> list[LotFacts]:
    """The lots of these stems whose vase life is not over, first expired first."""
    rows = session.execute(
        select(StemLot, Stem.name, Stem.vase_days)
        .join(Stem, Stem.id == StemLot.stem_id)
        .where(StemLot.stem_id.in_(stem_ids), StemLot.vase_life_end >= today)
        .order_by(StemLot.vase_life_end, StemLot.available_from, StemLot.id)
    ).all()
    buckets = capacity.buckets(session, [lot.bucket_id for lot, _, _ in rows])
    return [
        LotFacts(
            lot_id=lot.id,
            stem_id=lot.stem_id,
            stem_name=name,
            bucket_id=lot.bucket_id,
            available_from=lot.available_from,
            vase_life_end=lot.vase_life_end,
            vase_days=vase_days,
            capacity=buckets[lot.bucket_id].capacity,
            reserved=buckets[lot.bucket_id].reserved,
            open=buckets[lot.bucket_id].open,
        )
        for lot, name, vase_days in rows
    ]


def stems_of_buckets(session: Session, bucket_ids: Collection[int]) -> dict[int, int]:
    """Of which stem each lot is, by its bucket; other buckets are left out."""
    rows = session.execute(
        select(StemLot.bucket_id, StemLot.stem_id).where(StemLot.bucket_id.in_(bucket_ids))
    )
    return dict(rows.all())
