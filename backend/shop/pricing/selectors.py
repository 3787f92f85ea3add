"""What a delivery costs where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.delivery.selectors import ZoneFacts
from backend.shop.kit.money import Money
from backend.shop.pricing.models import TaxRate
from backend.shop.pricing.rules import ParcelPrice, delivery_fee, price_line, price_parcel

if TYPE_CHECKING:
    from backend.shop.settings.models import Shop


@dataclass(frozen=True, slots=True)
class Priceable:
    """A delivery to price: `items` are (variant id, quantity); `extra_fee` is the chosen slot's."""

    method: str
    postcode: str | None
    zone: ZoneFacts | None
    extra_fee: Money | None
    items: tuple[tuple[int, int], ...]


def rate_ppm(session: Session, *, country: str, postcode: str) -> int:
    """The sales tax rate at a postcode in parts per million; the narrowest range wins, none is 0."""
    rates = session.scalars(
        select(TaxRate).where(TaxRate.country == country, TaxRate.low <= postcode, TaxRate.high >= postcode)
    ).all()
    narrowest = min(rates, key=lambda rate: (rate.high > rate.low, rate.high, rate.id), default=None)
    return narrowest.rate_ppm if narrowest else 0


def price(
    session: Session, *, parcel: Priceable, unit_prices: Mapping[int, Money], shop: Shop
) -> ParcelPrice:
    """Prices one delivery at today's prices; tax by destination, or by the shop's place if it says so."""
    place = _tax_place(parcel, shop)
    rate = None if place is None else rate_ppm(session, country=shop.country, postcode=place)
    lines = [
        price_line(variant_id=variant, quantity=quantity, unit_price=unit_prices[variant], rate_ppm=rate or 0)
        for variant, quantity in parcel.items
    ]
    items = sum((line.total for line in lines), Money(0, shop.currency))
    return price_parcel(lines, fee=_fee(parcel, items), rate_ppm=rate, currency=shop.currency)


def _fee(parcel: Priceable, items: Money) -> Money | None:
    none = Money(0, items.currency)
    if parcel.method != "van":
        return none
    if parcel.zone is None:
        return None
    return delivery_fee(
        items=items,
        zone_fee=parcel.zone.fee,
        extra_fee=parcel.extra_fee or none,
        free_above=parcel.zone.free_above,
    )


def _tax_place(parcel: Priceable, shop: Shop) -> str | None:
    at_the_shop = shop.tax_sourcing == "origin" or parcel.method == "collection"
    return shop.postcode if at_the_shop else parcel.postcode
