"""The words of a question."""

import pytest

from backend.shop.search.rules import words


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("", ()),
        ("  ?! ", ()),
        ("Red Roses", ("red", "rose")),
        ("peonies peony", ("peoni",)),
        ("café CAFÉ", ("cafe",)),
        ("iris as glass", ("iri", "as", "glass")),
        ("lily lilies", ("lili",)),
        ("100% \0", ("100",)),
    ],
)
def test_words_are_folded_and_singular(question: str, expected: tuple[str, ...]) -> None:
    assert words(question) == expected
