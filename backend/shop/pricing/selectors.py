"""What a delivery costs where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from backend.shop.delivery.rules import recurrence
from backend.shop.delivery.selectors import ZoneFacts
from backend.shop.kit.money import Money
from backend.shop.pricing import rules
from backend.shop.pricing.models import Surge, TaxRate
from backend.shop.pricing.rules import (
    ParcelPrice,
    Surcharge,
    delivery_fee,
    price_line,
    price_parcel,
    surge_on,
)
from backend.shop.settings import selectors as settings

if TYPE_CHECKING:
    from backend.shop.settings.models import Shop


@dataclass(frozen=True, slots=True)
class Priceable:
    """A delivery to price: `items` are (variant id, quantity); `extra_fee` is the chosen slot's.

    `day` is the local day it comes on, as soon as that is known.
    """

    method: str
    postcode: str | None
    zone: ZoneFacts | None
    extra_fee: Money | None
    items: tuple[tuple[int, int], ...]
    day: date | None = None


def rate_ppm(session: Session, *, country: str, postcode: str) -> int:
    """The sales tax rate at a postcode in parts per million; the narrowest range wins, none is 0."""
    rates = session.scalars(
        select(TaxRate).where(TaxRate.country == country, TaxRate.low <= postcode, TaxRate.high >= postcode)
    ).all()
    narrowest = min(rates, key=lambda rate: (rate.high > rate.low, rate.high, rate.id), default=None)
    return narrowest.rate_ppm if narrowest else 0


def surges(session: Session, *, first: date, last: date) -> tuple[rules.Surge, ...]:
    """The surges that touch local days `first` to `last`, by id."""
    near = or_(Surge.rule != "", Surge.last >= first)  # what recurs may have begun long ago
    rows = session.scalars(select(Surge).where(Surge.first <= last, near).order_by(Surge.id)).all()
    currency = settings.shop(session).currency if rows else ""
    return tuple(_surge(row, currency, first=first, last=last) for row in rows)


def all_surges(session: Session, *, since: date) -> list[Surge]:
    """Every one that is not over, by its first day."""
    near = or_(Surge.rule != "", Surge.last >= since)
    return list(session.scalars(select(Surge).where(near).order_by(Surge.first, Surge.id)))


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
    fee, surge = _fee(parcel, items), _surcharge(session, parcel)
    return price_parcel(lines, fee=fee, rate_ppm=rate, currency=shop.currency, surge=surge)


def _surcharge(session: Session, parcel: Priceable) -> Surcharge | None:
    if parcel.method != "van" or parcel.zone is None or parcel.day is None:
        return None
    found = surges(session, first=parcel.day, last=parcel.day)
    return surge_on(found, day=parcel.day, zone_id=parcel.zone.id)


def _surge(row: Surge, currency: str, *, first: date, last: date) -> rules.Surge:
    days = recurrence.covered(row.first, row.last, row.rule, until=last)
    charge = Surcharge(row.name, Money(row.amount, currency))
    return rules.Surge(frozenset(day for day in days if day >= first), row.zone_id, charge)


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
