"""Packing unmade demand onto lots anew, so that more of it fits: the earliest day takes what dies first.

Days are points and a lot serves an interval of them, so taking for each day in turn the lots that die first
is the best there is: whatever it cannot place, no other packing can (earliest deadline first: Horn 1974).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from backend.shop.capacity.rules import Demand
from backend.shop.promise.rules import StemNeed
from backend.shop.promise.rules.stand import Stand, units


@dataclass(frozen=True, slots=True)
class Wish:
    """Stems for a bouquet that is made on `day`; of a delivery, or, without one, of whoever asks."""

    delivery_id: UUID | None
    stem_id: int
    quantity: int
    day: date


def packed(stand: Stand, wishes: Iterable[Wish]) -> dict[UUID | None, list[Demand]] | None:
    """What each delivery takes of the lots of `stand`; None where not all of it can be given."""
    found: dict[UUID | None, list[Demand]] = defaultdict(list)
    for wish in sorted(wishes, key=lambda each: each.day):
        taken = stand.stems([StemNeed(wish.stem_id, "", wish.quantity)], wish.day)
        if sum(line.quantity for line in taken) < wish.quantity:
            return None
        found[wish.delivery_id] += taken
        stand = stand.after(units(taken))
    return found
