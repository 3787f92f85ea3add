"""What every system's schemas share: strictness, money, pictures, problems."""

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """Unknown fields are refused, so that a tampered price is an error and not a silence."""

    model_config = ConfigDict(extra="forbid")


# A year that nobody means ends here, and so does one that arithmetic cannot bear.
Day = Annotated[dt.date, Field(ge=dt.date(2000, 1, 1), le=dt.date(2199, 12, 31))]
Id = Annotated[int, Field(ge=1, le=2_147_483_647)]


class MoneyModel(Strict):
    """Integer minor units of an ISO 4217 currency."""

    amount: int
    currency: str


class SurchargeModel(Strict):
    """What busy days add to a fee, under the name that customers read."""

    name: str
    amount: MoneyModel


class PromotionModel(Strict):
    """What a promotion takes off, under the name that customers read; without a code it came by itself."""

    code: str | None
    name: str
    amount: MoneyModel


class Rendition(Strict):
    url: str
    width: int


class PictureModel(Strict):
    alt: str
    width: int
    height: int
    renditions: list[Rendition]


class StatusModel(Strict):
    """A state for programs (`code`) and for people (`label`)."""

    code: str
    label: str


class ProblemError(Strict):
    path: str
    message: str


class Problem(BaseModel):
    """RFC 9457; `code` is what a client switches on."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[ProblemError] | None = None


Json = dict[str, Any]
