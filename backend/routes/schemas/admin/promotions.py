"""Promotions as managers see and set them."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from backend.routes.schemas.admin.orders import Version
from backend.routes.schemas.common import Day, Id, MoneyModel, Strict

Kind = Literal["percent", "amount", "free_delivery", "buy_x"]
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
_Code = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=40, pattern=r"^[A-Za-z0-9 _-]+$")
]
_Number = Annotated[int, Field(ge=1, le=1_000_000, strict=True)]
_Few = Annotated[int, Field(ge=1, le=50, strict=True)]
_Percent = Annotated[int, Field(ge=1, le=100, strict=True)]
_Slug = Annotated[str, StringConstraints(max_length=100)]


class PromotionRow(Strict):
    """`used` is what orders have confirmed, `held` what waits for its payment; `left` null: no limit.

    Amounts are null where the kind has none; without products and categories everything takes part.
    """

    id: int
    name: str
    code: str | None
    kind: Kind
    percent: int | None
    amount: MoneyModel | None
    buy: int | None
    get: int | None
    minimum: MoneyModel | None
    product_ids: list[int]
    category_codes: list[str]
    first_order: bool
    per_customer: int | None
    total_limit: int | None
    starts_on: dt.date
    ends_on: dt.date | None
    combines: bool
    active: bool
    version: int
    used: int
    held: int
    left: int | None
    status: Literal["scheduled", "running", "paused", "ended", "used_up"]


class PromotionsModel(Strict):
    items: list[PromotionRow]
    currency: str
    today: dt.date


class _Said(Strict):
    percent: _Percent | None = None
    amount: MoneyModel | None = None
    buy: _Few | None = None
    get: _Few | None = None
    minimum: MoneyModel | None = None
    product_ids: list[Id] = Field(default_factory=list, max_length=500)
    category_codes: list[_Slug] = Field(default_factory=list, max_length=100)
    first_order: bool = False
    per_customer: _Number | None = None
    total_limit: _Number | None = None
    ends_on: Day | None = None
    combines: bool = False
    active: bool = True


class NewPromotionBody(_Said):
    """The local days are both included, by the day of ordering. The code is folded: no spaces, capitals."""

    name: _Name
    code: _Code | None = None
    kind: Kind
    starts_on: Day


class ChangePromotion(_Said):
    """Only the fields that are sent are changed; null clears one that may be empty."""

    version: Version
    name: _Name = ""
    code: _Code | None = None
    kind: Kind = "percent"
    starts_on: Day = dt.date(2000, 1, 1)
