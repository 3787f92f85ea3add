"""Who brings what to the demo shop: five suppliers of Portland, invented, with their standing days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from sqlalchemy.orm import Session

from backend.demo import tables
from backend.demo.materials import Material
from backend.shop.stock.models import StemSubstitute, StemSupply, Supplier

_REST, _GOODS = "*", "goods"
_SUBSTITUTES = 3


@dataclass(frozen=True, slots=True)
class Source:
    """A supplier, its days, and what it brings: species, all other stems, or what does not fade."""

    supplier: Supplier
    weekdays: tuple[int, ...]
    arrives: time
    order_days_before: int
    brings: tuple[str, ...]

    def supply(self, material: Material, quantity: int) -> StemSupply:
        """So much of it on each of its days."""
        first, last = material.season
        return StemSupply(
            supplier_id=self.supplier.id,
            stem_id=material.stem.id,
            weekdays=list(self.weekdays),
            quantity=quantity,
            bunch=1 if quantity % material.per_bunch else material.per_bunch,  # what is scarce comes singly
            arrives=self.arrives,
            order_days_before=self.order_days_before,
            first_month=first,
            last_month=last,
        )


def add_suppliers(session: Session, materials: Mapping[str, Material]) -> dict[str, Source]:
    """Adds the suppliers; answers who brings each material, by its key. Each stem names its supplier."""
    sources = [_source(row) for row in tables.rows("suppliers")]
    session.add_all(source.supplier for source in sources)
    session.flush()
    by_word = {word: source for source in sources for word in source.brings}
    found = {key: by_word.get(_word(material), by_word[_REST]) for key, material in materials.items()}
    for key, source in found.items():
        materials[key].stem.supplier_id = source.supplier.id
    session.flush()
    return found


def add_substitutes(session: Session, materials: Mapping[str, Material]) -> None:
    """What may stand in for a stem: others of its species, those that share a color first."""
    stems = [material.stem for material in materials.values() if material.stem.perishable]
    for stem in stems:
        kin = [other for other in stems if other.species == stem.species and other is not stem]
        kin.sort(key=lambda other: (not {*other.colors} & {*stem.colors}, other.name))
        session.add_all(
            StemSubstitute(stem_id=stem.id, substitute_id=other.id, position=position)
            for position, other in enumerate(kin[:_SUBSTITUTES])
        )
    session.flush()


def _word(material: Material) -> str:
    return material.stem.species if material.stem.perishable else _GOODS


def _source(row: dict[str, str]) -> Source:
    return Source(
        supplier=Supplier(name=row["name"], email=row["email"], phone=row["phone"], note=row["note"]),
        weekdays=tuple(int(day) for day in tables.parts(row["weekdays"])),
        arrives=time.fromisoformat(row["arrives"]),
        order_days_before=int(row["order_days_before"]),
        brings=tables.parts(row["brings"]),
    )
