"""Orders at suppliers: their life, and what is worth ordering. Plain Python."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PurchaseState(StrEnum):
    OPEN = "open"
    SENT = "sent"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"


_S = PurchaseState
LABELS: Mapping[PurchaseState, str] = {
    _S.OPEN: "To send",
    _S.SENT: "Sent",
    _S.ARRIVED: "Arrived",
    _S.CANCELLED: "Called off",
}
PATHS: Mapping[PurchaseState, frozenset[PurchaseState]] = {
    _S.OPEN: frozenset({_S.SENT, _S.ARRIVED, _S.CANCELLED}),
    _S.SENT: frozenset({_S.ARRIVED, _S.CANCELLED}),
    _S.ARRIVED: frozenset(),
    _S.CANCELLED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Spare:
    """`free` stems that serve the making days `first` to `last`."""

    first: date
    last: date
    free: int

    def on(self, day: date) -> int:
        return self.free if self.first <= day <= self.last else 0


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned lot of a stem: what is promised of it, what can come, in what bunches it is sold."""

    lot_id: int
    day: date
    last_day: date
    reserved: int
    brings: int
    bunch: int = 1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`free` serves that day already; `quantity` is worth ordering."""

    free: int
    quantity: int


def suggestions(
    lots: Sequence[Planned], *, shelf: Iterable[Spare], reorder_point: int
) -> dict[int, Suggestion]:
    """For each lot of one stem, by day: what is promised of it, and what is missing to the reorder point.

    In whole bunches, at most what can come, and never less than what is promised. What one lot brings
    beyond its promises counts as there for the next ones that it serves.
    """
    spare = list(shelf)
    found = {}
    for lot in sorted(lots, key=lambda each: (each.day, each.lot_id)):
        free = sum(each.on(lot.day) for each in spare)
        wanted = lot.reserved + max(0, reorder_point - free)
        quantity = max(lot.reserved, min(whole_bunches(wanted, lot.bunch), lot.brings))
        spare.append(Spare(lot.day, lot.last_day, quantity - lot.reserved))
        found[lot.lot_id] = Suggestion(free, quantity)
    return found


def refill(*, free: int, overbooked: int, reorder_point: int) -> int:
    """What to order without standing days: from the reorder point on nothing, below it up to twice it."""
    if free >= reorder_point and not overbooked:
        return 0
    return 2 * reorder_point - free + overbooked


def whole_bunches(stems: int, bunch: int) -> int:
    return -(-stems // bunch) * bunch
