"""How words are folded for sorting and finding, so that "Café" and "cafe" are one."""

import re
import unicodedata
from collections.abc import Iterable

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_PARTED = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
)


def folded(words: str) -> str:
    """Lower case, no accents, one space between words: "Café-au-Lait Supper" is "cafe au lait supper"."""
    plain = unicodedata.normalize("NFKD", words.translate(_PARTED).replace("'", "").replace("’", ""))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", letters.lower()).strip()


def search_key(parts: Iterable[str]) -> str:
    """Every word of `parts`, folded, each after a space, so that ` word` finds the beginnings of words."""
    return " " + folded(" ".join(parts))
