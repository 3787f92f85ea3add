"""What a buyer's choice allows, what it is worth, how long she has, what a no takes out: a line a case."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from backend.shop.checkout.matching import (
    How,
    Kind,
    MadeLine,
    Pair,
    Way,
    concerned,
    deadline,
    default,
    mismatches,
    way,
    worth,
)
from backend.shop.orders.consent import Choice, Default, Exchange

ROSE = Kind(1, "Freedom rose", "Rose", ("red",), 150)
PINK = Kind(2, "Pink rose", "Rose", ("pink",), 150)
TULIP = Kind(3, "Tulip", "Tulip", ("red", "pink"), 100)
SALAL = Kind(4, "Salal", "Salal", (), 40)
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("choice", "old", "new", "fits"),
    [
        (Choice.MATCH_COLOR, ROSE, TULIP, True),
        (Choice.MATCH_COLOR, ROSE, PINK, False),
        (Choice.MATCH_COLOR, SALAL, ROSE, True),
        (Choice.MATCH_COLOR, ROSE, SALAL, False),
        (Choice.MATCH_FLOWER, ROSE, PINK, True),
        (Choice.MATCH_FLOWER, ROSE, TULIP, False),
    ],
)
def test_what_matches(choice: Choice, old: Kind, new: Kind, fits: bool) -> None:
    assert (mismatches(choice, [Pair(old, new, 3, 3)]) == ()) is fits


@pytest.mark.parametrize(
    ("choice", "how", "against", "found"),
    [
        (Choice.MATCH_COLOR, How.CHOSEN, (), Way.SWAP),
        (Choice.MATCH_COLOR, How.CHOSEN, ("no",), None),
        (Choice.MATCH_FLOWER, How.CHOSEN, ("no",), None),
        (Choice.MATCH_FLOWER, How.ASK, ("no",), Way.ASK),
        (Choice.ASK, How.CHOSEN, (), Way.ASK),
        (Choice.ASK, How.REFUND, (), Way.REFUND),
        (Choice.REFUND, How.CHOSEN, (), Way.REFUND),
        (Choice.REFUND, How.ASK, (), Way.ASK),
    ],
)
def test_what_is_done(choice: Choice, how: How, against: tuple[str, ...], found: Way | None) -> None:
    assert way(choice, how, mismatches=against) is found


def test_worth_is_summed_over_all_that_change() -> None:
    assert worth([Pair(ROSE, TULIP, 4, 4), Pair(SALAL, PINK, 2, 2)]) == (4 * 150 + 2 * 40, 4 * 100 + 2 * 150)


def test_silence_makes_only_what_matches_the_color() -> None:
    assert default([Pair(ROSE, TULIP, 1, 1)]) is Default.MAKE
    assert default([Pair(ROSE, TULIP, 1, 1), Pair(ROSE, PINK, 1, 1)]) is Default.REFUND


@pytest.mark.parametrize(
    ("making", "due", "left"),
    [
        (18.0, 20.0, 4.0),  # far off: four hours
        (2.0, 20.0, 2.0),  # until the making starts
        (0.25, 20.0, 0.25),
        (0.2, 3.0, 2.5),  # it begins at once: while it can still be tied, half an hour before it is due
        (-2.0, 9.0, 4.0),
        (-2.0, 0.75, 0.25),
        (-2.0, 0.7, None),
    ],
)
def test_how_long_an_answer_is_awaited(making: float, due: float, left: float | None) -> None:
    found = deadline(
        now=NOW, making=NOW + timedelta(hours=making), due=NOW + timedelta(hours=due), minutes=30
    )
    assert found == (None if left is None else NOW + timedelta(hours=left))


def test_a_no_takes_out_the_fewest_pieces_first_lines_first() -> None:
    one, two = UUID(int=1), UUID(int=2)
    lines = [MadeLine(one, 2, {1: 20, 4: 6}), MadeLine(two, 3, {1: 15})]
    assert concerned(lines, [Exchange(1, 3, 5, 5)]) == {one: 1}
    assert concerned(lines, [Exchange(1, 3, 11, 11)]) == {one: 2}
    assert concerned(lines, [Exchange(1, 3, 26, 26)]) == {one: 2, two: 2}
    assert concerned(lines, [Exchange(4, 3, 1, 1), Exchange(1, 3, 20, 20)]) == {one: 2}
