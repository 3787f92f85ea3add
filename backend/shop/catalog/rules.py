"""How words are folded for sorting and finding, so that "Café" and "cafe" are one."""

import re
import unicodedata
from collections.abc import Iterable

# "as" and "his" are no plurals.
_SHORTEST_PLURAL = 4
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
# What no decomposition turns into plain letters; apostrophes vanish, so that "baby's" is found by "babys".
_REPLACED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "'": "", "\u2019": ""})


def folded(words: str) -> str:
    """Lower case, no accents, one space between words: "Café-au-Lait Supper" is "cafe au lait supper"."""
    plain = unicodedata.normalize("NFKD", words.lower().translate(_REPLACED))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", letters).strip()


def root(word: str) -> str:
    """What singular and plural of a folded word share: peony and peonies are `peoni`, roses is `rose`."""
    if len(word) < _SHORTEST_PLURAL:
        return word
    if word.endswith(("y", "ies")):
        return f"{word.removesuffix('ies').removesuffix('y')}i"
    return word.removesuffix("s") if not word.endswith("ss") else word


def search_key(parts: Iterable[str]) -> str:
    """The root of every word of `parts`, each after a space: ` word` finds the beginnings of words."""
    return "".join(f" {root(word)}" for word in folded(" ".join(parts)).split())
