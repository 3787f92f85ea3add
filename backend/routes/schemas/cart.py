"""The cart as a customer's browser sees and changes it."""

import datetime as dt
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from backend.routes.schemas.common import MoneyModel, PromotionModel, Strict, SurchargeModel
from backend.routes.schemas.delivery import ReasonModel, SlotModel
from backend.shop.cart.rules import MAX_LINES

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]
Required = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9+()./ \-]{5,30}$")]
KindOfPlace = Literal["home", "business", "hospital", "school", "funeral_home", "hotel", "other"]
Method = Literal["van", "collection"]
# A 32-bit row id: more is no id of ours.
RowId = Annotated[int, Field(ge=1, le=2_147_483_647)]


class DoorModel(Strict):
    """Whom flowers go to and what the driver has to know at the door."""

    name: Required
    phone: Phone
    line1: Text = ""
    line2: Text = ""
    city: Text = ""
    region: Text = ""
    notes: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""
    kind_of_place: KindOfPlace = "home"
    safe_place: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    anonymous_sender: bool = False


class RecipientModel(DoorModel):
    """Whom the flowers of a delivery go to; the postcode is the delivery's own.

    `service_time` is when a service begins, on the delivery's day and by the shop's clock; `ribbon_text` is
    what stands on the ribbon of a wreath or a spray.
    """

    service_time: Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] | None = None
    ribbon_text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""


class LineModel(Strict):
    """`total` is that of the list; so much of it is taken off: `discount`."""

    id: UUID
    variant_id: int
    product_slug: str
    product_name: str
    variant_label: str
    kind: str
    image_url: str
    quantity: int
    unit_price: MoneyModel
    total: MoneyModel
    discount: MoneyModel
    available: bool


class CartDeliveryModel(Strict):
    """`items` and `delivery_fee` are those of the list; `discount` and `fee_discount` come off them."""

    id: UUID
    method: Method
    postcode: str | None
    date: dt.date | None
    zone: str | None
    slot: SlotModel | None
    slot_problem: ReasonModel | None
    recipient: RecipientModel | None
    card_message: str
    lines: list[LineModel]
    items: MoneyModel
    delivery_fee: MoneyModel | None
    surge: MoneyModel | None
    surge_name: str | None
    discount: MoneyModel
    fee_discount: MoneyModel
    tax: MoneyModel | None
    total: MoneyModel


class CartTotals(Strict):
    """`complete` once every delivery's place is known, so that the total is what will be charged.

    `delivery` is the whole fee: `plain_delivery` and the `surges` of busy days. The `discount` is what the
    `promotions` take off items and fee. A tax that is `tax_included` is in the prices and adds nothing.
    """

    items: MoneyModel
    discount: MoneyModel
    promotions: list[PromotionModel]
    delivery: MoneyModel | None
    plain_delivery: MoneyModel | None
    surges: list[SurchargeModel]
    tax: MoneyModel | None
    tax_included: bool
    tip: MoneyModel
    total: MoneyModel
    complete: bool


class CodeProblemModel(Strict):
    """Why a code gives nothing now: `code` for programs, `message` in words, with the figures."""

    code: Literal[
        "scheduled",
        "ended",
        "paused",
        "minimum",
        "nothing_eligible",
        "too_few",
        "no_delivery",
        "first_order",
        "used_up",
        "outdone",
    ]
    message: str


class CartPromotionModel(Strict):
    """The code of this cart, kept whether it fits now or not."""

    code: str
    name: str
    applied: bool
    problem: CodeProblemModel | None


class CartModel(Strict):
    id: UUID | None
    currency: str
    count: int
    deliveries: list[CartDeliveryModel]
    promotion: CartPromotionModel | None
    totals: CartTotals
    card_message_limit: int


class AddLine(Strict):
    variant_id: RowId
    quantity: Annotated[int, Field(ge=1, le=1_000_000_000, strict=True)] = 1
    delivery_id: UUID | None = None


class ChangeLine(Strict):
    """A new quantity; or with `delivery_id` a move of `quantity` (all, if unsaid) to that delivery."""

    quantity: Annotated[int, Field(ge=1, le=1_000_000_000, strict=True)] | None = None
    delivery_id: UUID | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.quantity is None and self.delivery_id is None:
            raise ValueError("a quantity or a delivery_id")
        return self


class MovedLine(Strict):
    """A line that moves, or `quantity` of it."""

    line_id: UUID
    quantity: Annotated[int, Field(ge=1, le=1_000_000_000, strict=True)] | None = None


class AddDelivery(Strict):
    """With `lines` it is for somebody new, and they move to it in the same transaction."""

    postcode: Annotated[str, StringConstraints(max_length=20)] | None = None
    date: dt.date | None = None
    lines: list[MovedLine] = Field(default_factory=list, max_length=MAX_LINES)

    @model_validator(mode="after")
    def _names_each_line_once(self) -> Self:
        if len({line.line_id for line in self.lines}) < len(self.lines):
            raise ValueError("each line once")
        return self


class RemoveDelivery(Strict):
    """`lines_to` is the delivery that its lines move to; without one they go too."""

    lines_to: UUID | None = None


class ChangeDelivery(Strict):
    """Only the fields that are sent are changed; null clears one."""

    method: Method | None = None
    postcode: Annotated[str, StringConstraints(max_length=20)] | None = None
    date: dt.date | None = None
    slot_id: RowId | None = None
    recipient: RecipientModel | None = None
    card_message: Annotated[str, StringConstraints(max_length=20_000)] | None = None


class EnterCode(Strict):
    code: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class GiveTip(Strict):
    amount: MoneyModel
