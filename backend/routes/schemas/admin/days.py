"""The calendar by hand: days with their staff, slots with their places, closing and opening."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from backend.routes.schemas.admin.today import ConflictModel
from backend.routes.schemas.common import Day, StatusModel, Strict

MOST_DAYS = 62

_Count = Annotated[int, Field(ge=0, le=10_000)]


class DaysQuery(Strict):
    """From and to a local day, both included."""

    from_: Annotated[Day, Field(alias="from")]
    to: Day

    @model_validator(mode="after")
    def _is_short(self) -> "DaysQuery":
        if not 0 <= (self.to - self.from_).days < MOST_DAYS:
            raise ValueError(f"at most {MOST_DAYS} days, the first one first")
        return self


class LoadModel(Strict):
    """`reserved` is above `capacity` by what is `overbooked`."""

    capacity: int
    reserved: int
    overbooked: int
    open: bool


class StaffModel(Strict):
    """Who works on a day, and for how many minutes each."""

    florists: int
    florist_minutes: int
    vans: int
    van_minutes: int


class SlotLoadModel(Strict):
    """`open` is what was said of the slot itself; `places.open` is whether it can be had."""

    id: int
    version: int
    label: str
    zone: str | None
    method: str
    starts_at: dt.datetime
    whole_day: bool
    open: bool
    places: LoadModel


class DayModel(Strict):
    """Without a `version` the day is not laid out; it can be closed all the same."""

    date: dt.date
    open: bool
    closed_because: str
    blackout: Annotated[str | None, Field(description="why the calendar's rules close it")]
    version: int | None
    staff: StaffModel | None
    workroom: LoadModel | None
    morning: LoadModel | None
    afternoon: LoadModel | None
    vans: LoadModel | None
    slots: list[SlotLoadModel]


class DaysModel(Strict):
    today: dt.date
    days: list[DayModel]


class BookedModel(Strict):
    """`waits`: its order is not paid for yet."""

    id: UUID
    number: str
    recipient_name: str
    date: dt.date
    slot_id: int | None
    slot_label: str
    status: StatusModel
    waits: bool


class WholeDayModel(Strict):
    """A day with whoever is booked on it, and what is overbooked on it."""

    day: DayModel
    booked: list[BookedModel]
    conflicts: list[ConflictModel]


class FactBody(Strict):
    """`is_fact`: it has happened, so that less than is promised is accepted; then it needs its reason."""

    version: int
    is_fact: bool = False
    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""

    @model_validator(mode="after")
    def _says_why(self) -> "FactBody":
        if self.is_fact and not self.reason:
            raise ValueError("a fact needs its reason")
        return self


class StaffBody(FactBody):
    """What is left out stays."""

    florists: _Count | None = None
    florist_minutes: _Count | None = None
    vans: _Count | None = None
    van_minutes: _Count | None = None


class PlacesBody(FactBody):
    """How many deliveries a slot takes."""

    capacity: _Count


class ReasonBody(Strict):
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
