"""What every system's schemas share: strictness, money, pictures, problems."""

from typing import Any

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """Unknown fields are refused, so that a tampered price is an error and not a silence."""

    model_config = ConfigDict(extra="forbid")


class MoneyModel(Strict):
    """Integer minor units of an ISO 4217 currency."""

    amount: int
    currency: str


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
