"""Orders that staff take: their open carts, whom they are for, and how they are paid."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, EmailStr, Field, StringConstraints

from backend.routes.schemas.admin.order_writes import DeskRecipientModel
from backend.routes.schemas.admin.orders import Reason, Version
from backend.routes.schemas.cart import Phone, Required
from backend.routes.schemas.common import Id, MoneyModel, Strict
from backend.routes.schemas.orders import OrderRecipientModel

Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Method = Literal["cash", "card", "transfer"]


class DeskCartCard(Strict):
    """An open cart in the list of who opened it; `total` at today's prices."""

    id: UUID
    created_at: dt.datetime
    count: int
    total: MoneyModel
    recipients: list[str]


class DeskCartBuyer(Strict):
    """The e-mail address of whom a cart is for, as far as it is known."""

    email: Annotated[EmailStr, Field(max_length=200)]


class DeskCartsModel(Strict):
    items: list[DeskCartCard]


class CustomersQuery(Strict):
    """A name's words, an e-mail address from its beginning, or the end of a phone number."""

    q: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=100)]


class KnownRecipientModel(Strict):
    """Somebody whom they have sent flowers to, with the way it went."""

    method: str
    recipient: OrderRecipientModel


class CustomerModel(Strict):
    """Somebody who has an account or has ordered; the last recipients are the newest first."""

    account_id: UUID | None
    name: str
    email: str
    phone: str
    orders: int
    last_order_at: dt.datetime | None
    recipients: list[KnownRecipientModel]


class CustomersModel(Strict):
    items: list[CustomerModel]


class DeskBuyerModel(Strict):
    """Without an e-mail address no letter is written, and no link can be sent."""

    name: Required
    email: Annotated[EmailStr, Field(max_length=200)] | Literal[""] = ""
    phone: Phone


class PlaceDeskOrder(Strict):
    """An open cart becomes an order, sold at once.

    `payment`: over a link, here and now by cash or card, or later on account. `due_at` is until when a link
    or an account is to be paid; without it in 24 hours or by the cut-off, or in 30 days.
    """

    cart_id: UUID
    channel: Literal["phone", "counter"]
    buyer: DeskBuyerModel
    account_id: UUID | None = None
    expected_total: MoneyModel
    payment: Literal["link", "cash", "card", "account"]
    due_at: AwareDatetime | None = None
    substitution: Literal["match_color", "match_flower", "ask", "refund"] = "match_color"


class TakePayment(Strict):
    """Money that is here: at most the order's balance."""

    version: Version
    method: Method
    amount: MoneyModel
    note: Note = ""


class SendPaymentLink(Strict):
    version: Version


class NewOrderLine(Strict):
    variant_id: Id
    quantity: Annotated[int, Field(ge=1, le=99, strict=True)]


class RepricedModel(Strict):
    """What an edit makes of an order: its sums after it. `comes_back` goes back at once.

    A `balance_due` above 0 is to be collected. `difference` is how much the total rises, or falls below 0.
    """

    total: MoneyModel
    credit: MoneyModel
    delivery_fee: MoneyModel
    tax: MoneyModel
    balance_due: MoneyModel
    comes_back: MoneyModel
    difference: MoneyModel


class ExpectedSums(Strict):
    """What the preview said: the write compares both."""

    total: MoneyModel
    balance_due: MoneyModel


class AddedLines(Strict):
    """Things more in a delivery that is not begun."""

    version: Version
    lines: Annotated[list[NewOrderLine], Field(min_length=1, max_length=20)]


class AddLinesBody(AddedLines):
    """`send_link`: the buyer gets a letter to pay what is due."""

    reason: Reason
    expected: ExpectedSums
    send_link: bool = False


class Readdressed(Strict):
    """Where it goes instead, in its own slot's place in that zone, or in `slot_id`."""

    version: Version
    recipient: DeskRecipientModel
    slot_id: Id | None = None


class ReaddressBody(Readdressed):
    """`send_link`: the buyer gets a letter to pay what is due."""

    reason: Reason
    expected: ExpectedSums
    send_link: bool = False
