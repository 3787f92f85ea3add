"""What a customer keeps with the shop: recipients, favorites, key dates, preferences; and her claims."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from backend.routes.schemas.auth import Email, Password
from backend.routes.schemas.cart import DoorModel, Required
from backend.routes.schemas.catalog import ProductCard
from backend.routes.schemas.common import Id, Strict
from backend.shop.accounts.feasts import Occasion
from backend.shop.accounts.preferences import Topic

Label = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]


class SavedRecipientModel(DoorModel):
    """A recipient as the address book keeps her; without a postcode her zone is not known."""

    postcode: Annotated[str, StringConstraints(strip_whitespace=True, max_length=20)] | None = None


class SavedAddressModel(Strict):
    id: UUID
    label: str
    recipient: SavedRecipientModel
    version: int


class AddressList(Strict):
    items: list[SavedAddressModel]


class NewAddress(Strict):
    """`label` is the customer's own word for it, such as "Mom"."""

    label: Label = ""
    recipient: SavedRecipientModel


class ChangeAddress(Strict):
    """Only the fields that are sent are changed."""

    version: Id
    label: Label | None = None
    recipient: SavedRecipientModel | None = None


class FlowerModel(Strict):
    """A kind of flowers: a category of the catalog by its slug and name."""

    value: str
    label: str


class FavoritesModel(Strict):
    """Products as in the catalog's lists; those that are not for sale now are left out."""

    products: list[ProductCard]
    flowers: list[FlowerModel]


Month = Annotated[int, Field(ge=1, le=12)]
DayOfMonth = Annotated[int, Field(ge=1, le=31)]


class NewKeyDate(Strict):
    """A person and a date. A feast such as Mother's Day knows its own day: it takes no month and day."""

    person: Required
    occasion: Occasion
    month: Month | None = None
    day: DayOfMonth | None = None
    remind: bool = True


class ChangeKeyDate(Strict):
    """Only the fields that are sent are changed; what becomes a feast forgets its month and day."""

    version: Id
    person: Required | None = None
    occasion: Occasion | None = None
    month: Month | None = None
    day: DayOfMonth | None = None
    remind: bool | None = None


class KeyDateModel(Strict):
    """`next_date` is the first day of it that is not over, by the shop's calendar."""

    id: UUID
    person: str
    occasion: Occasion
    month: int | None
    day: int | None
    remind: bool
    next_date: dt.date
    version: int


class KeyDateList(Strict):
    items: list[KeyDateModel]


class PreferencesModel(Strict):
    """`quiet_occasions` are those that no reminder is sent for, whoever they are of."""

    newsletter: bool
    reminders: bool
    reviews: bool
    quiet_occasions: Annotated[list[Occasion], Field(max_length=len(Occasion))]


class SubscriptionModel(Strict):
    """What a letter's link is about; `comes` is False once it is ended."""

    topic: Topic
    comes: bool


class ClaimBody(Strict):
    email: Email


class ClaimedModel(Strict):
    """The numbers of the orders that are hers from now on."""

    orders: list[str]


class CloseAccount(Strict):
    password: Password
