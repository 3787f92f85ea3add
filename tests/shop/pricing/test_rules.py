"""Prices: exact values, and parts that always add up to the whole."""

from hypothesis import given
from hypothesis import strategies as st

from backend.shop.kit.money import Money
from backend.shop.pricing.rules import (
    Good,
    Listed,
    Sold,
    basket,
    delivery_fee,
    price_parcels,
    sum_parcels,
    tax_on,
    worth_of_units,
)
from backend.shop.pricing.rules.promotions import Given, choose
from backend.shop.pricing.rules.tax import Taxes, tax_on_fee


def usd(amount: int) -> Money:
    return Money(amount, "USD")


def test_tax_is_rounded_half_up_once_per_line() -> None:
    assert tax_on(usd(4500), 88_000) == usd(396)
    assert tax_on(usd(50), 90_000) == usd(5)  # 4.5 cents
    assert tax_on(usd(0), 90_000) == usd(0)


def test_a_tax_that_is_in_the_price_is_taken_out_of_it() -> None:
    assert tax_on(usd(11_900), 190_000, included=True) == usd(1_900)
    assert tax_on(usd(4_500), 70_000, included=True) == usd(294)  # 294.39
    assert tax_on(usd(4_500), 0, included=True) == usd(0)


def test_a_delivery_with_tax_on_its_lines_and_its_fee() -> None:
    lines = ((1, 2, Good(usd(4_995))), (2, 1, Good(usd(600))))
    listed = Listed(lines, fee=usd(1_200), taxes=Taxes({"standard": 88_000}))
    [price] = price_parcels([listed], choose((), basket([listed])), "USD")
    assert [line.tax for line in price.lines] == [usd(879), usd(53)]
    assert (price.items, price.fee, price.tax, price.total) == (
        usd(10_590),
        usd(1_200),
        usd(1_038),
        usd(12_828),
    )


def test_tax_is_on_what_is_paid_by_its_class_and_an_exempt_line_has_none() -> None:
    lines = (
        (1, 1, Good(usd(5_000))),
        (2, 1, Good(usd(1_000), tax_class="food")),
        (3, 1, Good(usd(2_000), tax_class="exempt")),
        (4, 1, Good(usd(700), tax_class="reduced")),
    )
    taxes = Taxes({"standard": 100_000, "food": 20_000})
    listed = Listed(lines, fee=usd(900), taxes=taxes)
    [price] = price_parcels([listed], Given((1_000, 0, 0, 0), (400,)), "USD")
    assert [line.tax.amount for line in price.lines] == [400, 20, 0, 0]
    assert price.tax == usd(400 + 20 + 50)
    assert price.total == usd(8_700 - 1_000 + 900 - 400 + 470)
    assert (price.discount, price.fee_discount) == (usd(1_000), usd(400))


def test_a_fee_is_taxed_as_the_goods_that_it_brings_where_the_shop_says_so() -> None:
    goods = [(3_000, 190_000), (1_000, 70_000)]
    assert tax_on_fee(usd(800), goods, Taxes({"standard": 190_000}, on_delivery="none")) == usd(0)
    assert tax_on_fee(usd(800), goods, Taxes({"standard": 190_000}, included=True)) == usd(128)
    by_goods = Taxes({"standard": 190_000}, included=True, on_delivery="goods")
    assert tax_on_fee(usd(800), goods, by_goods) == usd(109)  # 600 hold 95.80, 200 hold 13.08


def test_prices_with_their_tax_do_not_grow_by_it() -> None:
    listed = Listed(
        ((1, 1, Good(usd(5_000))),), fee=usd(500), taxes=Taxes({"standard": 190_000}, included=True)
    )
    prices = price_parcels([listed], Given((0,), (0,)), "USD")
    sums = sum_parcels(prices, "USD", tip=300, tax_included=True)
    assert (sums.total, sums.tax, sums.tip) == (usd(5_800), usd(798 + 80), usd(300))


def test_without_a_place_neither_fee_nor_tax_is_known() -> None:
    listed = Listed(((1, 1, Good(usd(4_500))),), fee=None, taxes=None)
    [price] = price_parcels([listed], Given((500,), (0,)), "USD")
    assert (price.fee, price.tax, price.total) == (None, None, usd(4_000))
    assert sum_parcels([price], "USD").fee is None


def test_the_zone_fee_is_waived_from_its_limit_on_and_the_narrow_hour_still_costs() -> None:
    def fee(items: int) -> Money:
        return delivery_fee(items=usd(items), zone_fee=usd(900), extra_fee=usd(500), free_above=usd(10_000))

    assert (fee(9_999), fee(10_000)) == (usd(1_400), usd(500))


@given(
    unit_price=st.integers(0, 100_000),
    share=st.integers(0, 100),
    tax=st.integers(0, 50_000),
    included=st.booleans(),
    cuts=st.lists(st.integers(1, 9), min_size=1),
)
def test_units_taken_off_in_any_steps_come_to_the_line(
    unit_price: int, share: int, tax: int, included: bool, cuts: list[int]
) -> None:
    quantity, first, worth = sum(cuts), 0, 0
    discount = unit_price * quantity * share // 100
    line = Sold(unit_price, quantity, discount, tax, tax_included=included)
    for count in cuts:
        part = worth_of_units(line, range(first, first + count))
        assert part >= 0
        worth, first = worth + part, first + count
    assert worth == unit_price * quantity - discount + (0 if included else tax)
