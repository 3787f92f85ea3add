"""What a recipe says: summary, pets, and the last day of a lot."""

from datetime import date

import pytest

from backend.shop.stock.rules import NEVER, StemWords, joined, last_making_day, pet_note, pet_safe, summary

ROSE = StemWords("roses", "Rosa", colors=("red",))
SALAL = StemWords("salal", "Gaultheria shallon", toxic_to_pets=None)
FOAM = StemWords("baby's breath", "Gypsophila paniculata", toxic_to_pets=True)
TULIP = StemWords("tulips", "Tulipa", colors=("red", "pink"), toxic_to_pets=True)
LILY = StemWords("Stargazer lilies", "Lilium hybrids (Oriental)", toxic_to_pets=True)
VASE = StemWords("clear glass vase", living=False)
CHOCOLATES = StemWords(
    "chocolates", living=False, toxic_to_pets=True, warning="Chocolate is poisonous to dogs."
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_joins_words(words: list[str], expected: str) -> None:
    assert joined(words) == expected


def test_summary_names_one_color_only() -> None:
    assert summary([ROSE, SALAL, FOAM]) == "Red roses, salal and baby's breath"
    assert summary([TULIP]) == "Tulips"


def test_summary_names_a_kind_once_and_four_at_most() -> None:
    five = [StemWords(kind) for kind in ("iris", "iris", "roses", "stock", "salal", "fern")]
    assert summary(five) == "Iris, roses, stock and salal"


@pytest.mark.parametrize(
    ("lines", "safe"),
    [
        ([ROSE, VASE], True),
        ([ROSE, SALAL, VASE], False),  # nobody has checked salal
        ([ROSE, FOAM], False),
        ([VASE], None),
        ([CHOCOLATES], False),
    ],
)
def test_pet_safe_needs_all_of_it_checked(lines: list[StemWords], safe: bool | None) -> None:
    assert pet_safe(lines) is safe


def test_pet_note_never_says_safe() -> None:
    assert pet_note([ROSE, VASE]) == "Not known to be toxic to cats or dogs."
    assert pet_note([ROSE, SALAL]) == (
        "Not every stem has been checked for pets: keep it out of reach of cats and dogs."
    )
    assert (
        pet_note([TULIP, FOAM]) == "Contains tulips and baby's breath: keep it out of reach of cats and dogs."
    )
    assert pet_note([VASE]) is None
    assert pet_note([CHOCOLATES]) == "Chocolate is poisonous to dogs."


def test_true_lilies_always_warn_for_cats() -> None:
    assert pet_note([TULIP, LILY, CHOCOLATES]) == (
        "Never for a home with cats: any part of a true lily, even its pollen or vase water, can kill."
    )


def test_the_last_making_day_keeps_the_promised_vase_days() -> None:
    assert last_making_day(vase_life_end=date(2026, 12, 10), vase_days=7) == date(2026, 12, 3)
    assert last_making_day(vase_life_end=NEVER, vase_days=7) == NEVER
