"""Reads of the catalog for other rooms; the public lists and pages are `search`'s."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from backend.shop.catalog.models import Category, Picture, Product, Variant
from backend.shop.kit.money import Money


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """One size of a product as it is sold now; `image_url` is empty where there is no picture.

    It needs `lead_minutes` of notice before its slot begins.
    """

    id: int
    sku: str
    product_id: int
    product_slug: str
    product_name: str
    category_id: int
    variant_label: str
    kind: str
    image_url: str
    price: Money
    make_minutes: int
    for_sale: bool
    lead_minutes: int = 0
    tax_class: str = "standard"


def variants(session: Session, ids: Collection[int]) -> dict[int, VariantFacts]:
    """The facts of each variant that exists, whether it is for sale or not."""
    if not ids:
        return {}
    found = session.scalars(
        select(Variant)
        .where(Variant.id.in_(ids))
        .options(selectinload(Variant.product).selectinload(Product.pictures))
    )
    return {variant.id: _facts(variant) for variant in found}


def known_products(session: Session, ids: Collection[int]) -> set[int]:
    """Those of the products that exist."""
    return set(session.scalars(select(Product.id).where(Product.id.in_(ids))))


def known_categories(session: Session, ids: Collection[int]) -> set[int]:
    """Those of the categories that exist."""
    return set(session.scalars(select(Category.id).where(Category.id.in_(ids))))


def category_ids(session: Session) -> dict[str, int]:
    """Every category's id by its slug."""
    return {row.slug: row.id for row in session.execute(select(Category.slug, Category.id))}


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """A picture, `width` x `height` pixels at its largest; `renditions` are of `url` and `width`."""

    alt: str
    width: int
    height: int
    renditions: list[dict[str, Any]]


def pictures(session: Session, variant_ids: Collection[int]) -> dict[int, PictureFacts]:
    """The first picture of each variant's product, where it has one."""
    if not variant_ids:
        return {}
    query = (
        select(Variant.id, Picture)
        .join(Picture, Picture.product_id == Variant.product_id)
        .where(Variant.id.in_(variant_ids), Picture.position == 0)
    )
    return {
        variant_id: PictureFacts(picture.alt, picture.width, picture.height, picture.renditions)
        for variant_id, picture in session.execute(query)
    }


def product_id(session: Session, slug: str, *, for_sale: bool = False) -> int | None:
    """The id of a product, with `for_sale` only of one that is; None: there is none."""
    query = select(Product.id).where(Product.slug == slug)
    return session.scalar(query.where(Product.status == "active") if for_sale else query)


def categories(session: Session, slugs: Collection[str]) -> dict[str, str]:
    """The names of those of the categories that are there, by slug, in the shop's order."""
    query = select(Category.slug, Category.name).where(Category.slug.in_(slugs))
    rows = session.execute(query.order_by(Category.position, Category.id))
    return {row.slug: row.name for row in rows}


def cheapest_variant(session: Session) -> int | None:
    """The cheapest size for sale, of a bouquet where the shop has one; None while nothing is for sale."""
    return session.scalar(
        select(Variant.id)
        .join(Variant.product)
        .where(Variant.active, Product.status == "active")
        .order_by((Product.kind == "bouquet").desc(), Variant.price, Variant.id)
        .limit(1)
    )


def smallest_variants(session: Session, slugs: Collection[str]) -> dict[str, int]:
    """The cheapest size for sale of each of the products, by slug."""
    query = (
        select(Product.slug, Variant.id)
        .join(Variant.product)
        .where(Product.slug.in_(slugs), Product.status == "active", Variant.active)
        .order_by(Variant.price.desc(), Variant.id.desc())
    )
    return {row.slug: row.id for row in session.execute(query)}  # the last is the cheapest


@dataclass(frozen=True, slots=True)
class Head:
    """What a search engine is told of a product."""

    name: str
    description: str


def head(session: Session, slug: str) -> Head | None:
    """The head of a product page; None for what is not for sale."""
    row = session.execute(
        select(Product.name, Product.description).where(Product.slug == slug, Product.status == "active")
    ).one_or_none()
    return Head(row.name, row.description) if row else None


def any_products(session: Session) -> bool:
    return session.scalar(select(Product.id).limit(1)) is not None


def _facts(variant: Variant) -> VariantFacts:
    product = variant.product
    return VariantFacts(
        id=variant.id,
        sku=variant.sku,
        product_id=product.id,
        product_slug=product.slug,
        product_name=product.name,
        category_id=product.category_id,
        variant_label=variant.label,
        kind=product.kind,
        image_url=product.pictures[0].renditions[0]["url"] if product.pictures else "",
        price=Money(variant.price, variant.currency),
        make_minutes=variant.make_minutes,
        for_sale=variant.active and product.status == "active",
        lead_minutes=product.lead_minutes,
        tax_class=product.tax_class,
    )
