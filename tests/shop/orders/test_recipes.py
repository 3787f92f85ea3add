"""What lines are made of once some stems are taken of another kind."""

from backend.shop.orders.recipes import Swap, Take, made_of

ROSE, SALAL, TULIP, LILY = 1, 2, 3, 4


def test_without_swaps_every_piece_takes_its_recipe() -> None:
    made = made_of([(2, [(ROSE, 12), (SALAL, 4)]), (0, [(ROSE, 5)])], [])
    assert made.lines == [[Take(ROSE, 24), Take(SALAL, 8)], []]


def test_a_swap_is_used_up_by_the_first_lines_that_can() -> None:
    made = made_of(
        [(1, [(ROSE, 10)]), (1, [(ROSE, 10)])], [Swap(ROSE, TULIP, 12, 12), Swap(ROSE, LILY, 3, 3)]
    )
    assert made.lines == [
        [Take(TULIP, 10, instead_of=ROSE)],
        [Take(ROSE, 5), Take(TULIP, 2, instead_of=ROSE), Take(LILY, 3, instead_of=ROSE)],
    ]
    assert made.by_stem() == {ROSE: 5, TULIP: 12, LILY: 3}
    assert made.used == [12, 3]


def test_a_swap_takes_no_more_than_is_needed() -> None:
    made = made_of([(1, [(ROSE, 10), (SALAL, 2)])], [Swap(ROSE, TULIP, 30, 30)])
    assert made.lines == [[Take(TULIP, 10, instead_of=ROSE), Take(SALAL, 2)]]
    assert made.used == [10]


def test_a_substitute_that_wilts_too_is_substituted_again() -> None:
    made = made_of([(1, [(ROSE, 10), (SALAL, 2)])], [Swap(ROSE, TULIP, 10, 10), Swap(TULIP, LILY, 4, 4)])
    assert made.lines == [
        [Take(TULIP, 6, instead_of=ROSE), Take(LILY, 4, instead_of=ROSE), Take(SALAL, 2)],
    ]
    assert (made.by_stem(), made.used) == ({TULIP: 6, LILY: 4, SALAL: 2}, [10, 4])


def test_what_is_swapped_back_stands_for_nothing_else() -> None:
    made = made_of([(1, [(ROSE, 10)])], [Swap(ROSE, TULIP, 10, 10), Swap(TULIP, ROSE, 10, 10)])
    assert made.lines == [[Take(ROSE, 10)]]


def test_more_of_another_stem_may_stand_for_fewer() -> None:
    made = made_of([(1, [(ROSE, 10)]), (1, [(ROSE, 10)])], [Swap(ROSE, TULIP, 15, 22)])
    assert made.lines == [
        [Take(TULIP, 15, instead_of=ROSE)],
        [Take(ROSE, 5), Take(TULIP, 7, instead_of=ROSE)],
    ]
    assert made.used == [15]
    # Of a swap that is used in part, as many as are in the place of that part: never fewer.
    made = made_of([(1, [(ROSE, 10)])], [Swap(ROSE, TULIP, 15, 22)])
    assert (made.lines, made.used) == ([[Take(TULIP, 15, instead_of=ROSE)]], [10])
