"""Who brings stems, what is worth buying, and the orders at suppliers."""

import datetime as dt
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from backend.routes.schemas.admin.today import ConflictModel
from backend.routes.schemas.common import Day, Id, MoneyModel, StatusModel, Strict

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
_Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
_Stems = Annotated[int, Field(ge=1, le=100_000)]
_None = Annotated[int, Field(ge=0, le=100_000)]
_Month = Annotated[int, Field(ge=1, le=12)]
_Cost = Annotated[int, Field(ge=0, le=1_000_000)]
_Days = Annotated[int, Field(ge=0, le=60)]


class SupplyModel(Strict):
    """A stem that a supplier can bring: `quantity` on each of `weekdays` (1 is Monday), from the first to the
    last of two months, at the wall time `arrives`, when it is ordered `order_days_before`.
    """

    stem_id: int
    stem_name: str
    weekdays: list[int]
    quantity: int
    bunch: int
    arrives: str
    order_days_before: int
    first_month: int
    last_month: int
    version: int


class SupplierModel(Strict):
    id: int
    name: str
    email: str
    phone: str
    note: str
    active: bool
    version: int
    supplies: list[SupplyModel]


class SuppliersModel(Strict):
    items: list[SupplierModel]


class SupplierBody(Strict):
    name: _Name
    email: Annotated[str, StringConstraints(strip_whitespace=True, max_length=254)] = ""
    phone: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    note: _Words = ""
    active: bool = True


class SupplierChangeBody(SupplierBody):
    version: int


class SupplyBody(Strict):
    """Without weekdays nothing is planned. `version` null: it is said for the first time."""

    weekdays: Annotated[list[Annotated[int, Field(ge=1, le=7)]], Field(max_length=7)]
    quantity: _None
    bunch: Annotated[int, Field(ge=1, le=1_000)] = 1
    arrives: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "05:00"
    order_days_before: _Days
    first_month: _Month = 1
    last_month: _Month = 12
    version: int | None

    @model_validator(mode="after")
    def _each_once(self) -> "SupplyBody":
        self.weekdays = sorted(set(self.weekdays))
        return self


class SupplierChangedModel(Strict):
    """`conflicts`: who is promised stems of it that will not come."""

    supplier: SupplierModel
    conflicts: list[ConflictModel]


class ToBuyQuery(Strict):
    """The last local day on which it shall arrive; three weeks ahead without one."""

    until: Day | None = None


class ChosenSupplierModel(Strict):
    id: int
    name: str
    email: str
    phone: str


class BuyLineModel(Strict):
    """`reserved` is promised of the planned lot, which can bring `brings` (without a lot: what is missing,
    and null). `free` serves the day already; `coming` of it is ordered. `suggested` is worth ordering.
    """

    stem_id: int
    name: str
    lot_id: int | None
    reserved: int
    brings: int | None
    free: int
    coming: int
    reorder_point: int
    bunch: int
    suggested: int
    unit_cost: MoneyModel


class BasketModel(Strict):
    """What one supplier can bring on a day, to be ordered until `order_by`; `late`: that is over."""

    supplier: ChosenSupplierModel
    arrives_on: dt.date
    order_by: dt.date
    late: bool
    total: MoneyModel
    lines: list[BuyLineModel]


class ToBuyModel(Strict):
    today: dt.date
    until: dt.date
    baskets: list[BasketModel]


class WantedLotBody(Strict):
    """Of a planned lot, or, without one, beside what is planned."""

    stem_id: Id
    lot_id: Id | None = None
    quantity: _Stems


class PurchaseBody(Strict):
    supplier_id: Id
    arrives_on: Day
    lines: Annotated[list[WantedLotBody], Field(min_length=1, max_length=500)]


class PurchaseLineModel(Strict):
    """`received` null: not here yet. `proposed_end`: when the vase life is over if it comes as ordered."""

    id: int
    stem_id: int
    name: str
    lot_id: int | None
    ordered: int
    reserved: int
    received: int | None
    unit_cost: MoneyModel
    proposed_end: dt.date | None


class PurchaseModel(Strict):
    id: int
    supplier: ChosenSupplierModel
    arrives_on: dt.date
    state: StatusModel
    version: int
    total: MoneyModel
    lines: list[PurchaseLineModel]


class PurchasesModel(Strict):
    today: dt.date
    items: list[PurchaseModel]


class PurchaseChangedModel(Strict):
    """`conflicts`: who is promised stems of it that are not there, or will not come."""

    order: PurchaseModel
    conflicts: list[ConflictModel]


class PurchaseSeenBody(Strict):
    version: int
    reason: _Words = ""


class QuantityBody(Strict):
    id: Id
    quantity: _Stems


class QuantitiesBody(PurchaseSeenBody):
    """Lines that change. Fewer than are promised need a `reason`: then it is a fact."""

    lines: Annotated[list[QuantityBody], Field(min_length=1, max_length=500)]


class CameBody(Strict):
    """What came of a line; 0: nothing. Without a `vase_life_end` it lasts as long as usual."""

    id: Id
    received: _None
    vase_life_end: Day | None = None


class ArriveBody(PurchaseSeenBody):
    """Every line of the order. Without `arrived` it came today."""

    arrived: Day | None = None
    lines: Annotated[list[CameBody], Field(min_length=1, max_length=500)]


class StemChangeBody(Strict):
    unit_cost: _Cost
    reorder_point: _None
    lead_days: _Days
    supplier_id: Id | None
    version: int


class SubstitutesBody(Strict):
    """What may stand in for the stem, the best first."""

    stem_ids: Annotated[list[Id], Field(max_length=20)]
    version: int
