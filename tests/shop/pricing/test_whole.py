"""Any cart, any promotions, any rates and ways of tax: parts add up, and what goes back is what was paid."""

from dataclasses import dataclass
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from backend.shop.kit.money import Money
from backend.shop.pricing.rules import (
    Good,
    Listed,
    ParcelPrice,
    PricedLine,
    Sold,
    basket,
    price_parcels,
    sum_parcels,
    worth_of_units,
)
from backend.shop.pricing.rules.promotions import Asking, Kind, Offer, choose, obstacle
from backend.shop.pricing.rules.tax import Taxes

DAY = date(2027, 5, 3)
SMALL = st.integers(1, 3)


@dataclass(frozen=True)
class World:
    """An order to price, and what may be taken off it."""

    parcels: tuple[Listed, ...]
    offers: tuple[Offer, ...]
    tip: int
    included: bool


@st.composite
def goods(draw: st.DrawFn) -> tuple[int, int, Good]:
    price = Money(draw(st.integers(0, 30_000)), "USD")
    tax_class = draw(st.sampled_from(["standard", "reduced", "food", "exempt"]))
    return draw(SMALL), draw(st.integers(1, 9)), Good(price, tax_class, draw(SMALL), draw(SMALL))


@st.composite
def offers(draw: st.DrawFn, number: int) -> Offer:
    kind = draw(st.sampled_from(Kind))
    return Offer(
        id=number,
        name=f"Offer {number}",
        kind=kind,
        starts_on=draw(st.sampled_from([DAY, date(2027, 5, 4)])),
        code="CODE" if number == 1 else None,
        percent=draw(st.integers(1, 100)),
        amount=draw(st.integers(1, 50_000)),
        buy=draw(SMALL),
        get=draw(SMALL),
        minimum=draw(st.one_of(st.none(), st.integers(0, 60_000))),
        products=frozenset(draw(st.sets(SMALL, max_size=2))),
        categories=frozenset(draw(st.sets(SMALL, max_size=2))),
        combines=draw(st.booleans()),
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    included = draw(st.booleans())
    on_delivery = draw(st.sampled_from(["standard", "goods", "none"]))
    rates = st.integers(0, 250_000)

    def parcel() -> Listed:
        by_class = {name: draw(rates) for name in ("standard", "reduced", "food")}
        lines = tuple(draw(st.lists(goods(), min_size=1, max_size=4)))
        fee = Money(draw(st.integers(0, 3_000)), "USD")
        return Listed(lines, fee, Taxes(by_class, included=included, on_delivery=on_delivery))

    parcels = tuple(parcel() for _ in range(draw(SMALL)))
    some = tuple(draw(offers(number)) for number in range(1, draw(st.integers(1, 5))))
    return World(parcels, some, draw(st.integers(0, 50_000)), included)


def priced(world: World) -> tuple[tuple[ParcelPrice, ...], dict[int, int]]:
    bag = basket(world.parcels)
    fitting = [each for each in world.offers if obstacle(each, bag, Asking(DAY)) is None]
    given = choose(fitting, bag)
    assert choose(reversed(fitting), bag) == given
    return price_parcels(world.parcels, given, "USD"), given.by_offer


@settings(max_examples=300, deadline=None)
@given(world=worlds(), cuts=st.lists(st.integers(1, 9), min_size=9, max_size=9))
def test_parts_add_up_and_everything_comes_back(world: World, cuts: list[int]) -> None:
    parcels, by_offer = priced(world)
    sums = sum_parcels(parcels, "USD", tip=world.tip, tax_included=world.included)
    back = 0
    for parcel in parcels:
        _parcel_adds_up(parcel, included=world.included)
        returned = sum(_returned(line, cuts, included=world.included) for line in parcel.lines)
        assert parcel.total.amount >= returned  # what is left is the fee with its tax
        back += parcel.total.amount
    assert sum(by_offer.values()) == sums.discount.amount
    assert sums.fee is not None
    assert sums.tax is not None
    added = 0 if world.included else sums.tax.amount
    assert sums.total.amount == sums.items.amount - sums.discount.amount + sums.fee.amount + added + world.tip
    assert back + world.tip == sums.total.amount
    assert sums.total.amount >= 0


def _parcel_adds_up(parcel: ParcelPrice, *, included: bool) -> None:
    assert parcel.fee is not None
    assert parcel.tax is not None
    assert parcel.items.amount == sum(line.total.amount for line in parcel.lines)
    assert parcel.discount.amount == sum(line.discount.amount for line in parcel.lines)
    assert all(0 <= line.discount.amount <= line.total.amount for line in parcel.lines)
    assert 0 <= parcel.fee_discount.amount <= parcel.fee.amount
    tax_of_lines = sum(line.tax.amount for line in parcel.lines)
    net_fee = parcel.fee.amount - parcel.fee_discount.amount
    assert 0 <= tax_of_lines <= parcel.tax.amount
    assert parcel.tax.amount - tax_of_lines <= net_fee  # rates are below 100 %
    net = parcel.items.amount - parcel.discount.amount + net_fee
    assert parcel.total.amount == net + (0 if included else parcel.tax.amount)


def _returned(line: PricedLine, cuts: list[int], *, included: bool) -> int:
    """What the units of a line come to, given back in some split."""
    sold = Sold(line.unit_price.amount, line.quantity, line.discount.amount, line.tax.amount, included)
    at, worth = 0, 0
    for cut in cuts:
        units = range(at, min(at + cut, line.quantity))
        part = worth_of_units(sold, units)
        assert part >= 0
        at, worth = units.stop, worth + part
    assert worth == line.net.amount + (0 if included else line.tax.amount)
    return worth
