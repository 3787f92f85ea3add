"""How words are folded for sorting and finding, so that "Café" and "cafe" are one."""

import re
import unicodedata
from collections.abc import Iterable

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
# What no decomposition turns into plain letters; apostrophes vanish, so that "baby's" is found by "babys".
_REPLACED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "'": "", "\u2019": ""})


def folded(words: str) -> str:
    """Lower case, no accents, one space between words: "Café-au-Lait Supper" is "cafe au lait supper"."""
    plain = unicodedata.normalize("NFKD", words.lower().translate(_REPLACED))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", letters).strip()


def search_key(parts: Iterable[str]) -> str:
    """Every word of `parts`, folded, each after a space, so that ` word` finds the beginnings of words."""
    return " " + folded(" ".join(parts))
