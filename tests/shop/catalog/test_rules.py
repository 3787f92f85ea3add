"""Folding: how names are sorted and found."""

import pytest

from backend.shop.catalog.rules import folded, search_key


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Café au Lait Supper", "cafe au lait supper"),
        ("Hello, Small One", "hello small one"),
        ("Baby's breath", "babys breath"),
        ("Baby\u2019s breath", "babys breath"),
        ("  Größe  &  Œuvre ", "grosse oeuvre"),
        ("Bridal: White Garden", "bridal white garden"),
        ("\0%_\\", ""),
    ],
)
def test_folds_accents_case_and_signs(words: str, expected: str) -> None:
    assert folded(words) == expected


def test_every_word_of_a_search_key_follows_a_space() -> None:
    assert search_key(["Juliet Supper", "peach, blush"]) == " juliet supper peach blush"
    assert search_key(["Lilies, a lily", "roses"]) == " lili a lili rose"
