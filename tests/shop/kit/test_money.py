"""Money: exact, of one currency, and parts that add up to the whole."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.shop.kit.money import Money, allocate, rounded, total


def usd(amount: int) -> Money:
    return Money(amount, "USD")


def test_sums_differences_and_multiples() -> None:
    assert usd(4500) + usd(995) == usd(5495)
    assert usd(4500) - usd(5000) == usd(-500)
    assert usd(4500) * 3 == usd(13500)
    assert total([usd(1), usd(2), usd(3)], "USD") == usd(6)
    assert total([], "EUR") == Money(0, "EUR")
    assert usd(4500).as_json() == {"amount": 4500, "currency": "USD"}


def test_currencies_do_not_mix() -> None:
    with pytest.raises(ValueError, match="EUR is not USD"):
        usd(1) + Money(1, "EUR")
    with pytest.raises(ValueError, match="EUR is not USD"):
        usd(1) - Money(1, "EUR")
    assert usd(1) != Money(1, "EUR")


@pytest.mark.parametrize(
    ("exact", "cents"),
    [("0.5", 1), ("1.5", 2), ("2.5", 3), ("-0.5", -1), ("2.4999", 2), ("-2.4999", -2), ("7", 7)],
)
def test_halves_are_rounded_away_from_zero(exact: str, cents: int) -> None:
    assert rounded(Decimal(exact)) == cents


@pytest.mark.parametrize(
    ("amount", "weights", "shares"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (10, [0, 1, 3], [0, 3, 7]),
        (10, [0, 0, 0], [4, 3, 3]),
        (0, [5, 3], [0, 0]),
        (1, [1], [1]),
        (5, [2, 2, 1], [2, 2, 1]),
    ],
)
def test_shares_go_by_largest_remainder(amount: int, weights: list[int], shares: list[int]) -> None:
    assert allocate(amount, weights) == shares


def test_shares_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="nothing to allocate to"):
        allocate(100, [])
    with pytest.raises(ValueError, match="never negative"):
        allocate(100, [2, -1])


amounts = st.integers(-(10**12), 10**12)
weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=40)


@given(amounts, weights)
def test_shares_add_up_and_are_fair_to_the_cent(amount: int, weights: list[int]) -> None:
    shares = allocate(amount, weights)
    whole = sum(weights)
    assert sum(shares) == amount
    assert len(shares) == len(weights)
    if whole:
        assert all(
            abs(share * whole - amount * weight) < whole
            for share, weight in zip(shares, weights, strict=True)
        )


@given(amounts, weights)
def test_a_share_given_back_is_the_share_that_was_taken(amount: int, weights: list[int]) -> None:
    assert allocate(-amount, weights) == [-share for share in allocate(amount, weights)]
