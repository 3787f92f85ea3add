"""The delivery queue and its runs."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from backend.routes.schemas.admin.making import SeenBody, WorkModel, WorkroomQuery
from backend.routes.schemas.common import Strict
from backend.routes.schemas.delivery import Day

RunName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class QueueQuery(WorkroomQuery):
    """A local day of the shop; today without one."""


class DriverModel(Strict):
    id: UUID
    name: str


class RunModel(Strict):
    """`stops` are deliveries in the order in which they are driven."""

    id: UUID
    date: dt.date
    name: str
    driver: DriverModel | None
    version: int
    stops: list[UUID]


class QueueModel(Strict):
    """What goes out on `date`, by urgency; `drivers` are all who can be given a run."""

    date: dt.date
    today: dt.date
    time_zone: str
    deliveries: list[WorkModel]
    runs: list[RunModel]
    drivers: list[DriverModel]


class NewRunBody(Strict):
    date: Day
    name: RunName
    driver_id: UUID | None = None


class RunBody(SeenBody):
    name: RunName
    driver_id: UUID | None


class StopsBody(SeenBody):
    """The whole order of a run's stops."""

    delivery_ids: Annotated[list[UUID], Field(max_length=200)]


class ProposalModel(Strict):
    delivery_ids: list[UUID]


class RunLinkModel(Strict):
    """What opens a run on its driver's phone until its day ends; whoever has it may drive."""

    url: str
    expires_at: dt.datetime
