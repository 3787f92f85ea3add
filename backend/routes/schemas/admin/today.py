"""The florist's day."""

import datetime as dt
from uuid import UUID

from backend.routes.schemas.common import MoneyModel, StatusModel, Strict


class DayQuery(Strict):
    """A local day of the shop; today without one."""

    date: dt.date | None = None


class DayLineModel(Strict):
    product_name: str
    variant_label: str
    image_url: str
    quantity: int


class DayDeliveryModel(Strict):
    """`due_at` is the slot's end, or the service that the flowers are for; `urgent`: within an hour of it."""

    id: UUID
    number: str
    version: int
    method: str
    status: StatusModel
    slot_id: int | None
    slot_label: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    due_at: dt.datetime
    late: bool
    urgent: bool
    zone: str | None
    recipient_name: str
    phone: str
    address: str
    postcode: str | None
    kind_of_place: str
    service_time: str | None
    card_message: str
    notes: str
    placed_at: dt.datetime
    lines: list[DayLineModel]
    run_id: UUID | None
    run_name: str | None
    stop: int | None


class AffectedModel(Strict):
    id: UUID
    number: str
    recipient_name: str
    date: dt.date
    making_day: dt.date
    quantity: int


class ConflictModel(Strict):
    """A bucket that is promised `over` more than it can give; a person substitutes, moves or calls."""

    kind: str
    ref: str
    what: str
    over: int
    deliveries: list[AffectedModel]


class DeadLetterModel(Strict):
    id: int
    kind: str
    recipient: str
    number: str | None
    created_at: dt.datetime
    error: str


class ArrivalModel(Strict):
    """An order that was paid in the last day, whatever the day it is for (`date`, its first delivery's)."""

    number: str
    confirmed_at: dt.datetime
    buyer_name: str
    date: dt.date
    deliveries: int
    total: MoneyModel


class UnpaidModel(Strict):
    """An order whose balance is past its deadline; `date` is its first delivery's day."""

    number: str
    buyer_name: str
    buyer_phone: str
    date: dt.date
    balance_due: MoneyModel
    due_at: dt.datetime


class TodayModel(Strict):
    """`date` is the day shown, `today` the shop's today; deliveries come in the order of their urgency.

    `open`: nobody has closed the day shown.
    """

    date: dt.date
    today: dt.date
    open: bool
    time_zone: str
    deliveries: list[DayDeliveryModel]
    arrivals: list[ArrivalModel]
    conflicts: list[ConflictModel]
    dead_letters: list[DeadLetterModel]
    unpaid: list[UnpaidModel]
