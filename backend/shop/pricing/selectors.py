"""What an order costs where it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from backend.shop.catalog.selectors import VariantFacts
from backend.shop.delivery.rules import recurrence
from backend.shop.delivery.selectors import ZoneFacts
from backend.shop.kit.money import Money
from backend.shop.pricing import promotions, rules
from backend.shop.pricing.models import Surge, TaxRate
from backend.shop.pricing.promotions import Applied, Customer, Trouble
from backend.shop.pricing.rules import Good, Listed, ParcelPrice, Sums, Surcharge, delivery_fee, surge_on
from backend.shop.pricing.rules.promotions import Given
from backend.shop.pricing.rules.tax import Taxes
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


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody orders on a local `day` of the shop, by which code, with which tip in minor units."""

    parcels: Sequence[Priceable]
    goods: Mapping[int, Good]
    day: date
    customer: Customer = field(default_factory=Customer)
    code: str | None = None
    tip: int = 0


@dataclass(frozen=True, slots=True)
class OrderPrice:
    """What an order comes to; `trouble` is why its code gives nothing."""

    parcels: tuple[ParcelPrice, ...]
    sums: Sums
    applied: tuple[Applied, ...]
    trouble: Trouble | None


def goods(facts: Mapping[int, VariantFacts]) -> dict[int, Good]:
    """Variants at today's prices."""
    return {
        variant_id: Good(each.price, each.tax_class, each.product_id, each.category_id)
        for variant_id, each in facts.items()
    }


def price_order(session: Session, *, wish: Wish, shop: Shop) -> OrderPrice:
    """Prices an order at today's prices, with what its promotions give."""
    listed = [_listed(session, parcel, wish.goods, shop) for parcel in wish.parcels]
    found = promotions.found(
        session, basket=rules.basket(listed), code=wish.code, customer=wish.customer, day=wish.day
    )
    parcels = rules.price_parcels(listed, found.given, shop.currency)
    tip = wish.tip if shop.tips and any(parcel.lines for parcel in parcels) else 0
    filled = [parcel for parcel in parcels if parcel.lines]
    sums = rules.sum_parcels(filled, shop.currency, tip=tip, tax_included=shop.prices_include_tax)
    return OrderPrice(parcels, sums, found.applied, found.trouble)


def price(session: Session, *, parcel: Priceable, goods: Mapping[int, Good], shop: Shop) -> ParcelPrice:
    """Prices one delivery without promotions: what an edit adds, what a past order came to."""
    listed = _listed(session, parcel, goods, shop)
    nothing = Given(tuple(0 for _ in parcel.items), (0,))
    (priced,) = rules.price_parcels([listed], nothing, shop.currency)
    return priced


def rates(session: Session, *, country: str, postcode: str) -> dict[str, int]:
    """The rates of each class at a postcode: the narrowest range wins, then the row of the class itself."""
    rows = session.scalars(
        select(TaxRate).where(TaxRate.country == country, TaxRate.low <= postcode, TaxRate.high >= postcode)
    ).all()
    found: dict[str, int] = {}
    for tax_class in ("standard", "reduced", "food"):
        theirs = [row for row in rows if row.tax_class in (None, tax_class)]
        if theirs:
            found[tax_class] = min(theirs, key=_narrowness).rate_ppm
    return found


def _narrowness(row: TaxRate) -> tuple[bool, str, bool, int]:
    return row.high > row.low, row.high, row.tax_class is None, row.id


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


def _listed(session: Session, parcel: Priceable, goods: Mapping[int, Good], shop: Shop) -> Listed:
    """Tax by destination, or by the shop's place if it says so."""
    lines = tuple((variant_id, quantity, goods[variant_id]) for variant_id, quantity in parcel.items)
    items = sum((good.unit_price * quantity for _, quantity, good in lines), Money(0, shop.currency))
    fee, surge = _fee(parcel, items), _surcharge(session, parcel)
    if fee is not None and surge is not None:
        fee = fee + surge.amount
    return Listed(lines, fee, taxes(session, parcel.method, parcel.postcode, shop), surge)


def taxes(session: Session, method: str, postcode: str | None, shop: Shop) -> Taxes | None:
    """How a delivery is taxed; None while its place is not known."""
    at_the_shop = shop.tax_sourcing == "origin" or method == "collection"
    place = shop.postcode if at_the_shop else postcode
    if place is None:
        return None
    found = rates(session, country=shop.country, postcode=place)
    return Taxes(found, included=shop.prices_include_tax, on_delivery=shop.delivery_tax)


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
