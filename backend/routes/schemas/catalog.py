"""The catalog's questions and answers. SQL makes the answers; a test holds them against these models."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from backend.routes.schemas.common import MoneyModel, PictureModel, Strict
from backend.routes.schemas.delivery import Day
from backend.shop.kit.paging import MAX_PAGE, MAX_PAGE_SIZE

# PostgreSQL's texts hold no NUL, so a value with one can match nothing.
_NO_NUL = r"^[^\x00]*$"
Value = Annotated[str, StringConstraints(max_length=80, pattern=_NO_NUL)]
Values = Annotated[list[Value], Field(max_length=40)]
_MOST = 100_000_000

Kind = Literal["bouquet", "plant", "gift", "addon"]


class PageQuery(Strict):
    page: int = Field(1, ge=1, le=MAX_PAGE)
    page_size: int = Field(24, ge=1, le=MAX_PAGE_SIZE)


class ProductsQuery(PageQuery):
    """Repeat a filter for "or". Prices are minor units, compared with a product's smallest size."""

    q: Annotated[str, StringConstraints(max_length=100, pattern=_NO_NUL)] = ""
    category: Values = Field(default_factory=list)
    color: Values = Field(default_factory=list)
    occasion: Values = Field(default_factory=list)
    price_min: int | None = Field(None, ge=0, le=_MOST)
    price_max: int | None = Field(None, ge=0, le=_MOST)
    delivery_date: date | None = Field(None, description="only what can be made and delivered on this day")
    postcode: Value | None = Field(None, description="with delivery_date: only if the van comes here then")
    sort: Literal["featured", "price", "-price", "name", "newest"] = "featured"

    @model_validator(mode="after")
    def _prices_in_order(self) -> Self:
        if self.price_min is not None and self.price_max is not None and self.price_min > self.price_max:
            raise ValueError("price_min is above price_max")
        return self


class ProductQuery(Strict):
    """With a day, each size says what is left of it; with a postcode as well, of what is brought there."""

    delivery_date: Day | None = None
    postcode: Value | None = None


class SeasonModel(Strict):
    """Months, both included; they may wrap over New Year."""

    from_month: int = Field(ge=1, le=12)
    to_month: int = Field(ge=1, le=12)


class ProductCard(Strict):
    slug: str
    name: str
    summary: str
    kind: Kind
    category: str
    colors: list[str]
    image_url: str
    picture: PictureModel | None
    price_from: MoneyModel
    pet_safe: bool | None = Field(description="not known to be toxic to cats or dogs; null: it cannot matter")
    pollen_free: bool | None
    season: SeasonModel | None = Field(description="null: all year")
    in_season: bool
    left: int | None = Field(description="of its smallest size for delivery_date; null without one")


class FacetValue(Strict):
    value: str
    label: str
    count: int


class PriceRange(Strict):
    min: int | None
    max: int | None


class Facets(Strict):
    """A facet's own filter is left out of its own counts."""

    category: list[FacetValue]
    color: list[FacetValue]
    occasion: list[FacetValue]
    price: PriceRange


class ProductList(Strict):
    items: list[ProductCard]
    total: int
    page: int
    page_size: int
    facets: Facets
    did_you_mean: str | None


class GroupModel(Strict):
    slug: str
    name: str


class ContentModel(Strict):
    name: str
    quantity: int
    kind: Literal["stem", "item"]


class VariantModel(Strict):
    id: int
    sku: str
    size: str
    label: str
    price: MoneyModel
    left: int | None = Field(description="how many can be had on delivery_date; null without one")
    contents: list[ContentModel]


class AddonModel(Strict):
    """Something small to send along, in its smallest size."""

    variant_id: int
    slug: str
    name: str
    summary: str
    image_url: str
    picture: PictureModel | None
    price: MoneyModel


class ProductModel(Strict):
    slug: str
    name: str
    description: str
    care: str
    summary: str
    kind: Kind
    category: GroupModel
    occasions: list[GroupModel]
    colors: list[GroupModel]
    season: SeasonModel | None
    in_season: bool
    pet_safe: bool | None
    pollen_free: bool | None
    pet_note: str | None
    vase_days: int | None = Field(description="days that most of its stems last; null: no cut flowers")
    image_url: str
    pictures: list[PictureModel]
    price_from: MoneyModel
    variants: list[VariantModel]
    addons: list[AddonModel]


class CategoryModel(GroupModel):
    count: int


class CategoryList(Strict):
    items: list[CategoryModel]
    total: int
    page: int
    page_size: int


class OccasionModel(GroupModel):
    count: int
    image_url: str


class OccasionList(Strict):
    items: list[OccasionModel]
    total: int
    page: int
    page_size: int
