"""What promotions take off an order (docs/algorithms/pricing.md). Plain numbers: minor units of one currency.

Nothing goes below 0: an offer takes at most what those before it have left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from backend.shop.kit.money import allocate, rounded


class Kind(StrEnum):
    """In the order in which offers of one order are applied."""

    BUY_X = "buy_x"
    PERCENT = "percent"
    AMOUNT = "amount"
    FREE_DELIVERY = "free_delivery"


_ORDER = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Offer:
    """A promotion as it stands; without products and categories everything takes part."""

    id: int
    name: str
    kind: Kind
    starts_on: date
    code: str | None = None
    percent: int = 0
    amount: int = 0
    buy: int = 0
    get: int = 0
    minimum: int | None = None
    products: frozenset[int] = frozenset()
    categories: frozenset[int] = frozenset()
    first_order: bool = False
    ends_on: date | None = None
    combines: bool = False
    active: bool = True

    def takes(self, line: "BasketLine") -> bool:
        """Whether a line takes part."""
        anything = not self.products and not self.categories
        return anything or line.product_id in self.products or line.category_id in self.categories


@dataclass(frozen=True, slots=True)
class BasketLine:
    """So many of a product in the delivery number `parcel`."""

    parcel: int
    product_id: int
    category_id: int
    unit_price: int
    quantity: int

    @property
    def total(self) -> int:
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class Basket:
    """All lines of an order, and what bringing each of its deliveries costs; 0 while that is not known."""

    lines: tuple[BasketLine, ...]
    fees: tuple[int, ...]

    @property
    def items(self) -> int:
        return sum(line.total for line in self.lines)


@dataclass(frozen=True, slots=True)
class Given:
    """What is taken off each line and each fee, and how much of it by which offer; none gives nothing."""

    lines: tuple[int, ...]
    fees: tuple[int, ...]
    by_offer: dict[int, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.by_offer.values())


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why an offer does not fit now; `missing` is what lacks of its minimum, or how many pieces."""

    code: str
    day: date | None = None
    minimum: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Asking:
    """Who orders on which local day of the shop. `used_up` are offers of which she can have no more."""

    day: date
    ordered_before: bool = False
    used_up: frozenset[int] = frozenset()


def obstacle(offer: Offer, basket: Basket, asking: Asking) -> Obstacle | None:
    """The first reason why the offer cannot be had; None: it fits."""
    return _untimely(offer, asking.day) or _not_hers(offer, asking) or _too_little(offer, basket)


def _untimely(offer: Offer, day: date) -> Obstacle | None:
    if offer.ends_on is not None and day > offer.ends_on:
        return Obstacle("ended", day=offer.ends_on)
    if not offer.active:
        return Obstacle("paused")
    return Obstacle("scheduled", day=offer.starts_on) if day < offer.starts_on else None


def _not_hers(offer: Offer, asking: Asking) -> Obstacle | None:
    if offer.first_order and asking.ordered_before:
        return Obstacle("first_order")
    return Obstacle("used_up") if offer.id in asking.used_up else None


def _too_little(offer: Offer, basket: Basket) -> Obstacle | None:
    minimum = offer.minimum or 0
    if basket.items < minimum:
        return Obstacle("minimum", minimum=minimum, missing=minimum - basket.items)
    pieces = sum(line.quantity for line in basket.lines if offer.takes(line))
    if not pieces:
        return Obstacle("nothing_eligible")
    if offer.kind is Kind.BUY_X and pieces < offer.buy + offer.get:
        return Obstacle("too_few", missing=offer.buy + offer.get - pieces)
    return None


def choose(offers: Iterable[Offer], basket: Basket) -> Given:
    """The best that these offers, which all fit, come to: all that combine, or one that does not.

    Of equals the one with the code, then the one with the lowest id.
    """
    fitting = sorted(offers, key=lambda each: each.id)
    together = [each for each in fitting if each.combines]
    ways = [together, *([each] for each in fitting if not each.combines)]
    codes = {each.id for each in fitting if each.code is not None}
    tried = (apply(way, basket) for way in ways)
    return max(tried, key=lambda given: _preference(given, codes))


def _preference(given: Given, codes: set[int]) -> tuple[int, bool, int]:
    return given.total, not codes.isdisjoint(given.by_offer), -min(given.by_offer, default=0)


def apply(offers: Iterable[Offer], basket: Basket) -> Given:
    """What these offers take off together, each on what those before it have left."""
    lines, fees = [line.total for line in basket.lines], list(basket.fees)
    by_offer: dict[int, int] = {}
    for offer in sorted(offers, key=lambda each: (_ORDER.index(each.kind), each.id)):
        if offer.kind is Kind.FREE_DELIVERY:
            cuts = _free_fees(offer, basket, fees)
            fees = [left - cut for left, cut in zip(fees, cuts, strict=True)]
        else:
            cuts = _cuts(offer, basket, lines)
            lines = [left - cut for left, cut in zip(lines, cuts, strict=True)]
        if sum(cuts):
            by_offer[offer.id] = sum(cuts)
    taken = tuple(line.total - left for line, left in zip(basket.lines, lines, strict=True))
    waived = tuple(fee - left for fee, left in zip(basket.fees, fees, strict=True))
    return Given(taken, waived, by_offer)


def _free_fees(offer: Offer, basket: Basket, left: Sequence[int]) -> list[int]:
    """The whole fee of each delivery that brings something of the offer."""
    parcels = {line.parcel for line in basket.lines if offer.takes(line)}
    return [fee if index in parcels else 0 for index, fee in enumerate(left)]


def _cuts(offer: Offer, basket: Basket, left: Sequence[int]) -> list[int]:
    """What is taken off each line."""
    if offer.kind is Kind.BUY_X:
        free = _free_units(offer, basket.lines)
        return [
            min(units * line.unit_price, rest)
            for units, line, rest in zip(free, basket.lines, left, strict=True)
        ]
    eligible = [rest if offer.takes(line) else 0 for line, rest in zip(basket.lines, left, strict=True)]
    if not any(eligible):
        return eligible
    return allocate(_worth(offer, sum(eligible)), eligible)


def _worth(offer: Offer, of: int) -> int:
    if offer.kind is Kind.PERCENT:
        return rounded(Decimal(of) * offer.percent / 100)
    return min(offer.amount, of)


def _free_units(offer: Offer, lines: Sequence[BasketLine]) -> list[int]:
    """How many units of each line are free: of every `buy` and `get` together, the `get` cheapest."""
    eligible = [index for index, line in enumerate(lines) if offer.takes(line)]
    units = sum(lines[index].quantity for index in eligible)
    free, given = units // (offer.buy + offer.get) * offer.get, [0] * len(lines)
    for index in sorted(eligible, key=lambda each: (lines[each].unit_price, each)):
        given[index] = min(free, lines[index].quantity)
        free -= given[index]
    return given
