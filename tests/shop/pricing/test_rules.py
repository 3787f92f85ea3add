"""Prices: exact values, and parts that always add up to the whole."""

from hypothesis import given
from hypothesis import strategies as st

from backend.shop.kit.money import Money
from backend.shop.pricing.rules import (
    delivery_fee,
    price_line,
    price_parcel,
    sum_parcels,
    tax_on,
    worth_of_units,
)


def usd(amount: int) -> Money:
    return Money(amount, "USD")


def test_tax_is_rounded_half_up_once_per_line() -> None:
    assert tax_on(usd(4500), 88_000) == usd(396)
    assert tax_on(usd(50), 90_000) == usd(5)  # 4.5 cents
    assert tax_on(usd(0), 90_000) == usd(0)


def test_a_delivery_with_tax_on_its_lines_and_its_fee() -> None:
    lines = [
        price_line(variant_id=1, quantity=2, unit_price=usd(4_995), rate_ppm=88_000),
        price_line(variant_id=2, quantity=1, unit_price=usd(600), rate_ppm=88_000),
    ]
    price = price_parcel(lines, fee=usd(1_200), rate_ppm=88_000, currency="USD")
    assert [line.tax for line in price.lines] == [usd(879), usd(53)]
    assert (price.items, price.fee, price.tax, price.total) == (
        usd(10_590),
        usd(1_200),
        usd(1_038),
        usd(12_828),
    )


def test_without_a_place_neither_fee_nor_tax_is_known() -> None:
    line = price_line(variant_id=1, quantity=1, unit_price=usd(4_500), rate_ppm=0)
    price = price_parcel([line], fee=None, rate_ppm=None, currency="USD")
    assert (price.fee, price.tax, price.total) == (None, None, usd(4_500))
    assert sum_parcels([price], "USD").fee is None


def test_the_zone_fee_is_waived_from_its_limit_on_and_the_narrow_hour_still_costs() -> None:
    def fee(items: int) -> Money:
        return delivery_fee(items=usd(items), zone_fee=usd(900), extra_fee=usd(500), free_above=usd(10_000))

    assert (fee(9_999), fee(10_000)) == (usd(1_400), usd(500))


@given(
    rows=st.lists(st.tuples(st.integers(1, 99), st.integers(0, 50_000)), min_size=1, max_size=12),
    fee=st.integers(0, 5_000),
    rate=st.integers(0, 250_000),
)
def test_parts_make_the_whole(rows: list[tuple[int, int]], fee: int, rate: int) -> None:
    lines = [
        price_line(variant_id=index, quantity=quantity, unit_price=usd(amount), rate_ppm=rate)
        for index, (quantity, amount) in enumerate(rows)
    ]
    price = price_parcel(lines, fee=usd(fee), rate_ppm=rate, currency="USD")
    assert price.tax is not None
    assert price.items.amount + fee + price.tax.amount == price.total.amount
    assert price.tax.amount == sum(line.tax.amount for line in price.lines) + tax_on(usd(fee), rate).amount
    sums = sum_parcels([price, price], "USD")
    assert sums.total == price.total * 2


@given(
    unit_price=st.integers(0, 100_000),
    tax=st.integers(0, 50_000),
    cuts=st.lists(st.integers(1, 9), min_size=1),
)
def test_units_taken_off_in_any_steps_come_to_the_line(unit_price: int, tax: int, cuts: list[int]) -> None:
    quantity, first, worth = sum(cuts), 0, 0
    for count in cuts:
        units = range(first, first + count)
        worth += worth_of_units(unit_price=unit_price, tax=tax, quantity=quantity, units=units)
        first += count
    assert worth == unit_price * quantity + tax
