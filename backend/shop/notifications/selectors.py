"""Reads for letters."""

from sqlalchemy.orm import Session

from backend.config import settings
from backend.shop.notifications.letters.envelope import ShopCard, dial
from backend.shop.settings import selectors


def shop_card(session: Session) -> ShopCard:
    """The shop as its letters show it."""
    shop = selectors.shop(session)
    return ShopCard(
        name=shop.name,
        tagline=shop.tagline,
        phone=shop.phone,
        dial=dial(shop.phone),
        email=shop.email,
        address=f"{shop.line1}, {shop.city}, {shop.region} {shop.postcode}",
        url=settings().base_url,
        locale=shop.locale,
        time_zone=shop.time_zone,
    )
