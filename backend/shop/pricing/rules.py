"""Prices as plain arithmetic: line totals, delivery fee, surge, tax. Parts always add up to the whole.

Tax is rounded once per line and once for the fee; a delivery's tax is their sum, so every line keeps
its own share and a later refund of a line gives back exactly what was taken for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backend.shop.kit.money import Money, allocate, rounded, total

_PPM = 1_000_000


@dataclass(frozen=True, slots=True)
class PricedLine:
    """One line; `tax` is its own share."""

    variant_id: int
    quantity: int
    unit_price: Money
    total: Money
    tax: Money


@dataclass(frozen=True, slots=True)
class Surcharge:
    """What a busy day adds to a delivery's fee, under the name that customers read."""

    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Surge:
    """A surcharge on its days: everywhere, or in one zone."""

    days: frozenset[date]
    zone_id: int | None
    charge: Surcharge


@dataclass(frozen=True, slots=True)
class ParcelPrice:
    """A delivery's sums; `fee` and `tax` are None while its place is not known. The `surge` is in the fee."""

    lines: tuple[PricedLine, ...]
    items: Money
    fee: Money | None
    tax: Money | None
    total: Money
    surge: Surcharge | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """The whole order's sums; None while a delivery's place is not known. The `surges` are in the fee."""

    items: Money
    fee: Money | None
    tax: Money | None
    total: Money
    surges: tuple[Surcharge, ...] = ()

    @property
    def plain_fee(self) -> Money | None:
        """The fee without its surges."""
        return None if self.fee is None else without(self.fee, self.surges)


def tax_on(amount: Money, rate_ppm: int) -> Money:
    """Sales tax of one amount; `rate_ppm` is in parts per million."""
    return Money(rounded(Decimal(amount.amount) * rate_ppm / _PPM), amount.currency)


def delivery_fee(*, items: Money, zone_fee: Money, extra_fee: Money, free_above: Money | None) -> Money:
    """The zone's fee, waived from `free_above` on, plus what a narrow slot costs."""
    waived = free_above is not None and items.amount >= free_above.amount
    return extra_fee if waived else zone_fee + extra_fee


def surge_on(surges: Iterable[Surge], *, day: date | None, zone_id: int | None) -> Surcharge | None:
    """What a delivery into a zone costs more on a day: of several the highest, and of equals the first.

    What is collected comes into no zone and costs nothing more.
    """
    if day is None or zone_id is None:
        return None
    theirs = (each.charge for each in surges if day in each.days and each.zone_id in (None, zone_id))
    return max(theirs, key=lambda each: each.amount.amount, default=None)


def by_name(charges: Iterable[Surcharge]) -> tuple[Surcharge, ...]:
    """One sum for each name, in the order in which they come."""
    sums: dict[str, Money] = {}
    for each in charges:
        sums[each.name] = sums[each.name] + each.amount if each.name in sums else each.amount
    return tuple(Surcharge(name, amount) for name, amount in sums.items())


def without(fee: Money, charges: Iterable[Surcharge]) -> Money:
    """A fee less the surcharges in it."""
    return fee - total((each.amount for each in charges), fee.currency)


def price_line(*, variant_id: int, quantity: int, unit_price: Money, rate_ppm: int) -> PricedLine:
    whole = unit_price * quantity
    return PricedLine(variant_id, quantity, unit_price, whole, tax_on(whole, rate_ppm))


def worth_of_units(*, unit_price: int, tax: int, quantity: int, units: range) -> int:
    """What some of a line's units cost with their shares of its tax; unit by unit it comes to the line."""
    shares = allocate(tax, [1] * quantity)
    return unit_price * len(units) + sum(shares[units.start : units.stop])


def price_parcel(
    lines: Sequence[PricedLine],
    *,
    fee: Money | None,
    rate_ppm: int | None,
    currency: str,
    surge: Surcharge | None = None,
) -> ParcelPrice:
    """Sums one delivery; without a place neither fee nor tax is known and the total is that of the items.

    The `surge` comes on top of the `fee`, and is taxed with it.
    """
    items = total((line.total for line in lines), currency)
    if fee is None:
        return ParcelPrice(tuple(lines), items, None, None, items)
    fee = fee if surge is None else fee + surge.amount
    if rate_ppm is None:
        return ParcelPrice(tuple(lines), items, fee, None, items + fee, surge)
    tax = total((line.tax for line in lines), currency) + tax_on(fee, rate_ppm)
    return ParcelPrice(tuple(lines), items, fee, tax, items + fee + tax, surge)


def sum_parcels(parcels: Sequence[ParcelPrice], currency: str) -> Sums:
    fees = [parcel.fee for parcel in parcels if parcel.fee is not None]
    taxes = [parcel.tax for parcel in parcels if parcel.tax is not None]
    return Sums(
        items=total((parcel.items for parcel in parcels), currency),
        fee=total(fees, currency) if parcels and len(fees) == len(parcels) else None,
        tax=total(taxes, currency) if parcels and len(taxes) == len(parcels) else None,
        total=total((parcel.total for parcel in parcels), currency),
        surges=by_name(parcel.surge for parcel in parcels if parcel.surge is not None),
    )
