"""One stem in the place of another: which lots give it on the making day, first expired first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from backend.shop.capacity.rules import Demand
from backend.shop.promise.rules import StemNeed
from backend.shop.promise.rules.stand import Stand, units


@dataclass(frozen=True, slots=True)
class Swap:
    """A delivery's whole live demand, before or after; `quantity` stems change, `missing` are not there."""

    delivery_id: UUID
    demand: tuple[Demand, ...]
    quantity: int = 0
    missing: int = 0


def wanted(demand: Iterable[Demand], *, old: Collection[int], day: date) -> int:
    """How many stems of the `old` buckets a demand takes on a day."""
    return sum(line.quantity for line in demand if line.bucket_id in old and line.use_on == day)


def swap_all(stand: Stand, *, before: Iterable[Swap], old: Collection[int], day: date, by: int) -> list[Swap]:
    """Each delivery with what it takes of the `old` lots on `day` taken of the stem `by`, in their order."""
    after = []
    for each in before:
        quantity = wanted(each.demand, old=old, day=day)
        kept = (line for line in each.demand if line.bucket_id not in old or line.use_on != day)
        taken = stand.stems([StemNeed(by, "", quantity)], day)
        missing = quantity - sum(line.quantity for line in taken)
        stand = stand.after(units(taken))
        after.append(replace(each, demand=(*kept, *taken), quantity=quantity, missing=missing))
    return after
