"""Days and slots as a customer may choose them."""

import re
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field, StringConstraints

from backend.routes.schemas.common import MoneyModel, Strict


def _iso_day(given: object) -> object:
    # Left alone, "0" would be read as seconds since 1970.
    if isinstance(given, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
        raise ValueError("a day is written 2027-02-14")
    return given


Day = Annotated[date, BeforeValidator(_iso_day)]


class ReasonModel(Strict):
    """Why something cannot be had: `code` for programs, `message` for people."""

    code: str
    message: str
    stems: list[str] = Field(default_factory=list)


class SlotModel(Strict):
    """`surge` is the part of the fee that a busy day adds, under its name."""

    id: int
    date: date
    label: str
    starts_at: datetime
    ends_at: datetime
    cutoff_at: datetime
    whole_day: bool
    fee: MoneyModel
    surge: MoneyModel | None
    surge_name: str | None
    available: bool
    reasons: list[ReasonModel]
    places_left: int


class DatesQuery(Strict):
    """Where to and how; `delivery_id` names the parcel of the caller's cart whose lines shall be brought.

    If that parcel is for a service, only times that end before it begins can be had.
    """

    postcode: Annotated[str, StringConstraints(max_length=20)] = ""
    method: Literal["van", "collection"] = "van"
    delivery_id: UUID | None = None


class SlotsQuery(DatesQuery):
    date: Day


class ZoneModel(Strict):
    name: str
    fee: MoneyModel
    free_above: MoneyModel | None
    minimum_order: MoneyModel | None


class DateModel(Strict):
    """A day; `fee_from` is the lowest fee of its slots that can be had."""

    date: date
    available: bool
    reasons: list[ReasonModel]
    fee_from: MoneyModel | None


class DatesModel(Strict):
    """Every day from today on; place and zone are null for collection."""

    postcode: str | None
    zone: ZoneModel | None
    first_available: date | None
    dates: list[DateModel]


class SlotsModel(Strict):
    date: date
    slots: list[SlotModel]
