"""Reserving under contention: `capacity.change` and its commit alone, beside pgbench with its statements.

Eight clients of one hot slot, each with three to six of sixty lots; the two take turns on the same server.
"""

import random
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from statistics import median
from uuid import uuid4

from backend import db
from backend.shop.capacity import services
from backend.shop.capacity.services import Demand, HoldChange, HoldState, NewBucket
from bench import ground, pgbench

CLIENTS, ROUNDS, SECONDS, LOTS = 8, 7, 3, 60
STEMS = range(3, 7)
DAY, EXPIRES = date(2027, 2, 14), datetime(2027, 2, 10, tzinfo=UTC)
PLENTY = 1_000_000_000


def main() -> None:
    print(f"One hot slot and 3-6 of {LOTS} lots, {CLIENTS} clients, {ROUNDS} rounds of {SECONDS} s in turn.")
    with ground.database() as url:
        slot, lots = lay_out()
        scripts = [_captured(url, slot, lots, stems) for stems in STEMS]
        ours, theirs = [], []
        with ground.Clients(url, CLIENTS) as clients:
            clients.work(_rate, slot, lots, 1)  # connections and caches are warm
            for _ in range(ROUNDS):
                ours.append(sum(clients.work(_rate, slot, lots, SECONDS)))
                theirs.append(pgbench.rate(url, scripts, clients=CLIENTS, seconds=SECONDS))
        _tell("capacity.change + commit", ours, "7.0f")
        _tell("pgbench, same statements", theirs, "7.0f")
        _tell(
            "share of pgbench's rate", [our / their for our, their in zip(ours, theirs, strict=True)], "7.2f"
        )
        ground.print_drift()


def _tell(what: str, rounds: Sequence[float], form: str) -> None:
    each = "".join(f"{value:{form}}" for value in rounds)
    print(f"{what:24}  {median(rounds):{form}}, median of{each}")


def lay_out() -> tuple[int, list[int]]:
    """Buckets that never run out, so that every reservation is granted."""
    with db.transaction() as session:
        slots = services.open_buckets(session, kind="slot_stops", buckets=[NewBucket("1", PLENTY, DAY, DAY)])
        lots = services.open_buckets(
            session,
            kind="stem_lot",
            buckets=[NewBucket(str(lot), PLENTY, DAY, DAY) for lot in range(LOTS)],
        )
    return slots["1"], sorted(lots.values())


def _captured(url: str, slot: int, lots: Sequence[int], stems: int) -> str:
    sent = pgbench.capture(url, lambda: _reserve(slot, lots, stems))
    return pgbench.script(sent, slot=slot, lots=lots, stems=stems)


def _rate(slot: int, lots: Sequence[int], seconds: float) -> float:
    """Reservations per second of one client."""
    done, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        _reserve(slot, lots, random.choice(STEMS))
        done += 1
    return done / (time.perf_counter() - start)


def _reserve(slot: int, lots: Sequence[int], stems: int) -> None:
    demand = tuple(Demand(bucket_id, 1, DAY) for bucket_id in [slot, *random.sample(lots, stems)])
    with db.transaction() as session:
        services.change(session, changes=[HoldChange(uuid4(), None, demand, HoldState.HELD, EXPIRES)])


if __name__ == "__main__":
    main()
