"""What a customer may ask of the catalog, as plain facts."""

from dataclasses import dataclass, field
from datetime import date

from backend.shop.catalog.rules import folded, root
from backend.shop.kit.paging import Page


@dataclass(frozen=True, slots=True)
class Asked:
    """A search of the catalog. Values inside a filter are alternatives; prices are minor units.

    `sort` is featured, price, -price, name or newest. `day` asks for what can be made on that local day;
    with `postcode`, delivered there as well. `only` asks among these products, by id.
    """

    words: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    color: tuple[str, ...] = ()
    occasion: tuple[str, ...] = ()
    price_min: int | None = None
    price_max: int | None = None
    day: date | None = None
    postcode: str | None = None
    only: tuple[int, ...] | None = None
    sort: str = "featured"
    page: Page = field(default_factory=Page)


def words(question: str) -> tuple[str, ...]:
    """The roots of a question's words, each once."""
    return tuple(dict.fromkeys(root(word) for word in folded(question).split()))
