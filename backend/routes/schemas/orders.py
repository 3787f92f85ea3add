"""Orders as their buyers place and see them."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import EmailStr, Field, StringConstraints

from backend.routes.schemas.cart import CartModel, Phone, RecipientModel, Required
from backend.routes.schemas.common import (
    MoneyModel,
    PictureModel,
    PromotionModel,
    StatusModel,
    Strict,
    SurchargeModel,
)
from backend.routes.schemas.delivery import SlotModel


class BuyerModel(Strict):
    name: Required
    email: Annotated[EmailStr, Field(max_length=200)]
    phone: Phone


class ShownBuyerModel(Strict):
    """Who ordered; an order at the counter may have no e-mail address."""

    name: str
    email: str
    phone: str


class PlaceOrder(Strict):
    """The cart says what, where and when; `expected_total` is what the customer saw.

    `substitution` is what she wants where a flower is not good enough on its day.
    """

    buyer: BuyerModel
    expected_total: MoneyModel
    substitution: Literal["match_color", "match_flower", "ask", "refund"] = "match_color"


class OrderLineModel(Strict):
    """`total` is that of the list; so much of it is taken off: `discount`."""

    product_slug: str
    product_name: str
    variant_label: str
    image_url: str
    quantity: int
    cancelled: int
    unit_price: MoneyModel
    total: MoneyModel
    discount: MoneyModel


class OrderRecipientModel(RecipientModel):
    postcode: str | None


class OrderProofModel(Strict):
    """How a delivery ended; `received_by` may be where it was left, the photo's address null without one."""

    at: dt.datetime
    received_by: str
    photo_url: str | None


class SubstitutedModel(Strict):
    """`taken` of a stem for `quantity` of another; `agreed`: choice, buyer or silence, "" from before."""

    instead_of: str
    name: str
    quantity: int
    taken: int
    agreed: str


class OrderDeliveryModel(Strict):
    """`failed_reason` is why nobody took it, while another try is to be found.

    `asked_until`: until when her answer is awaited to what the florist proposes.
    """

    id: UUID
    method: str
    status: StatusModel
    date: dt.date
    slot_label: str
    recipient: OrderRecipientModel
    card_message: str
    lines: list[OrderLineModel]
    items: MoneyModel
    delivery_fee: MoneyModel
    surge: MoneyModel | None
    surge_name: str | None
    discount: MoneyModel
    fee_discount: MoneyModel
    tax: MoneyModel
    total: MoneyModel
    proof: OrderProofModel | None
    failed_reason: str | None
    substituted: list[SubstitutedModel]
    asked_until: dt.datetime | None


class OrderTotals(Strict):
    """`credit` is what the shop has taken off the total since it was placed.

    `delivery` is the whole fee: `plain_delivery` and the `surges` of busy days. The `discount` is what the
    `promotions` take off items and fee. A tax that is `tax_included` is in the prices and adds nothing.
    """

    items: MoneyModel
    discount: MoneyModel
    promotions: list[PromotionModel]
    delivery: MoneyModel
    plain_delivery: MoneyModel
    surges: list[SurchargeModel]
    tax: MoneyModel
    tax_included: bool
    tip: MoneyModel
    total: MoneyModel
    credit: MoneyModel


class OrderPayment(Strict):
    """`redirect_url` is the payment page while the order waits for its payment."""

    status: StatusModel
    redirect_url: str | None
    expires_at: dt.datetime | None


class HistoryModel(Strict):
    at: dt.datetime
    label: str


class OfferModel(Strict):
    """The next slots for a delivery that could not be kept when its money came late."""

    delivery_id: UUID
    slots: list[SlotModel]


class OrderModel(Strict):
    """`cancel_until` is the shop's limit for cancelling a confirmed order.

    `held_until`: while the order waits for its payment, its flowers and its time are kept for it until then.

    `can_claim`: it is no account's yet, so that whoever reads the mail of its address can make it hers.
    `replaced_by` is the number of the order that took a replaced one's place in the end.

    `balance_due` is what is still to be paid of a sold order, never below 0; `due_at` until when.
    """

    number: str
    placed_at: dt.datetime
    status: StatusModel
    progress: str | None
    buyer: ShownBuyerModel
    substitution: str
    deliveries: list[OrderDeliveryModel]
    totals: OrderTotals
    payment: OrderPayment
    history: list[HistoryModel]
    can_pay: bool
    can_cancel: bool
    cancel_until: dt.datetime | None
    held_until: dt.datetime | None
    can_claim: bool
    replaced_by: str | None
    balance_due: MoneyModel
    due_at: dt.datetime | None
    offers: list[OfferModel]


class OpenOrder(Strict):
    """The secret from the letter's link, exchanged for a cookie."""

    number: Annotated[str, StringConstraints(max_length=20)]
    token: Annotated[str, StringConstraints(max_length=200)]


class PaymentLink(Strict):
    redirect_url: str


class OrderCard(Strict):
    """An order in its owner's list; `first_day` is the first day that something of it comes."""

    number: str
    placed_at: dt.datetime
    status: StatusModel
    total: MoneyModel
    first_day: dt.date
    recipients: list[str]
    picture: PictureModel | None
    lines: int


class OrderList(Strict):
    items: list[OrderCard]
    total: int
    page: int
    page_size: int


class MissingModel(Strict):
    """Something of an order that cannot be had again, and why, in words."""

    name: str
    reason: str


class ReorderModel(Strict):
    cart: CartModel
    missing: list[MissingModel]
