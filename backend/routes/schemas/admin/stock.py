"""The stock of the day, what is done to it by hand, and one stem in the place of another."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from backend.routes.schemas.admin.today import ConflictModel
from backend.routes.schemas.common import Day, Id, MoneyModel, StatusModel, Strict

_Stems = Annotated[int, Field(ge=1, le=100_000)]
_Why = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]


class StockQuery(Strict):
    """A local day of the shop; today without one."""

    date: Day | None = None


class LotModel(Strict):
    """`days_left`: how much longer it may be bound, below 0 too old, null for what does not die.

    `coming`: not here yet on that day. `capacity` are the stems that are there, `reserved` those promised.
    """

    id: int
    version: int
    stem_id: int
    state: str
    arrives: dt.date
    days_left: int | None
    capacity: int
    reserved: int
    free: int
    overbooked: int
    coming: bool


class WantedModel(Strict):
    date: dt.date
    quantity: int


class StemStockModel(Strict):
    """`free` serves a bouquet made on the day; `wanted` is promised, by making day, from it on."""

    id: int
    name: str
    species: str
    colors: list[str]
    perishable: bool
    reorder_point: int
    free: int
    overbooked: int
    wanted: list[WantedModel]
    lots: list[LotModel]


class StockModel(Strict):
    date: dt.date
    today: dt.date
    stems: list[StemStockModel]


class StemModel(Strict):
    """`proposed_end`: when the vase life of a lot is over that comes today; null for what does not die.

    What nobody brings on standing days is ordered at `supplier_id`, `lead_days` ahead.
    """

    id: int
    slug: str
    name: str
    species: str
    colors: list[str]
    perishable: bool
    vase_days: int
    unit_cost: MoneyModel
    proposed_end: dt.date | None
    reorder_point: int
    lead_days: int
    supplier_id: int | None
    substitute_ids: list[int]
    version: int


class StemsModel(Strict):
    items: list[StemModel]


class ArrivalBody(Strict):
    """`unit_cost` in minor units. What is left out: today, the usual vase life, no price."""

    stem_id: Id
    quantity: _Stems
    arrived: Day | None = None
    vase_life_end: Day | None = None
    unit_cost: Annotated[int, Field(ge=0, le=1_000_000)] | None = None


class CountBody(Strict):
    counted: Annotated[int, Field(ge=0, le=100_000)]
    reason: _Why = ""
    version: int


class WasteBody(Strict):
    quantity: _Stems
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
    version: int


class LotChangedModel(Strict):
    """A lot as it is now; `conflicts`: who is promised stems of it that are not there."""

    lot: LotModel
    conflicts: list[ConflictModel]


class SwapQuery(Strict):
    """Bouquets that are made on `date`: the stem `by` in the place of `stem`."""

    stem: Id
    by: Id
    date: Day


class CandidateModel(Strict):
    """A delivery that takes `quantity` of the stem; `waits`: it is not paid for yet.

    `needed` of the substitute are worth as much. By its buyer's `choice` it is
    swapped at once (`way` swap), asked by letter (ask), or not_so.
    """

    delivery_id: UUID
    number: str
    recipient_name: str
    status: StatusModel
    waits: bool
    starts_at: dt.datetime
    quantity: int
    needed: int
    choice: StatusModel
    way: str


class SwapPreviewModel(Strict):
    """`needed` of the substitute for all, `free` of it; `cheaper`: it costs nothing, and is refused."""

    deliveries: list[CandidateModel]
    needed: int
    free: int
    enough: bool
    cheaper: bool


class SwapBody(Strict):
    stem_id: Id
    substitute_id: Id
    date: Day
    delivery_ids: Annotated[list[UUID], Field(min_length=1, max_length=500)]


class SwappedModel(Strict):
    """What is still overbooked of the stem that was replaced."""

    conflicts: list[ConflictModel]
