"""Orders as staff see them, and what staff may ask of them."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from backend.routes.schemas.common import MoneyModel, StatusModel, Strict
from backend.routes.schemas.delivery import Day, SlotModel
from backend.routes.schemas.orders import OrderRecipientModel, OrderTotals, ShownBuyerModel
from backend.shop.kit.paging import MAX_PAGE

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Version = Annotated[int, Field(ge=1, le=2_147_483_647, strict=True)]
OrderStatusCode = Literal[
    "pending_payment",
    "confirmed",
    "preparing",
    "ready",
    "out_for_delivery",
    "delivered",
    "cancelled",
    "expired",
    "replaced",
]


class OrdersQuery(Strict):
    """A local day of the shop, words to look for, or both; without a status all that was ever sold.

    `unpaid`: only what has a balance to be paid, the earliest deadline first.
    """

    date: Day | None = None
    q: Annotated[str, StringConstraints(max_length=100)] = ""
    status: OrderStatusCode | None = None
    unpaid: Annotated[int, Field(ge=0, le=1)] = 0
    page: Annotated[int, Field(ge=1, le=MAX_PAGE)] = 1


class OrderRowDeliveryModel(Strict):
    id: UUID
    method: str
    status: StatusModel
    date: dt.date
    slot_label: str
    recipient_name: str
    postcode: str | None
    service_time: str | None
    things: list[str]


class OrderRowModel(Strict):
    """Of its deliveries those of the day asked for; `more` is how many others it has.

    `balance_due` is what is still to be paid, never below 0.
    """

    number: str
    placed_at: dt.datetime
    status: StatusModel
    buyer_name: str
    buyer_phone: str
    deliveries: list[OrderRowDeliveryModel]
    more: int
    total: MoneyModel
    channel: str
    balance_due: MoneyModel
    due_at: dt.datetime | None


class OrderRowsModel(Strict):
    today: dt.date
    time_zone: str
    items: list[OrderRowModel]
    total: int
    page: int
    page_size: int


class LineStemsModel(Strict):
    """So many stems for all pieces of a line; `instead_of` is the recipe's own, where another is taken."""

    name: str
    quantity: int
    instead_of: str | None


class DeskLineModel(Strict):
    """`refunds`: what giving back 1, 2, ... of the pieces that are left would come to.

    Their shares of discount and tax are in it.
    """

    id: UUID
    product_slug: str
    product_name: str
    variant_label: str
    image_url: str
    quantity: int
    cancelled: int
    unit_price: MoneyModel
    total: MoneyModel
    discount: MoneyModel
    tax: MoneyModel
    stems: list[LineStemsModel]
    refunds: list[MoneyModel]


class RunPlaceModel(Strict):
    run: str
    position: int


class DeskProofModel(Strict):
    at: dt.datetime
    who: str
    received_by: str
    photo_id: UUID | None


class DeskDeliveryModel(Strict):
    """`made`: its stems are used up. `comes_back` is what cancelling this delivery would give back now.

    `asked_until`: until when the buyer's answer to other stems is awaited.
    """

    id: UUID
    version: int
    method: str
    status: StatusModel
    slot_id: int | None
    slot_label: str
    date: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    making_day: dt.date
    zone: str | None
    recipient: OrderRecipientModel
    card_message: str
    lines: list[DeskLineModel]
    items: MoneyModel
    delivery_fee: MoneyModel
    surge: MoneyModel | None
    surge_name: str | None
    discount: MoneyModel
    fee_discount: MoneyModel
    tax: MoneyModel
    total: MoneyModel
    made: bool
    can_edit: bool
    can_move: bool
    can_cancel: bool
    comes_back: MoneyModel
    stop: RunPlaceModel | None
    proof: DeskProofModel | None
    asked_until: dt.datetime | None


class DeskPaymentModel(Strict):
    """One that staff took says by which `method` and `who`."""

    attempt: int
    provider: str
    method: str | None
    who: str | None
    status: StatusModel
    amount: MoneyModel
    captured: MoneyModel
    refunded: MoneyModel
    created_at: dt.datetime


class RefundModel(Strict):
    """`what` says what it is for, in words."""

    id: UUID
    status: StatusModel
    amount: MoneyModel
    cause: str
    what: str
    reason: str
    created_at: dt.datetime


class DeskMoneyModel(Strict):
    """`left` can still go back; `credit` is what was taken off; a `balance_due` below 0 is owed by us."""

    captured: MoneyModel
    refunded: MoneyModel
    left: MoneyModel
    credit: MoneyModel
    balance_due: MoneyModel
    payments: list[DeskPaymentModel]
    refunds: list[RefundModel]


class EventModel(Strict):
    at: dt.datetime
    who: str
    what: str
    why: str
    delivery_id: UUID | None


class NoteModel(Strict):
    at: dt.datetime
    who: str
    text: str


class LetterModel(Strict):
    id: int
    kind: str
    label: str
    recipient: str
    status: StatusModel
    created_at: dt.datetime
    sent_at: dt.datetime | None
    error: str
    can_resend: bool


class DeskOrderModel(Strict):
    """Everything that is known of an order. `version` is what its cancelling and its refunds have to name.

    `channel` is web, phone or counter; `taken_by` names who of the staff took it. `due_at` is until when its
    balance is to be paid, if it has one.
    """

    number: str
    version: int
    placed_at: dt.datetime
    channel: str
    taken_by: str | None
    due_at: dt.datetime | None
    status: StatusModel
    progress: str | None
    time_zone: str
    today: dt.date
    card_message_limit: int
    buyer: ShownBuyerModel
    substitution: StatusModel
    deliveries: list[DeskDeliveryModel]
    totals: OrderTotals
    money: DeskMoneyModel
    history: list[EventModel]
    notes: list[NoteModel]
    letters: list[LetterModel]
    can_cancel: bool


class NewSlotModel(SlotModel):
    """`difference`: how much dearer (or, below 0, cheaper) than the hour it has. The price stays frozen."""

    difference: MoneyModel
    current: bool


class NewSlotsModel(Strict):
    """The slots of a day for this delivery; `next` are the next that can be had, when none of the day can."""

    date: dt.date
    remade: bool
    slots: list[NewSlotModel]
    next: list[NewSlotModel]


class SlotsOfDayQuery(Strict):
    """With a `postcode` those of that place, for a delivery that is to go elsewhere."""

    date: Day
    postcode: Annotated[str, StringConstraints(max_length=20)] | None = None
