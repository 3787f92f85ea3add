"""The calendar's rules: blackouts, overrides of single days, and what a customer would see."""

import datetime as dt
from typing import Annotated

from pydantic import Field, NaiveDatetime, StringConstraints, model_validator

from backend.routes.schemas.admin.days import BookedModel
from backend.routes.schemas.common import Day, Id, Strict
from backend.routes.schemas.delivery import SlotModel

_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
_LONGEST = 366
_FIRST, _LAST = dt.datetime(2000, 1, 1), dt.datetime(2199, 12, 31)  # noqa: DTZ001  # a wall's


class ChoiceModel(Strict):
    id: int
    name: str


class BlackoutModel(Strict):
    """`scope` is the name of the zone, category or product; null: the whole shop. `rule` as in RFC 5545."""

    id: int
    first: dt.date
    last: dt.date
    rule: str
    zone_id: int | None
    category_id: int | None
    product_id: int | None
    reason: str
    version: int
    scope: str | None
    next_days: list[dt.date]


class OverrideModel(Strict):
    """`last_order` is by the shop's clock; without `capacity_percent` there are as many places as usual."""

    date: dt.date
    name: str
    open: bool
    product_ids: list[int] | None
    capacity_percent: int | None
    last_order: dt.datetime | None
    own_slots: bool
    version: int


class FloristDayModel(Strict):
    """A day on which everybody wants flowers, next time."""

    name: str
    date: dt.date


class HolidayModel(Strict):
    """A public holiday of the next year, and whether the shop is closed on it."""

    name: str
    date: dt.date
    closed: bool


class HolidaysBody(Strict):
    """All holidays on which the shop is closed; `seen` are those that the page showed as closed."""

    names: Annotated[list[_Words], Field(max_length=100)]
    seen: Annotated[list[_Words], Field(max_length=100)]


class CalendarModel(Strict):
    """What stands from `today` on, and what a rule can name."""

    today: dt.date
    blackouts: list[BlackoutModel]
    overrides: list[OverrideModel]
    holidays: list[HolidayModel]
    florist_days: list[FloristDayModel]
    zones: list[ChoiceModel]
    categories: list[ChoiceModel]
    products: list[ChoiceModel]


class BlackoutBody(Strict):
    """From `first` to `last`, both included; `rule` says how it recurs, and ends (COUNT or UNTIL)."""

    first: Day
    last: Day
    reason: Annotated[_Words, Field(description="customers read it")]
    rule: Annotated[str, StringConstraints(max_length=200)] = ""
    zone_id: Id | None = None
    category_id: Id | None = None
    product_id: Id | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> "BlackoutBody":
        if not 0 <= (self.last - self.first).days < _LONGEST:
            raise ValueError("the first day first, and a year at most")
        if sum(each is not None for each in (self.zone_id, self.category_id, self.product_id)) > 1:
            raise ValueError("one zone, one category or one product")
        return self


class BlackoutChangeBody(BlackoutBody):
    version: int


class BlackoutHitModel(Strict):
    """`booked` are those who have a place in what closes: they keep it, and somebody calls them."""

    blackout: BlackoutModel
    booked: list[BookedModel]


class OverrideBody(Strict):
    """`version` is null for a day of which nothing was said. `product_ids`: nothing else on this day.

    Weekly slots take `capacity_percent` of their places, or with `own_slots` do not apply. Nothing is sold
    for the day from `last_order` on, by the shop's clock.
    """

    version: int | None = None
    name: Annotated[_Words, Field(description="customers read it")]
    open: bool
    product_ids: Annotated[list[Id], Field(min_length=1, max_length=200)] | None = None
    capacity_percent: Annotated[int, Field(ge=0, le=1000)] | None = None
    last_order: Annotated[NaiveDatetime, Field(ge=_FIRST, le=_LAST)] | None = None
    own_slots: bool = False


class OverrideSetModel(Strict):
    override: OverrideModel
    booked: list[BookedModel]


class PreviewQuery(Strict):
    """A postcode, or none for collection at the shop."""

    date: Day
    postcode: Annotated[str, StringConstraints(max_length=20)] | None = None


class PreviewModel(Strict):
    """What a customer with nothing but the smallest bouquet would be offered."""

    zone: str | None
    slots: list[SlotModel]
