"""What a delivery's lines are really made of: recipes, with the stems that are taken of another kind."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

# How many of a stem one piece takes, by stem, in the florist's order.
Recipe = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Swap:
    """Of a delivery's stems of one kind, `quantity` are left out, with `taken` of another in their place."""

    stem_id: int
    substitute_id: int
    quantity: int
    taken: int


@dataclass(frozen=True, slots=True)
class Take:
    """So many stems of a kind; `instead_of` is the one that the recipe names, where it is another."""

    stem_id: int
    quantity: int
    instead_of: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What each line takes, and how much of each swap that really used."""

    lines: list[list[Take]]
    used: list[int]

    def by_stem(self) -> Counter[int]:
        """Stems of each kind, over all lines."""
        found: Counter[int] = Counter()
        for take in (take for line in self.lines for take in line):
            found[take.stem_id] += take.quantity
        return found


def part_of(taken: int, used: int, quantity: int) -> int:
    """Of so many substitutes those in the place of `used` of the `quantity`: rounded up, and all for all."""
    return -(-taken * used // quantity)


# One stem of a line's recipe, and what stands for parts of it.
_Share = list[Take]


def made_of(lines: Iterable[tuple[int, Recipe]], swaps: Iterable[Swap]) -> Made:
    """`lines` are (pieces, recipe). Swaps work one after the other, oldest first, on what the last one left:
    a substitute can be substituted again. The first lines that can use a swap up.
    """
    shares = [[[Take(stem_id, each * pieces)] for stem_id, each in recipe] for pieces, recipe in lines]
    used = [_swap([share for line in shares for share in line], swap) for swap in swaps]
    return Made([[take for share in line for take in share if take.quantity] for line in shares], used)


def _swap(shares: Iterable[_Share], swap: Swap) -> int:
    """Puts the substitute in; answers how many stems that were."""
    left, given = swap.quantity, 0
    for share in shares:
        for index, take in enumerate(tuple(share)):
            if take.stem_id == swap.stem_id and (moved := min(left, take.quantity)):
                share[index] = replace(take, quantity=take.quantity - moved)
                left -= moved
                due = part_of(swap.taken, swap.quantity - left, swap.quantity)
                share.append(_in_its_place(take, swap.substitute_id, due - given))
                given = due
    return swap.quantity - left


def _in_its_place(take: Take, substitute_id: int, quantity: int) -> Take:
    named = take.instead_of or take.stem_id
    return Take(substitute_id, quantity, instead_of=None if named == substitute_id else named)
