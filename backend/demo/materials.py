"""Everything a bouquet is made of: stems, potted plants and hard goods, each a row of the stock."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.demo import tables
from backend.shop.catalog.rules import folded
from backend.shop.stock.models import Stem
from backend.shop.stock.rules import StemWords

CURRENCY = "USD"
_ALL_YEAR = (1, 12)


@dataclass(frozen=True, slots=True)
class Material:
    """A stem of the stock, with what the tables know of it beside its row."""

    stem: Stem
    living: bool
    say_color: bool
    pollen_free: bool
    season: tuple[int, int]
    per_bunch: int

    def words(self, product_colors: tuple[str, ...]) -> StemWords:
        """What the product can say of it: its color only where that is worth a word."""
        shown = tuple(color for color in self.stem.colors if color in product_colors)
        return StemWords(
            plural=self.stem.plural,
            latin_name=self.stem.latin_name,
            colors=shown if self.say_color else (),
            living=self.living,
            toxic_to_pets=self.stem.toxic_to_pets,
            warning="" if self.living else f"{self.stem.note}.",
        )


def add_materials(session: Session) -> dict[str, Material]:
    """All materials by their key in the tables: `Rose/Freedom`, `pl/monstera`, `hg/kraft-wrap`."""
    names = {row["key"]: row for row in tables.rows("names")}
    materials = {
        **{key: _stem(row, names[key]) for row in tables.rows("stems") if (key := _key(row))},
        **{key: _plant(row, names[key]) for row in tables.rows("plants") if (key := f"pl/{row['slug']}")},
        **{
            key: _hard_good(row, names[key])
            for row in tables.rows("hardgoods")
            if (key := f"hg/{row['slug']}")
        },
    }
    session.add_all(material.stem for material in materials.values())
    session.flush()
    return materials


def _key(row: dict[str, str]) -> str:
    return f"{row['species']}/{row['variety']}"


def _stem(row: dict[str, str], name: dict[str, str]) -> Material:
    stem = Stem(
        slug=folded(f"{row['species']} {row['variety']}").replace(" ", "-"),
        species=row["species"],
        variety=row["variety"],
        name=name["name"],
        plural=name["in_a_sentence"],
        latin_name=row["latin_name"],
        colors=list(tables.parts(row["colors"])),
        perishable=True,
        vase_days=int(row["vase_life_days_min"]),
        unit_cost=tables.middle(row["wholesale_usd_per_stem_low"], row["wholesale_usd_per_stem_high"]),
        currency=CURRENCY,
        reorder_point=int(row["stems_per_bunch"]),
        toxic_to_pets=_toxic(row, checked=row["toxicity_basis"] != "unverified"),
        note=row["note"],
    )
    return Material(
        stem=stem,
        living=True,
        say_color=name["say_color"] == "yes",
        pollen_free=row["pollen"] == "none",
        season=tables.months(row["season_months"]),
        per_bunch=int(row["stems_per_bunch"]),
    )


def _plant(row: dict[str, str], name: dict[str, str]) -> Material:
    """A potted plant: alive, but it does not fade on the shelf as a cut stem does."""
    stem = Stem(
        slug=row["slug"],
        species=row["common_name"],
        variety="potted",
        name=name["name"],
        plural=name["in_a_sentence"],
        latin_name=row["latin_name"],
        colors=list(tables.parts(row["colors"])),
        perishable=False,
        vase_days=0,
        unit_cost=tables.middle(row["wholesale_usd_low"], row["wholesale_usd_high"]),
        currency=CURRENCY,
        reorder_point=4,
        lead_days=4,
        toxic_to_pets=_toxic(row, checked=True),
        note=row["note"],
    )
    return _lasting(stem, living=True, pollen_free=row["pollen"] == "none")


def _hard_good(row: dict[str, str], name: dict[str, str]) -> Material:
    stem = Stem(
        slug=row["slug"],
        species=row["item"],
        variety="",
        name=name["name"],
        plural=name["in_a_sentence"],
        colors=[],
        perishable=False,
        vase_days=0,
        unit_cost=tables.cents(row["unit_cost_usd"]),
        currency=CURRENCY,
        reorder_point=10,
        lead_days=7,
        toxic_to_pets=row["pet_risk"] != "none",
        note=row["note"],
    )
    return _lasting(stem, living=False, pollen_free=True)


def _lasting(stem: Stem, *, living: bool, pollen_free: bool) -> Material:
    return Material(stem, living, False, pollen_free, _ALL_YEAR, per_bunch=1)


def _toxic(row: dict[str, str], *, checked: bool) -> bool | None:
    """Whether cats or dogs are known to be harmed; None where nobody reliable says that they are not."""
    if any(row[animal] != "no" for animal in ("toxic_to_cats", "toxic_to_dogs")):
        return True
    return False if checked else None
