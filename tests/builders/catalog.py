"""Categories, occasions, colors and products for a test; a group is made when it is first named."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.catalog import services
from backend.shop.catalog.models import Category, Color, Occasion, Product
from backend.shop.catalog.services import NewPicture, NewProduct, NewVariant, Rendition
from backend.shop.kit.money import Money
from backend.shop.stock import services as stock
from backend.shop.stock.models import Stem

SIZES = ("standard", "deluxe", "premium")
_USUAL: dict[str, Any] = {
    "kind": "bouquet",
    "category": "mixed-bouquets",
    "summary": "Red roses",
    "description": "Made this morning.",
    "care": "Fresh water every day.",
}


def a_category(session: Session, slug: str = "mixed-bouquets", position: int = 0) -> Category:
    found = session.scalar(select(Category).where(Category.slug == slug))
    return found or services.add_category(session, slug=slug, name=_words(slug), position=position)


def an_occasion(session: Session, slug: str = "birthday", position: int = 0) -> Occasion:
    found = session.scalar(select(Occasion).where(Occasion.slug == slug))
    return found or services.add_occasion(session, slug=slug, name=_words(slug), position=position)


def a_color(session: Session, slug: str = "red", position: int = 0) -> Color:
    found = session.scalar(select(Color).where(Color.slug == slug))
    return found or services.add_color(session, slug=slug, name=_words(slug), position=position)


def a_picture(slug: str) -> NewPicture:
    renditions = tuple(Rendition(f"/pictures/{slug}-{width}.webp", width) for width in (480, 960))
    return NewPicture(alt=f"A picture of {_words(slug)}", width=960, height=1200, renditions=renditions)


def a_product(
    session: Session,
    slug: str = "rose-city-dozen",
    *,
    price: int | Sequence[int] = 4500,
    recipe: Mapping[Stem, int] | None = None,
    make_minutes: int = 10,
    pictured: bool = True,
    **facts: Any,
) -> Product:
    """A product with one size, or as many as `price` has amounts; `product.variants[0]` is the smallest.

    The second size takes twice the recipe, the third three times. `facts` are those of NewProduct: name,
    kind, category, occasions, colors, season, status, position...
    """
    product = NewProduct(
        slug=slug,
        variants=_sizes(slug, [price] if isinstance(price, int) else price, make_minutes),
        pictures=(a_picture(slug),) if pictured else (),
        **(_USUAL | {"name": _words(slug)} | facts),
    )
    _groups(session, product)
    added = services.add_product(session, product=product)
    for times, variant in enumerate(added.variants, start=1):
        lines = [(stem.id, quantity * times) for stem, quantity in (recipe or {}).items()]
        stock.write_recipe(session, variant_id=variant.id, lines=lines)
    return added


def _groups(session: Session, product: NewProduct) -> None:
    a_category(session, product.category)
    for occasion in product.occasions:
        an_occasion(session, occasion)
    for color in product.colors:
        a_color(session, color)


def _sizes(slug: str, prices: Sequence[int], make_minutes: int) -> tuple[NewVariant, ...]:
    return tuple(
        NewVariant(
            size=size,
            label=size.capitalize(),
            sku=f"{slug}-{size}",
            price=Money(price, "USD"),
            make_minutes=make_minutes,
        )
        for size, price in zip(SIZES, prices, strict=False)
    )


def _words(slug: str) -> str:
    return slug.replace("-", " ").title()
