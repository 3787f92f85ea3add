"""What anybody may know of the shop itself."""

from backend.routes.schemas.common import Strict


class AddressModel(Strict):
    line1: str
    city: str
    region: str
    postcode: str
    country: str


class ShopModel(Strict):
    """`tax_included`: prices contain the tax. `tips`: a cart takes one."""

    name: str
    tagline: str
    phone: str
    email: str
    address: AddressModel
    time_zone: str
    currency: str
    locale: str
    card_message_limit: int
    opening_hours: list[str]
    tax_included: bool
    tips: bool
