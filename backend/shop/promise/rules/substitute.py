"""One stem in the place of another: which lots give it on the making day, first expired first."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from backend.shop.capacity.rules import Demand
from backend.shop.promise.rules import StemNeed
from backend.shop.promise.rules.stand import Stand, units


@dataclass(frozen=True, slots=True)
class Swap:
    """A delivery's whole live demand, before or after; `quantity` stems change, `missing` are not there.

    `taken` is what is new in it.
    """

    delivery_id: UUID
    demand: tuple[Demand, ...]
    quantity: int = 0
    missing: int = 0
    taken: tuple[Demand, ...] = ()

    @property
    def needed(self) -> int:
        """How many stems that takes."""
        return sum(line.quantity for line in self.taken) + self.missing


def wanted(demand: Iterable[Demand], *, old: Collection[int], day: date) -> int:
    """How many stems of the `old` buckets a demand takes on a day."""
    return sum(line.quantity for line in demand if line.bucket_id in old and line.use_on == day)


@dataclass(frozen=True, slots=True)
class Substitute:
    """The stem `by` in the place of another; one of it costs `cost`, one of the other `was`."""

    by: int
    cost: int = 1
    was: int = 1

    def enough(self, quantity: int) -> int:
        """So many of it are worth as much as `quantity` of the other; never fewer. It costs something."""
        return max(quantity, -(-quantity * self.was // self.cost))


def swap_all(
    stand: Stand, *, before: Iterable[Swap], old: Collection[int], day: date, substitute: Substitute
) -> list[Swap]:
    """Each delivery with the substitute for what it takes of the `old` lots on `day`, in their order."""
    after = []
    for each in before:
        quantity = wanted(each.demand, old=old, day=day)
        kept = (line for line in each.demand if line.bucket_id not in old or line.use_on != day)
        needed = substitute.enough(quantity)
        taken = stand.stems([StemNeed(substitute.by, "", needed)], day)
        missing = needed - sum(line.quantity for line in taken)
        stand = stand.after(units(taken))
        swapped = Swap(each.delivery_id, (*kept, *taken), quantity, missing, taken)
        after.append(swapped)
    return after


def given_back(
    demand: Iterable[Demand], *, of: Sequence[int], day: date, quantity: int
) -> tuple[Demand, ...]:
    """The demand less `quantity` units of these buckets for a day, those of the first bucket first."""
    order = {bucket_id: place for place, bucket_id in enumerate(of)}
    left, kept = quantity, list(demand)
    theirs = [line for line in kept if line.bucket_id in order and line.use_on == day]
    for line in sorted(theirs, key=lambda each: order[each.bucket_id]):
        gone = min(left, line.quantity)
        left -= gone
        at = kept.index(line)
        kept[at : at + 1] = [replace(line, quantity=line.quantity - gone)] if line.quantity > gone else []
    return tuple(kept)
