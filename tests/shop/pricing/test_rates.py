"""Rates by place and class of goods: the narrowest range wins, then the row of the class."""

import pytest
from sqlalchemy.orm import Session

from backend.shop.pricing import selectors
from backend.shop.pricing.models import TaxRate


def rate(low: str, high: str, ppm: int, tax_class: str | None = None) -> TaxRate:
    return TaxRate(country="DE", region="", name="VAT", low=low, high=high, rate_ppm=ppm, tax_class=tax_class)


@pytest.mark.parametrize(
    ("postcode", "expected"),
    [
        ("10115", {"standard": 190_000, "reduced": 70_000, "food": 190_000}),
        (
            "27498",
            {"standard": 0, "reduced": 0, "food": 20_000},
        ),  # the narrow row wins
        ("00999", {}),
    ],
)
def test_the_narrowest_range_and_then_the_class(
    session: Session, postcode: str, expected: dict[str, int]
) -> None:
    session.add_all(
        [
            rate("10000", "99999", 190_000),
            rate("10000", "99999", 70_000, "reduced"),
            rate("27498", "27498", 0),
            rate("27498", "27498", 20_000, "food"),
            rate("27000", "27999", 50_000, "reduced"),
        ]
    )
    session.flush()
    assert selectors.rates(session, country="DE", postcode=postcode) == expected
