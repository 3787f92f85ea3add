"""What is said by hand of products and of the florists' own days."""

import datetime as dt
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from backend.routes.schemas.common import Strict

DayName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
_A_MONTH = 30 * 24 * 60
_LEAP_YEAR = 2028
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class NoticeModel(Strict):
    """A product, and how many minutes before a slot starts it has to be ordered."""

    id: int
    slug: str
    name: str
    lead_minutes: int


class NoticesModel(Strict):
    items: list[NoticeModel]


class NoticeBody(Strict):
    """`seen` is the notice that was shown."""

    lead_minutes: int = Field(ge=0, le=_A_MONTH)
    seen: int = Field(ge=0)


class FloristDayBody(Strict):
    """A day of a month, or its `nth` ISO weekday, every year; `nth` is -1 for the last."""

    month: int = Field(ge=1, le=12)
    day: int | None = Field(None, ge=1, le=31)
    weekday: int | None = Field(None, ge=1, le=7)
    nth: int | None = Field(None, ge=-1, le=4)

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.day is None) == (self.weekday is None) or (self.weekday is None) != (not self.nth):
            raise ValueError("either a day, or a weekday and which of the month it is")
        if self.day is not None:
            dt.date(_LEAP_YEAR, self.month, self.day)
        return self

    @property
    def rule(self) -> str:
        """As RFC 5545 has it."""
        if self.weekday is None:
            return f"FREQ=YEARLY;BYMONTH={self.month};BYMONTHDAY={self.day}"
        return f"FREQ=YEARLY;BYMONTH={self.month};BYDAY={self.nth}{_WEEKDAYS[self.weekday - 1]}"
