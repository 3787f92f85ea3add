"""What a delivery's lines are really made of: recipes, with the stems that are taken of another kind."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# How many of a stem one piece takes, by stem, in the florist's order.
Recipe = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Swap:
    """Of a delivery's stems of one kind, `quantity` are taken of another."""

    stem_id: int
    substitute_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Take:
    """So many stems of a kind; `instead_of` is the one that the recipe names, where it is another."""

    stem_id: int
    quantity: int
    instead_of: int | None = None


def takes(lines: Iterable[tuple[int, Recipe]], swaps: Iterable[Swap]) -> list[list[Take]]:
    """What each line takes; `lines` are (pieces, recipe). A swap is used up by the first lines that can."""
    left: Counter[tuple[int, int]] = Counter()
    for swap in swaps:
        left[swap.stem_id, swap.substitute_id] += swap.quantity
    return [
        [take for stem_id, each in recipe for take in _taken(stem_id, each * pieces, left)]
        for pieces, recipe in lines
    ]


def by_stem(taken: Iterable[Iterable[Take]]) -> Counter[int]:
    """Stems of each kind, over all lines."""
    found: Counter[int] = Counter()
    for line in taken:
        for take in line:
            found[take.stem_id] += take.quantity
    return found


def swapped(taken: Iterable[Iterable[Take]]) -> Counter[tuple[int, int]]:
    """How much of each swap (stem, its substitute) is really used."""
    used: Counter[tuple[int, int]] = Counter()
    for line in taken:
        for take in line:
            if take.instead_of is not None:
                used[take.instead_of, take.stem_id] += take.quantity
    return used


def _taken(stem_id: int, needed: int, left: Counter[tuple[int, int]]) -> list[Take]:
    found = []
    for pair in [pair for pair, quantity in left.items() if pair[0] == stem_id and quantity]:
        used = min(needed, left[pair])
        left[pair] -= used
        needed -= used
        if used:
            found.append(Take(pair[1], used, instead_of=stem_id))
    return [Take(stem_id, needed), *found] if needed else found
