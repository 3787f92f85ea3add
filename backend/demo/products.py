"""The demo range: each product of `range.txt` with its sizes, recipes, picture, and what its recipe says."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.config import ROOT
from backend.demo import tables
from backend.demo.materials import CURRENCY, Material
from backend.shop.catalog import services as catalog
from backend.shop.catalog.services import NewPicture, NewProduct, NewVariant, Rendition
from backend.shop.kit.money import Money
from backend.shop.stock import rules
from backend.shop.stock import services as stock

PICTURES = ROOT / "backend" / "static" / "pictures"
SIZES = ("standard", "deluxe", "premium")
_LABELS = {
    "one-good-rose": ("One rose", "Three roses", "Six roses"),
    "helium-balloon": ("One balloon", "Three balloons", "Six balloons"),
    "vase-to-keep": ("Small glass", "Medium glass", "Gray stoneware"),
}
_VESSELS = {
    "wrapped": " in brown paper",
    "hand-tied": ", hand-tied",
    "glass-vase": " in a clear glass vase",
    "ceramic-vase": " in a gray stoneware vase",
    "hat-box": " in a round hat box",
    "basket": " in a willow basket",
    "posy": ", tied as a small posy",
    "single-stem": " in a slim glass bud vase",
    "wreath": " on a ring, as a wreath",
    "standing-spray": " on an easel, as a standing spray",
    "bridal": ", tied as a bridal bouquet",
}
_DAY = 24 * 60
# What takes a frame, a ring or a fitting is not made on the day it is ordered.
_NOTICE = {"wreath": _DAY, "standing-spray": _DAY, "bridal": 3 * _DAY}
Line = tuple[Material, int]


@dataclass(frozen=True, slots=True)
class _Size:
    name: str
    lines: list[Line]
    price: int
    minutes: int


def add_range(session: Session, materials: Mapping[str, Material]) -> int:
    """Adds the range in featured order; returns how many products there are now."""
    rows = {row["slug"]: row for row in tables.rows("products")}
    slugs = tables.slugs("range")
    for position, slug in enumerate(slugs, start=1):
        _add(session, rows[slug], materials, position)
    return len(slugs)


def _add(session: Session, row: dict[str, str], materials: Mapping[str, Material], position: int) -> None:
    sizes = _sizes(row, materials)
    added = catalog.add_product(session, product=_product(row, sizes, position))
    for variant, size in zip(added.variants, sizes, strict=True):
        lines = [(material.stem.id, quantity) for material, quantity in size.lines]
        stock.write_recipe(session, variant_id=variant.id, lines=lines)


def _sizes(row: dict[str, str], materials: Mapping[str, Material]) -> list[_Size]:
    """The sizes that the table has a price for."""
    return [
        _Size(
            name=size,
            lines=[
                (materials[key], quantity)
                for column in ("recipe", "extras")
                for key, quantity in tables.counts(row[f"{column}_{size}"])
            ],
            price=tables.cents(row[f"price_usd_{size}"]),
            minutes=int(row[f"make_minutes_{size}"]),
        )
        for size in SIZES
        if row[f"price_usd_{size}"]
    ]


def _product(row: dict[str, str], sizes: list[_Size], position: int) -> NewProduct:
    colors = tables.parts(row["colors"])
    living = [material for material, _ in sizes[0].lines if material.living]
    words = [material.words(colors) for material, _ in sizes[0].lines]
    summary = rules.summary([word for word in words if word.living] or words[:1])
    return NewProduct(
        slug=row["slug"],
        name=row["name"],
        kind=row["kind"],
        category=row["category"],
        summary=summary,
        description=row["description"],
        care=row["care"],
        variants=_variants(row["slug"], sizes),
        pictures=_pictures(row["slug"], summary + _VESSELS.get(row["vessel"], "")),
        occasions=tables.parts(row["occasions"]),
        colors=colors,
        season=tables.months(row["season"]),
        pet_safe=rules.pet_safe(words),
        pollen_free=all(material.pollen_free for material in living) if living else None,
        pet_note=rules.pet_note(words),
        position=position,
        lead_minutes=_NOTICE.get(row["vessel"], 0),
    )


def _variants(slug: str, sizes: list[_Size]) -> tuple[NewVariant, ...]:
    labels = _LABELS.get(slug) or [size.name.capitalize() if len(sizes) > 1 else "One size" for size in sizes]
    return tuple(
        NewVariant(
            size=size.name,
            label=label,
            sku=f"{slug}-{size.name[0]}".upper(),
            price=Money(size.price, CURRENCY),
            make_minutes=size.minutes,
        )
        for size, label in zip(sizes, labels, strict=True)
    )


def _pictures(slug: str, alt: str) -> tuple[NewPicture, ...]:
    """The drawn picture in its two widths, where it has been drawn."""
    renditions = tuple(Rendition(f"/pictures/{slug}-{width}.webp", width) for width in (480, 960))
    if not all((PICTURES / f"{slug}-{rendition.width}.webp").exists() for rendition in renditions):
        return ()
    return (NewPicture(alt=alt, width=960, height=1200, renditions=renditions),)
