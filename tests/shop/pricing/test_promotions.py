"""What promotions take off, to the cent, and which of several are taken."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from backend.shop.pricing.rules.promotions import (
    Asking,
    Basket,
    BasketLine,
    Given,
    Kind,
    Obstacle,
    Offer,
    apply,
    choose,
    obstacle,
)

MAY = date(2027, 5, 3)
ROSES, TULIPS, CARD = 1, 2, 3
FLOWERS, SMALL = 10, 20
BASKET = Basket(
    lines=(
        BasketLine(0, ROSES, FLOWERS, unit_price=3333, quantity=1),
        BasketLine(0, CARD, SMALL, unit_price=500, quantity=2),
        BasketLine(1, TULIPS, FLOWERS, unit_price=2000, quantity=3),
    ),
    fees=(900, 1400),
)


def offer(number: int = 1, kind: Kind = Kind.PERCENT, **terms: Any) -> Offer:
    return Offer(number, f"Offer {number}", kind, date(2027, 5, 1), **terms)


def test_a_percentage_is_rounded_once_and_shared_by_what_the_lines_cost() -> None:
    given = apply([offer(percent=15)], BASKET)
    # 15 % of 10333 are 1549.95; exact shares 500.02, 150.02, 900.09 of 1550
    assert given == Given((500, 150, 900), (0, 0), {1: 1550})


def test_an_amount_takes_at_most_what_there_is_and_only_of_what_takes_part() -> None:
    small = offer(kind=Kind.AMOUNT, amount=700, categories=frozenset({SMALL}))
    assert apply([small], BASKET) == Given((0, 700, 0), (0, 0), {1: 700})
    assert apply([replace(small, amount=5000)], BASKET).lines == (0, 1000, 0)
    either = replace(small, products=frozenset({ROSES}), amount=5000)
    assert apply([either], BASKET).lines == (3333, 1000, 0)


def test_free_delivery_waives_the_fee_of_each_delivery_that_brings_something_of_it() -> None:
    free = offer(kind=Kind.FREE_DELIVERY)
    assert apply([free], BASKET) == Given((0, 0, 0), (900, 1400), {1: 2300})
    assert apply([replace(free, products=frozenset({TULIPS}))], BASKET).fees == (0, 1400)


def test_of_every_three_the_cheapest_is_free() -> None:
    three = offer(kind=Kind.BUY_X, buy=2, get=1)
    # six pieces: two are free, and the cheapest are the cards
    assert apply([three], BASKET) == Given((0, 1000, 0), (0, 0), {1: 1000})
    flowers = replace(three, categories=frozenset({FLOWERS}))
    assert apply([flowers], BASKET).lines == (0, 0, 2000)  # four pieces: one
    assert apply([replace(flowers, buy=4)], BASKET).by_offer == {}


def test_those_that_combine_are_taken_in_turn_each_on_what_is_left() -> None:
    together = [
        offer(1, Kind.FREE_DELIVERY, combines=True),
        offer(2, Kind.AMOUNT, amount=1000, combines=True),
        offer(3, Kind.PERCENT, percent=50, combines=True),
        offer(4, Kind.BUY_X, buy=2, get=1, combines=True, categories=frozenset({FLOWERS})),
    ]
    given = choose(together, BASKET)
    # 2000 free, half of the other 8333 (4166.5), 1000 of the rest, both fees
    assert given.by_offer == {4: 2000, 3: 4167, 2: 1000, 1: 2300}
    assert sum(given.lines) == 7167
    assert given.fees == (900, 1400)


def test_one_that_does_not_combine_is_taken_alone_if_it_gives_more() -> None:
    both = [offer(1, percent=10, combines=True), offer(2, Kind.AMOUNT, amount=500, combines=True)]
    assert choose([*both, offer(3, percent=12)], BASKET).by_offer == {1: 1033, 2: 500}
    assert choose([*both, offer(3, percent=40)], BASKET).by_offer == {3: 4133}


def test_of_equals_the_code_is_taken_and_then_the_lowest_id() -> None:
    assert choose([offer(2, percent=10), offer(1, percent=10)], BASKET).by_offer == {1: 1033}
    with_code = offer(2, percent=10, code="MAY")
    assert choose([offer(1, percent=10), with_code], BASKET).by_offer == {2: 1033}
    assert choose([], BASKET) == Given((0, 0, 0), (0, 0), {})


def test_a_whole_discount_leaves_nothing_and_nothing_below() -> None:
    given = choose(
        [offer(1, percent=100, combines=True), offer(2, Kind.AMOUNT, amount=900, combines=True)], BASKET
    )
    assert given == Given((3333, 1000, 6000), (0, 0), {1: 10333})


@pytest.mark.parametrize(
    ("terms", "asking", "why"),
    [
        ({}, {}, None),
        ({"ends_on": MAY}, {}, None),
        ({"ends_on": date(2027, 5, 2)}, {}, Obstacle("ended", day=date(2027, 5, 2))),
        ({"starts_on": date(2027, 5, 4)}, {}, Obstacle("scheduled", day=date(2027, 5, 4))),
        ({"active": False}, {}, Obstacle("paused")),
        ({"first_order": True}, {}, None),
        ({"first_order": True}, {"ordered_before": True}, Obstacle("first_order")),
        ({}, {"used_up": frozenset({1})}, Obstacle("used_up")),
        ({"minimum": 10_333}, {}, None),
        ({"minimum": 10_334}, {}, Obstacle("minimum", minimum=10_334, missing=1)),
        ({"products": frozenset({9})}, {}, Obstacle("nothing_eligible")),
        ({"kind": Kind.BUY_X, "buy": 4, "get": 2}, {}, None),
        ({"kind": Kind.BUY_X, "buy": 4, "get": 3}, {}, Obstacle("too_few", missing=1)),
    ],
)
def test_what_stands_in_its_way(terms: dict[str, Any], asking: dict[str, Any], why: Obstacle | None) -> None:
    that = replace(offer(percent=10), **terms)
    assert obstacle(that, BASKET, Asking(MAY, **asking)) == why
