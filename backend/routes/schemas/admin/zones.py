"""Where the van goes and when, and what kinds of places ask, as the back office reads and writes it."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from backend.routes.schemas.admin.days import BookedModel
from backend.routes.schemas.common import Day, Id, Strict

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
_Amount = Annotated[int, Field(ge=0, le=100_000_000, description="minor units of the shop's currency")]
_Minutes = Annotated[int, Field(ge=0, le=1_440)]
_Places = Annotated[int, Field(ge=0, le=10_000)]
_Digits = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10)]
# Two weeks; a notice that is longer is a product's.
_Before = Annotated[int, Field(ge=0, le=20_160)]
_DaysBefore = Annotated[int, Field(ge=0, le=14)]


def _of_the_wall(at: dt.time) -> dt.time:
    if at.tzinfo is not None:
        raise ValueError("by the shop's clock, without a zone")
    return at.replace(second=0, microsecond=0)


_Wall = Annotated[dt.time, AfterValidator(_of_the_wall)]


class PostcodeModel(Strict):
    """`exact`: `low` itself; `prefix`: what begins with it; `range`: `low` to `high`, both included."""

    kind: Literal["exact", "prefix", "range"]
    low: _Digits
    high: _Digits | None = None


class CutoffModel(Strict):
    """Orders end at `time` of the shop's clock, `days` before (working days: only those on which it is open),
    or `minutes` before the slot starts.
    """

    kind: Literal["days_before", "working_days_before", "minutes_before"]
    days: _DaysBefore = 0
    time: _Wall | None = None
    minutes: _Before | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> "CutoffModel":
        by_minutes = self.kind == "minutes_before"
        if by_minutes != (self.minutes is not None) or by_minutes == (self.time is not None):
            raise ValueError("a time of the day, or minutes before the start: what the kind asks")
        return self


class TemplateModel(Strict):
    """A slot of every week on ISO `weekdays`, or of the one date `only_on`; hours by the shop's clock."""

    id: int
    version: int
    weekdays: list[int]
    only_on: dt.date | None
    starts: dt.time
    ends: dt.time
    whole_day: bool
    capacity: int
    extra_fee: int
    cutoff: CutoffModel
    active: bool


class ZoneAdminModel(Strict):
    """Amounts are minor units of the shop's currency; `travel_minutes` to a stop, `service_minutes` at it."""

    id: int
    version: int
    name: str
    fee: int
    free_above: int | None
    minimum_order: int | None
    travel_minutes: int
    service_minutes: int
    active: bool
    postcodes: list[PostcodeModel]
    templates: list[TemplateModel]


class ZonesModel(Strict):
    """`collection` are the slots in which one fetches one's flowers."""

    currency: str
    zones: list[ZoneAdminModel]
    collection: list[TemplateModel]


class ZoneBody(Strict):
    """The whole zone. One that is not `active` is retired: nobody can order there."""

    name: _Name
    fee: _Amount
    free_above: _Amount | None = None
    minimum_order: _Amount | None = None
    travel_minutes: _Minutes = 10
    service_minutes: _Minutes = 5
    postcodes: Annotated[list[PostcodeModel], Field(max_length=500)]
    active: bool = True


class ZoneChangeBody(ZoneBody):
    version: int


class SlotBody(Strict):
    """What can be changed of a slot; one that is not `active` is retired."""

    weekdays: Annotated[list[Annotated[int, Field(ge=1, le=7)]], Field(max_length=7)] = Field(
        default_factory=list
    )
    starts: _Wall
    ends: _Wall
    whole_day: bool = False
    capacity: _Places
    extra_fee: _Amount = 0
    cutoff: CutoffModel
    active: bool = True

    @model_validator(mode="after")
    def _is_whole(self) -> "SlotBody":
        if self.starts >= self.ends:
            raise ValueError("it ends after it starts")
        if len(set(self.weekdays)) < len(self.weekdays):
            raise ValueError("each weekday once")
        return self


class NewSlotBody(SlotBody):
    """In a zone, or null for collection; on weekdays, or on one date alone."""

    zone_id: Id | None
    only_on: Day | None = None


class SlotChangeBody(SlotBody):
    version: int


class ZoneHitModel(Strict):
    """`booked` are those who keep a place that the zone does not bring to any more."""

    zone: ZoneAdminModel
    booked: list[BookedModel]


class TemplateHitModel(Strict):
    """`booked` are those who keep a place at hours that are not the slot's any more."""

    template: TemplateModel
    booked: list[BookedModel]


class DestinationModel(Strict):
    """What a kind of place asks; `version` is null where it asks nothing."""

    kind_of_place: str
    species: list[str]
    latest_end: dt.time | None
    minutes_before_service: int | None
    version: int | None


class DestinationsModel(Strict):
    destinations: list[DestinationModel]


class DestinationBody(Strict):
    """Nothing made with `species` (a Latin name, or how it begins); the rest as in the model."""

    version: int | None = None
    species: Annotated[list[_Name], Field(max_length=50)] = Field(default_factory=list)
    latest_end: _Wall | None = None
    minutes_before_service: _Minutes | None = None
