"""How often a bouquet is refused for want of stems although a max-flow says that all could be made.

Generated weeks: a few stems with lots of all ages, and bouquets ordered in no order of their days. The shop's
own rules take the lots, first expired first, without and with the one packing anew before a refusal;
networkx says of each refused bouquet whether the lots would have done for it and for all that were granted.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from random import Random
from typing import Any
from uuid import UUID

import networkx as nx

from backend.shop.delivery.rules.windows import Hours
from backend.shop.promise.rules import StemNeed
from backend.shop.promise.rules.repack import Wish, packed
from backend.shop.promise.rules.stand import Stand, units
from backend.shop.promise.rules.supply import Lot

WEEKS, DAYS, STEMS, BOUQUETS = 300, 7, 4, 60
MONDAY = date(2027, 2, 8)
HOURS = Hours(time(6), time(11), time(16), "America/Los_Angeles")
Bouquet = tuple[date, tuple[StemNeed, ...]]


@dataclass
class Policy:
    """Grants what it can, one bouquet after the other."""

    stand: Stand
    packs: bool
    granted: list[Bouquet]

    def grants(self, bouquet: Bouquet) -> bool:
        day, needs = bouquet
        taken = self.stand.stems(needs, day)
        if sum(line.quantity for line in taken) == sum(need.quantity for need in needs):
            self.stand = self.stand.after(units(taken))
        elif self.packs and (anew := self._packed(bouquet)):
            self.stand = anew
        else:
            return False
        self.granted.append(bouquet)
        return True

    def _packed(self, bouquet: Bouquet) -> Stand | None:
        empty = self.stand.after({lot.bucket_id: lot.free - FULL[lot.bucket_id] for lot in self.stand.lots})
        wishes = [
            Wish(UUID(int=number), need.stem_id, need.quantity, day)
            for number, (day, needs) in enumerate([*self.granted, bouquet])
            for need in needs
        ]
        found = packed(empty, wishes)
        return None if found is None else empty.after(units(chain.from_iterable(found.values())))


FULL: dict[int, int] = {}


def main() -> None:
    found = {packs: Counter[str]() for packs in (False, True)}
    for seed in range(WEEKS):
        dice = Random(seed)
        stand, bouquets = _week(dice)
        FULL.update({lot.bucket_id: lot.free for lot in stand.lots})
        for packs, counted in found.items():
            policy = Policy(stand, packs, [])
            for bouquet in bouquets:
                if policy.grants(bouquet):
                    counted["granted"] += 1
                else:
                    counted["refused"] += 1
                    counted["feasible"] += _is_feasible(stand.lots, [*policy.granted, bouquet])
    print(f"{WEEKS} weeks, {BOUQUETS} bouquets each.")
    for packs, counted in found.items():
        name = "packed anew before a refusal" if packs else "first expired first"
        print(
            f"{name:30} {counted['granted']:6} granted, {counted['refused']:6} refused,"
            f" {counted['feasible']:5} of them though all could be made"
        )


def _week(dice: Random) -> tuple[Stand, list[Bouquet]]:
    lots: list[Lot] = []
    for stem in range(STEMS):
        for _ in range(dice.randint(2, 5)):
            comes = MONDAY + timedelta(days=dice.randint(-3, 5))
            lots.append(
                Lot(
                    bucket_id=len(lots) + 1,
                    stem_id=stem,
                    free=dice.randint(20, 80),
                    available_from=datetime.combine(comes, time(5), tzinfo=UTC),
                    last_day=comes + timedelta(days=dice.randint(1, 5)),
                )
            )
    first_expired_first = sorted(lots, key=lambda lot: (lot.last_day, lot.available_from))
    stand = Stand(
        now=datetime.combine(MONDAY, time(), tzinfo=UTC),
        hours=HOURS,
        places={},
        workroom={},
        vans={},
        lots=tuple(first_expired_first),
    )
    return stand, [_bouquet(dice) for _ in range(BOUQUETS)]


def _bouquet(dice: Random) -> Bouquet:
    stems = dice.sample(range(STEMS), dice.randint(1, 2))
    needs = tuple(StemNeed(stem, "", dice.randint(5, 12)) for stem in stems)
    return MONDAY + timedelta(days=dice.randrange(DAYS)), needs


def _is_feasible(lots: Sequence[Lot], bouquets: Sequence[Bouquet]) -> bool:
    """Whether all can be made: lots to the (stem, day) that they serve, as a maximum flow."""
    wanted: Counter[tuple[int, date]] = Counter()
    for day, needs in bouquets:
        for need in needs:
            wanted[need.stem_id, day] += need.quantity
    graph: Any = nx.DiGraph()
    for lot in lots:
        graph.add_edge("source", lot.bucket_id, capacity=lot.free)
    for (stem_id, day), quantity in wanted.items():
        graph.add_edge((stem_id, day), "sink", capacity=quantity)
        for lot in lots:
            begins = HOURS.windows(day)[0].starts_at
            if lot.stem_id == stem_id and lot.available_from <= begins and day <= lot.last_day:
                graph.add_edge(lot.bucket_id, (stem_id, day))
    return bool(nx.maximum_flow_value(graph, "source", "sink") == wanted.total())


if __name__ == "__main__":
    main()
