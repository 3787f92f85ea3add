"""What a customer may ask of the catalog, as plain facts."""

from dataclasses import dataclass, field
from datetime import date

from backend.shop.catalog.rules import folded
from backend.shop.kit.paging import Page

SORTS = ("featured", "price", "-price", "name", "newest")
# The shortest word from which a plural's s is dropped: "roses" finds "rose", "as" stays.
_PLURAL_FROM = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A search of the catalog. Values inside a filter are alternatives; prices are minor units.

    `day` asks for what can be made on that local day; with `postcode`, delivered there as well.
    """

    words: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    color: tuple[str, ...] = ()
    occasion: tuple[str, ...] = ()
    price_min: int | None = None
    price_max: int | None = None
    day: date | None = None
    postcode: str | None = None
    sort: str = "featured"
    page: Page = field(default_factory=Page)


def words(question: str) -> tuple[str, ...]:
    """The folded words of a question, each as the beginning that singular and plural share."""
    return tuple(dict.fromkeys(_stem(word) for word in folded(question).split()))


def _stem(word: str) -> str:
    if len(word) > _PLURAL_FROM and word.endswith("ies"):
        return word.removesuffix("ies")
    if len(word) >= _PLURAL_FROM and word.endswith("s") and not word.endswith("ss"):
        return word.removesuffix("s")
    return word
