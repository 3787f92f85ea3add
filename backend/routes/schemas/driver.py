"""A driver's run, as her phone shows it: no prices, and no sender who stays unknown."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, StringConstraints

from backend.routes.schemas.admin.making import PersonName, Reason
from backend.routes.schemas.admin.today import DayLineModel
from backend.routes.schemas.common import StatusModel, Strict


class RunAccess(Strict):
    """The secret of a run's link, exchanged for a cookie."""

    token: Annotated[str, StringConstraints(max_length=300)]


class StopModel(Strict):
    delivery_id: UUID
    number: str
    position: int
    status: StatusModel
    recipient_name: str
    phone: str
    address: str
    postcode: str | None
    kind_of_place: str
    notes: str
    safe_place: str
    sender: str | None
    slot_label: str
    service_time: str | None
    due_at: dt.datetime
    lines: list[DayLineModel]
    received_by: str | None
    failed_reason: str | None


class TourModel(Strict):
    """The stops ahead in their order, then those that are done."""

    id: UUID
    name: str
    date: dt.date
    stops: list[StopModel]


class DriverDayModel(Strict):
    date: dt.date
    shop_phone: str
    time_zone: str
    runs: list[TourModel]


class ReportBody(Strict):
    """What happened at a door; `at`, the phone's own time, and the outcome tell a deed that is sent twice."""

    outcome: Literal["delivered", "failed"]
    at: AwareDatetime
    received_by: PersonName = ""
    photo_id: UUID | None = None
    reason: Reason = ""


class HeardModel(Strict):
    """Where the delivery is now."""

    delivery_id: UUID
    status: StatusModel
