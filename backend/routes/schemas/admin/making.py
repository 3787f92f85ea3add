"""Deliveries as they are made and sent out, and what is done with them."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from backend.routes.schemas.admin.today import DayDeliveryModel
from backend.routes.schemas.common import Problem, Strict
from backend.routes.schemas.delivery import Day, SlotModel

Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
PersonName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)]


class StemTakenModel(Strict):
    """`instead_of` is the recipe's stem that these stand for, where one was swapped."""

    stem_id: int
    stem_name: str
    quantity: int
    perishable: bool
    instead_of: str | None


class WorkLineModel(Strict):
    """`quantity` pieces; `stems` are what all of them take together."""

    product_name: str
    variant_label: str
    image_url: str
    quantity: int
    stems: list[StemTakenModel]


class ProofModel(Strict):
    at: dt.datetime
    received_by: str
    photo_id: UUID | None


class WorkModel(DayDeliveryModel):
    """A delivery to make or to bring. `undo_until` is null where the last step cannot be taken back."""

    lines: list[WorkLineModel]  # type: ignore[assignment]  # the same lines with their recipes
    making_day: dt.date
    safe_place: str
    ribbon_text: str
    undo_until: dt.datetime | None
    failed_reason: str | None
    proof: ProofModel | None


class WorkroomQuery(Strict):
    """A local making day of the shop; today without one."""

    date: Day | None = None


class WorkroomModel(Strict):
    """What is to make on `date`, services first; `today` is the shop's."""

    date: dt.date
    today: dt.date
    time_zone: str
    deliveries: list[WorkModel]


class MoveBody(Strict):
    """The next stage of a delivery that was seen at `version`.

    `delivered` says who took it or names a photo of it (a collection may say nothing), `failed` its reason,
    `rescheduled` the slot of the next try, and whether the bouquet is made anew.
    """

    to: Literal["preparing", "ready", "out_for_delivery", "delivered", "failed", "rescheduled"]
    version: int
    received_by: PersonName = ""
    photo_id: UUID | None = None
    reason: Reason = ""
    slot_id: int | None = None
    remake: bool = False


class SeenBody(Strict):
    version: int


class SeenModel(SeenBody):
    id: UUID


class MoveAllBody(Strict):
    """Several deliveries at once; each is moved, or refused, for itself."""

    to: Literal["preparing", "ready", "out_for_delivery"]
    deliveries: Annotated[list[SeenModel], Field(min_length=1, max_length=100)]


class MovedModel(Strict):
    """How one of several fared: its `problem`, or none; the delivery as it is now."""

    id: UUID
    delivery: WorkModel | None
    problem: Problem | None


class MovedAllModel(Strict):
    results: list[MovedModel]


class NextSlotsQuery(Strict):
    """The slots of one day, or, without one, the next that can be had."""

    date: Day | None = None
    remake: bool = False


class NextSlotsModel(Strict):
    """When a delivery can be tried again; `own` is the slot it has, unless its day is over."""

    own: int | None
    slots: list[SlotModel]


class PhotoModel(Strict):
    id: UUID
    width: int
    height: int
