"""Tax on what is paid: added to a price, or taken out of one that contains it. Rounded once per amount."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from backend.shop.kit.money import Money, allocate, rounded

_PPM = 1_000_000
STANDARD, EXEMPT = "standard", "exempt"


@dataclass(frozen=True, slots=True)
class Taxes:
    """The rates of a place by class of goods, in parts per million, and how the shop applies them.

    `included`: prices contain the tax. `on_delivery` is the fee's: standard, that of its goods, or none.
    """

    rates: Mapping[str, int] = field(default_factory=dict)
    included: bool = False
    on_delivery: str = STANDARD

    def rate(self, tax_class: str) -> int:
        """What is exempt, or has no rate here, is not taxed."""
        return 0 if tax_class == EXEMPT else self.rates.get(tax_class, 0)


def tax_on(amount: Money, rate_ppm: int, *, included: bool = False) -> Money:
    """The tax of one amount; of one that contains it, the part that it is."""
    return Money(rounded(_exact(amount.amount, rate_ppm, included=included)), amount.currency)


def tax_on_fee(fee: Money, goods: Sequence[tuple[int, int]], taxes: Taxes) -> Money:
    """The tax of a fee; `goods` are the (net minor units, rate) of the lines that it brings.

    By its goods: the fee is shared over them by what they cost, each share has their rate, and the sum is
    rounded once.
    """
    if taxes.on_delivery == "none":
        return Money(0, fee.currency)
    if taxes.on_delivery == STANDARD or not goods:
        return tax_on(fee, taxes.rate(STANDARD), included=taxes.included)
    shares = allocate(fee.amount, [net for net, _ in goods])
    exact = (
        _exact(share, rate, included=taxes.included) for share, (_, rate) in zip(shares, goods, strict=True)
    )
    return Money(rounded(sum(exact, Decimal(0))), fee.currency)


def _exact(amount: int, rate_ppm: int, *, included: bool) -> Decimal:
    return Decimal(amount) * rate_ppm / (_PPM + rate_ppm if included else _PPM)
