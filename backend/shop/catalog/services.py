"""Writes of the catalog: its groups, and products with their sizes and pictures."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.catalog.models import Category, Color, Occasion, Picture, Product, Variant
from backend.shop.catalog.rules import folded, search_key
from backend.shop.kit.money import Money

_Row = TypeVar("_Row", Category, Occasion, Color, Product)
_Group = TypeVar("_Group", Occasion, Color)


@dataclass(frozen=True, slots=True)
class NewVariant:
    """A size to be sold, smallest first; `make_minutes` is the workroom's time for one."""

    size: str
    label: str
    sku: str
    price: Money
    make_minutes: int


@dataclass(frozen=True, slots=True)
class Rendition:
    url: str
    width: int


@dataclass(frozen=True, slots=True)
class NewPicture:
    """`renditions` smallest first; `width` x `height` pixels are those of the largest."""

    alt: str
    width: int
    height: int
    renditions: tuple[Rendition, ...]


@dataclass(frozen=True, slots=True)
class NewProduct:
    """A product in full. Groups are named by slug; `season` is (first, last) month and may wrap.

    It needs `lead_minutes` of notice."""

    slug: str
    name: str
    kind: str
    category: str
    summary: str
    description: str
    care: str
    variants: tuple[NewVariant, ...]
    pictures: tuple[NewPicture, ...] = ()
    occasions: tuple[str, ...] = ()
    colors: tuple[str, ...] = ()
    season: tuple[int, int] = (1, 12)
    pet_safe: bool | None = None
    pollen_free: bool | None = None
    pet_note: str | None = None
    status: str = "active"
    position: int = 0
    lead_minutes: int = 0


def add_category(session: Session, *, slug: str, name: str, position: int = 0) -> Category:
    return _added(session, Category(slug=slug, name=name, position=position))


def add_occasion(session: Session, *, slug: str, name: str, position: int = 0) -> Occasion:
    return _added(session, Occasion(slug=slug, name=name, position=position))


def add_color(session: Session, *, slug: str, name: str, position: int = 0) -> Color:
    return _added(session, Color(slug=slug, name=name, position=position))


def add_product(session: Session, *, product: NewProduct) -> Product:
    """Adds the product with its sizes and pictures; its groups must exist."""
    category = session.scalars(select(Category).where(Category.slug == product.category)).one()
    occasions = _named(session, Occasion, product.occasions)
    colors = _named(session, Color, product.colors)
    groups = [category.name, *(row.name for row in occasions), *(row.name for row in colors)]
    words = [product.name, product.summary, product.description, *groups]
    added = Product(
        slug=product.slug,
        name=product.name,
        name_key=folded(product.name),
        search_key=search_key(words),
        summary=product.summary,
        description=product.description,
        care=product.care,
        status=product.status,
        kind=product.kind,
        category=category,
        season_from=product.season[0],
        season_to=product.season[1],
        pet_safe=product.pet_safe,
        pollen_free=product.pollen_free,
        pet_note=product.pet_note,
        position=product.position,
        lead_minutes=product.lead_minutes,
        occasions=occasions,
        colors=colors,
        variants=_variants(product.variants),
        pictures=_pictures(product.pictures),
    )
    return _added(session, added)


def _added(session: Session, row: _Row) -> _Row:
    session.add(row)
    session.flush()
    return row


def _named(session: Session, group: type[_Group], slugs: Sequence[str]) -> list[_Group]:
    """The groups of these slugs in the shop's order; one that does not exist is a mistake of the caller."""
    found = list(session.scalars(select(group).where(group.slug.in_(slugs)).order_by(group.position)))
    if missing := set(slugs) - {row.slug for row in found}:
        raise LookupError(f"no {group.__tablename__}: {', '.join(sorted(missing))}")
    return found


def _variants(sizes: Sequence[NewVariant]) -> list[Variant]:
    return [
        Variant(
            size=size.size,
            label=size.label,
            sku=size.sku,
            price=size.price.amount,
            currency=size.price.currency,
            make_minutes=size.make_minutes,
            position=position,
        )
        for position, size in enumerate(sizes)
    ]


def _pictures(pictures: Sequence[NewPicture]) -> list[Picture]:
    return [
        Picture(
            position=position,
            alt=picture.alt,
            width=picture.width,
            height=picture.height,
            renditions=[asdict(rendition) for rendition in picture.renditions],
        )
        for position, picture in enumerate(pictures)
    ]
