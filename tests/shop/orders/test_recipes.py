"""What lines are made of once some stems are taken of another kind."""

from backend.shop.orders.recipes import Swap, Take, by_stem, swapped, takes

ROSE, SALAL, TULIP, LILY = 1, 2, 3, 4


def test_without_swaps_every_piece_takes_its_recipe() -> None:
    taken = takes([(2, [(ROSE, 12), (SALAL, 4)]), (0, [(ROSE, 5)])], [])
    assert taken == [[Take(ROSE, 24), Take(SALAL, 8)], []]


def test_a_swap_is_used_up_by_the_first_lines_that_can() -> None:
    taken = takes([(1, [(ROSE, 10)]), (1, [(ROSE, 10)])], [Swap(ROSE, TULIP, 12), Swap(ROSE, LILY, 3)])
    assert taken == [
        [Take(TULIP, 10, instead_of=ROSE)],
        [Take(ROSE, 5), Take(TULIP, 2, instead_of=ROSE), Take(LILY, 3, instead_of=ROSE)],
    ]
    assert by_stem(taken) == {ROSE: 5, TULIP: 12, LILY: 3}
    assert swapped(taken) == {(ROSE, TULIP): 12, (ROSE, LILY): 3}


def test_a_swap_takes_no_more_than_is_needed() -> None:
    taken = takes([(1, [(ROSE, 10), (SALAL, 2)])], [Swap(ROSE, TULIP, 30)])
    assert taken == [[Take(TULIP, 10, instead_of=ROSE), Take(SALAL, 2)]]
    assert swapped(taken) == {(ROSE, TULIP): 10}
