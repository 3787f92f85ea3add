"""Prices as plain arithmetic (docs/algorithms/pricing.md): line totals, fee, surge, discount, tax, tip.

Parts always add up to the whole. Tax is rounded once per line and once for the fee; a delivery's tax is
their sum, so every line keeps its own share and a later refund of a line gives back exactly what it took.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from backend.shop.kit.money import Money, allocate, total
from backend.shop.pricing.rules.promotions import Basket, BasketLine, Given
from backend.shop.pricing.rules.tax import STANDARD, Taxes, tax_on, tax_on_fee

__all__ = ["Taxes", "tax_on"]


@dataclass(frozen=True, slots=True)
class Good:
    """What a price has to know of a variant."""

    unit_price: Money
    tax_class: str = STANDARD
    product_id: int = 0
    category_id: int = 0


@dataclass(frozen=True, slots=True)
class PricedLine:
    """One line; `total` is that of the list, `discount` and `tax` are its own shares."""

    variant_id: int
    quantity: int
    unit_price: Money
    total: Money
    tax: Money
    discount: Money

    @property
    def net(self) -> Money:
        return self.total - self.discount


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
class Listed:
    """A delivery at list prices: (variant id, quantity, good) of each line.

    `fee` (its `surge` in it) and `taxes` are None while its place is not known.
    """

    lines: tuple[tuple[int, int, Good], ...]
    fee: Money | None
    taxes: Taxes | None
    surge: Surcharge | None = None


@dataclass(frozen=True, slots=True)
class ParcelPrice:
    """A delivery's sums; `fee` and `tax` are None while its place is not known. The `surge` is in the fee.

    `items` and `fee` are those of the list; `discount` comes off the items, `fee_discount` off the fee.
    """

    lines: tuple[PricedLine, ...]
    items: Money
    fee: Money | None
    tax: Money | None
    total: Money
    discount: Money
    fee_discount: Money
    surge: Surcharge | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """The whole order's sums; None while a delivery's place is not known. The `surges` are in the fee.

    `discount` is all that promotions take off; a tax that is `tax_included` is in the prices already.
    """

    items: Money
    discount: Money
    fee: Money | None
    tax: Money | None
    tax_included: bool
    tip: Money
    total: Money
    surges: tuple[Surcharge, ...] = ()

    @property
    def plain_fee(self) -> Money | None:
        """The fee without its surges."""
        return None if self.fee is None else without(self.fee, self.surges)


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


def basket(parcels: Sequence[Listed]) -> Basket:
    """The order as its promotions see it."""
    return Basket(
        lines=tuple(
            BasketLine(index, good.product_id, good.category_id, good.unit_price.amount, quantity)
            for index, parcel in enumerate(parcels)
            for _, quantity, good in parcel.lines
        ),
        fees=tuple(parcel.fee.amount if parcel.fee else 0 for parcel in parcels),
    )


def price_parcels(parcels: Sequence[Listed], given: Given, currency: str) -> tuple[ParcelPrice, ...]:
    """Each delivery's sums with what promotions have given it (`given` is for the `basket` of the same)."""
    cuts, priced = iter(given.lines), []
    for parcel, fee_cut in zip(parcels, given.fees, strict=True):
        lines = tuple(
            price_line(variant_id, quantity, good, cut=next(cuts), taxes=parcel.taxes)
            for variant_id, quantity, good in parcel.lines
        )
        priced.append(_parcel(parcel, lines, Money(fee_cut, currency)))
    return tuple(priced)


def price_line(
    variant_id: int, quantity: int, good: Good, *, cut: int = 0, taxes: Taxes | None = None
) -> PricedLine:
    """A line less its `cut`; taxed where its place is known."""
    whole = good.unit_price * quantity
    discount = Money(cut, whole.currency)
    taxes = taxes or Taxes()
    tax = tax_on(whole - discount, taxes.rate(good.tax_class), included=taxes.included)
    return PricedLine(variant_id, quantity, good.unit_price, whole, tax, discount)


def _parcel(listed: Listed, lines: tuple[PricedLine, ...], fee_discount: Money) -> ParcelPrice:
    """Without a place neither fee nor tax is known, and the total is that of the items."""
    currency = fee_discount.currency
    items = total((line.total for line in lines), currency)
    discount = total((line.discount for line in lines), currency)
    fee, net = listed.fee, items - discount
    if fee is None:
        return ParcelPrice(lines, items, None, None, net, discount, fee_discount)
    net = net + fee - fee_discount
    tax = None if listed.taxes is None else _tax(listed, listed.taxes, lines, fee - fee_discount)
    added = tax if tax is not None and listed.taxes and not listed.taxes.included else Money(0, currency)
    return ParcelPrice(lines, items, fee, tax, net + added, discount, fee_discount, listed.surge)


def _tax(listed: Listed, taxes: Taxes, lines: Sequence[PricedLine], fee: Money) -> Money:
    goods = [
        (line.net.amount, taxes.rate(good.tax_class))
        for line, (_, _, good) in zip(lines, listed.lines, strict=True)
    ]
    return total((line.tax for line in lines), fee.currency) + tax_on_fee(fee, goods, taxes)


def sum_parcels(
    parcels: Sequence[ParcelPrice], currency: str, *, tip: int = 0, tax_included: bool = False
) -> Sums:
    """The order's sums: those of its deliveries, and the tip."""
    fees = [parcel.fee for parcel in parcels if parcel.fee is not None]
    taxes = [parcel.tax for parcel in parcels if parcel.tax is not None]
    thanks = Money(tip, currency)
    return Sums(
        items=total((parcel.items for parcel in parcels), currency),
        discount=total((parcel.discount + parcel.fee_discount for parcel in parcels), currency),
        fee=total(fees, currency) if parcels and len(fees) == len(parcels) else None,
        tax=total(taxes, currency) if parcels and len(taxes) == len(parcels) else None,
        tax_included=tax_included,
        tip=thanks,
        total=total((parcel.total for parcel in parcels), currency) + thanks,
        surges=by_name(parcel.surge for parcel in parcels if parcel.surge is not None),
    )


@dataclass(frozen=True, slots=True)
class Sold:
    """An ordered line as it was frozen: list price of one, its shares of discount and tax. Minor units."""

    unit_price: int
    quantity: int
    discount: int
    tax: int
    tax_included: bool


def worth_of_units(line: Sold, units: range) -> int:
    """What some of a line's units came to: list price, less their discount, with the tax that is not in it.

    Unit by unit it comes to the line, because each share is allocated to equal weights.
    """
    discounts = allocate(line.discount, [1] * line.quantity)
    taxes = allocate(0 if line.tax_included else line.tax, [1] * line.quantity)
    of = slice(units.start, units.stop)
    return line.unit_price * len(units) - sum(discounts[of]) + sum(taxes[of])
