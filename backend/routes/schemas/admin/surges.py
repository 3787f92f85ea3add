"""What busy days cost more."""

import datetime as dt
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from backend.routes.schemas.common import Day, Id, MoneyModel, Strict

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
_LONGEST = 366


class SurgeModel(Strict):
    """`zone` is its name, null: everywhere. `rule` as in RFC 5545."""

    id: int
    first: dt.date
    last: dt.date
    rule: str
    zone_id: int | None
    zone: str | None
    amount: MoneyModel
    name: str


class SurgeZoneModel(Strict):
    id: int
    name: str


class SurgesModel(Strict):
    """Those that are not over, and the zones that one can be for."""

    items: list[SurgeModel]
    zones: list[SurgeZoneModel]
    currency: str


class SurgeBody(Strict):
    """From `first` to `last`, both included; `rule` says how it recurs, and ends. `amount` in minor units."""

    first: Day
    last: Day
    amount: Annotated[int, Field(ge=1, le=1_000_000, strict=True)]
    name: Annotated[_Name, Field(description="customers read it")]
    rule: Annotated[str, StringConstraints(max_length=200)] = ""
    zone_id: Id | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if not 0 <= (self.last - self.first).days < _LONGEST:
            raise ValueError("the first day first, and a year at most")
        return self
