"""Whether one stem may stand for another: what the buyer's choice allows, and what the two sides are worth.

Plain Python. Guarantees: docs/algorithms/substitution.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from backend.shop.orders.consent import Choice, Default, Exchange

LONGEST_WAIT = timedelta(hours=4)
SHORTEST_WAIT = timedelta(minutes=15)


class How(StrEnum):
    """What the florist wants: what the buyer chose at checkout, or in any case ask her, or refund."""

    CHOSEN = "chosen"
    ASK = "ask"
    REFUND = "refund"


class Way(StrEnum):
    """What is done: swapped at once, asked, refunded."""

    SWAP = "swap"
    ASK = "ask"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Kind:
    """A stem as far as it is compared; `unit_cost` in minor units."""

    id: int
    name: str
    species: str
    colors: tuple[str, ...]
    unit_cost: int


@dataclass(frozen=True, slots=True)
class Pair:
    """`quantity` of `old` in the recipe, `taken` of `new` instead."""

    old: Kind
    new: Kind
    quantity: int
    taken: int


def pairs(exchanges: Iterable[Exchange], kinds: Mapping[int, Kind]) -> list[Pair]:
    return [
        Pair(kinds[each.stem_id], kinds[each.substitute_id], each.quantity, each.taken) for each in exchanges
    ]


def way(choice: Choice, how: How, *, mismatches: Sequence[str]) -> Way | None:
    """None: her choice does not allow it, and she has to be asked or refunded."""
    if how is not How.CHOSEN:
        return Way(how)
    if choice in (Choice.ASK, Choice.REFUND):
        return Way(choice)
    return None if mismatches else Way.SWAP


def mismatches(choice: Choice, swapped: Iterable[Pair]) -> tuple[str, ...]:
    """What a standing choice does not allow, a sentence for each stem; a stem without a color matches any."""
    if choice is Choice.MATCH_FLOWER:
        return tuple(
            f"{each.new.name} is no {each.old.species.lower()}."
            for each in swapped
            if each.new.species != each.old.species
        )
    return tuple(
        f"{each.new.name} has none of the colors of {each.old.name}: {', '.join(each.old.colors)}."
        for each in swapped
        if each.old.colors and not set(each.old.colors) & set(each.new.colors)
    )


def worth(swapped: Sequence[Pair]) -> tuple[int, int]:
    """What is replaced and what comes instead, each by the stems' unit costs."""
    return (
        sum(each.old.unit_cost * each.quantity for each in swapped),
        sum(each.new.unit_cost * each.taken for each in swapped),
    )


def default(swapped: Iterable[Pair]) -> Default:
    """What her silence means: made with the substitute if its color matches, else refunded."""
    return Default.REFUND if mismatches(Choice.MATCH_COLOR, swapped) else Default.MAKE


def deadline(*, now: datetime, making: datetime, due: datetime, minutes: int) -> datetime | None:
    """Until when an answer is awaited: four hours, at most until the making starts.

    Where it has begun already, as long as the bouquet can still be tied before its slot begins. None: there
    is no time to ask.
    """
    latest = making if making - now >= SHORTEST_WAIT else due - timedelta(minutes=minutes)
    until = min(now + LONGEST_WAIT, latest)
    return until if until - now >= SHORTEST_WAIT else None


@dataclass(frozen=True, slots=True)
class MadeLine:
    """A line of which `pieces` are still wanted, with the stems that all of them take, by stem."""

    id: UUID
    pieces: int
    stems: Mapping[int, int]


def concerned(lines: Iterable[MadeLine], exchanges: Iterable[Exchange]) -> dict[UUID, int]:
    """By line, the fewest pieces without which so many of these stems are not needed; first lines first."""
    found: dict[UUID, int] = {}
    known = list(lines)
    for each in exchanges:
        left = each.quantity
        for line in known:
            has = line.stems.get(each.stem_id, 0)
            if has and left:
                without = min(left, has)
                left -= without
                pieces = -(-without * line.pieces // has)
                found[line.id] = max(found.get(line.id, 0), pieces)
    return found
