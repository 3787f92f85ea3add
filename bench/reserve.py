"""Reserving under contention: `capacity.change` and its commit alone, beside pgbench with its statements.

Eight clients of one hot slot, each with three to six of sixty lots, for the same seconds, on the same server.
"""

import multiprocessing
import random
import re
import subprocess
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from alembic import command
from alembic.config import Config

from backend import db, embedded_place
from backend.config import ROOT
from backend.shop.capacity import selectors, services
from backend.shop.capacity.services import Demand, HoldChange, HoldState, NewBucket, statement
from tools import scratch

CLIENTS, SECONDS, LOTS = 8, 10, 60
STEMS = range(3, 7)
DAY, EXPIRES = date(2027, 2, 14), datetime(2027, 2, 10, tzinfo=UTC)
PLENTY = 1_000_000_000
TPS = re.compile(r"tps = ([\d.]+) ")


def main() -> None:
    with scratch.database("bench") as url:
        slot, lots = _lay_out(url)
        print(f"One hot slot and 3-6 of {LOTS} lots, {CLIENTS} clients, {SECONDS} s each.")
        ours = _ours(url, slot, lots)
        print(f"capacity.change + commit  {ours:8.0f} reservations/s")
        theirs = _pgbench(url, slot, lots)
        print(f"pgbench, same statements  {theirs:8.0f} reservations/s")
        print(f"share                     {ours / theirs:8.2f}")
        db.connect(url)
        with db.transaction() as session:
            print(f"drift                     {len(selectors.drift(session)):8}")
        db.dispose()


def _lay_out(url: str) -> tuple[int, list[int]]:
    """Buckets that never run out, so that every reservation is granted."""
    configuration = Config(ROOT / "alembic.ini")
    configuration.attributes["url"] = url
    command.upgrade(configuration, "head")
    db.connect(url)
    with db.transaction() as session:
        slots = services.open_buckets(session, kind="slot_stops", buckets=[NewBucket("1", PLENTY, DAY, DAY)])
        lots = services.open_buckets(
            session,
            kind="stem_lot",
            buckets=[NewBucket(str(lot), PLENTY, DAY, DAY) for lot in range(LOTS)],
        )
    db.dispose()  # before the processes fork
    return slots["1"], sorted(lots.values())


def _ours(url: str, slot: int, lots: list[int]) -> float:
    with multiprocessing.get_context("spawn").Pool(CLIENTS) as pool:
        return sum(pool.starmap(_reserve, [(url, slot, lots)] * CLIENTS))


def _reserve(url: str, slot: int, lots: list[int]) -> float:
    """Reservations per second of one process."""
    db.connect(url, pool_size=1, pool_pre_ping=False)
    done, start = 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        wanted = [slot, *random.sample(lots, random.choice(STEMS))]
        demand = tuple(Demand(bucket_id, 1, DAY) for bucket_id in wanted)
        with db.transaction() as session:
            change = HoldChange(uuid4(), None, demand, HoldState.HELD, EXPIRES)
            services.change(session, changes=[change])
        done += 1
    return done / (time.perf_counter() - start)


def _pgbench(url: str, slot: int, lots: list[int]) -> float:
    programs = embedded_place.find(scratch.SERVER).programs
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{stems}.sql") for stems in STEMS]  # one is picked for each transaction
        for stems, file in zip(STEMS, files, strict=True):
            file.write_text(_script(slot, lots, stems))
        options = [
            f"--client={CLIENTS}",
            f"--time={SECONDS}",
            "--protocol=prepared",
            "--no-vacuum",
            "--jobs=2",
        ]
        done = subprocess.run(
            [programs / "pgbench", *options, *(f"--file={file}" for file in files), _plain(url)],
            capture_output=True,
            text=True,
            check=True,
        )
    found = TPS.search(done.stdout)
    if not found:
        raise RuntimeError(done.stdout + done.stderr)
    return float(found[1])


def _script(slot: int, lots: list[int], stems: int) -> str:
    """What `change` sends for a new hold, with the arrays written out."""
    offsets = random.sample(range(LOTS), stems)
    picks = [f"\\set lot{n} {lots[0]} + (:first + {offset}) % {LOTS}" for n, offset in enumerate(offsets)]
    buckets, count = [str(slot), *(f":lot{n}" for n in range(stems))], stems + 1
    day = f"'{DAY}'"
    arrays = {
        "delivery_ids": ["gen_random_uuid()"],
        "expiries": [f"'{EXPIRES}'"],
        "bucket_ids": buckets,
        "taken": ["1"] * count,
        "consumed": ["0"] * count,
        "first_days": [day] * count,
        "last_days": [day] * count,
        "added_deliveries": [":delivery_id"] * count,
        "added_buckets": buckets,
        "added_quantities": ["1"] * count,
        "added_days": [day] * count,
        "added_states": ["'held'"] * count,
    }
    lines = [
        f"\\set first random(0, {LOTS - 1})",
        *picks,
        "begin;",
        f"set local lock_timeout = '{db.LOCK_TIMEOUT}';",
        "savepoint capacity_change;",
        _filled(statement.HOLDS.text, arrays) + "\\gset",
        _filled(statement.BUCKETS.text, arrays) + ";",
        "commit;",
    ]
    return "\n".join(lines) + "\n"


def _filled(sql: str, arrays: dict[str, list[str]]) -> str:
    """The statement with each parameter written as an array; those not named are empty."""

    def array(match: re.Match[str]) -> str:
        return f"array[{_joined(arrays.get(match[1], ()))}]"

    return re.sub(r":(\w+)", array, sql).strip()


def _joined(items: Iterable[str]) -> str:
    return ", ".join(items)


def _plain(url: str) -> str:
    """The address as libpq takes it."""
    return url.replace("postgresql+psycopg://", "postgresql://")


if __name__ == "__main__":
    main()
