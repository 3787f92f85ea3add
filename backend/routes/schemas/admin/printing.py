"""What may be printed, and on which paper."""

import datetime as dt
from typing import Literal
from uuid import UUID

from pydantic import Field

from backend.routes.schemas.common import Strict

MOST = 100
Sheet = Literal["letter", "a4"]


class _SheetQuery(Strict):
    paper: Sheet | None = Field(None, description="the sheet of the shop's country without it")


class PapersQuery(_SheetQuery):
    """Repeat `delivery_id`: all of them come in one document, in this order."""

    delivery_id: list[UUID] = Field(min_length=1, max_length=MOST)


class LabelsQuery(Strict):
    """`label` is a label printer's, 100 by 62 mm; a sheet takes eight of them."""

    delivery_id: list[UUID] = Field(min_length=1, max_length=MOST)
    paper: Literal["label", "letter", "a4"] = "label"


class DayPaperQuery(_SheetQuery):
    """A local day of the shop; today without one."""

    date: dt.date | None = None


class RunPaperQuery(_SheetQuery):
    run_id: UUID
