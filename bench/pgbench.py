"""pgbench with the statements that `capacity.change` sends for a new hold, captured while it sends them."""

import random
import re
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import psycopg

from backend import db, embedded_place
from backend.shop.capacity.services import statement
from tools import scratch

Statement = tuple[str, dict[str, str]]
PROGRAM = embedded_place.find(scratch.SERVER).programs / "pgbench"
OPTIONS = ["--protocol=prepared", "--no-vacuum", "--jobs=2"]
TPS = re.compile(r"tps = ([\d.]+) ")


def capture(url: str, reserve: Callable[[], object]) -> list[Statement]:
    """Each statement of one transaction between its begin and its commit, with its parameters."""
    sent: list[Statement] = []

    class Recorder(psycopg.Cursor):
        def execute(self, query: Any, params: Any = None, **options: Any) -> "Recorder":
            sent.append((query, params or {}))
            return super().execute(query, params, **options)

    with db.engine().connect() as connection:  # the one in the pool; its first questions are no part of it
        connection.connection.driver_connection.cursor_factory = Recorder  # type: ignore[union-attr]  # psycopg's
    reserve()
    db.connect(url)  # anew, without the recorder
    return sent


def script(sent: Sequence[Statement], *, slot: int, lots: Sequence[int], stems: int) -> str:
    """The same statements, each time for a new delivery, the slot and other lots; the rest as it was sent."""
    offsets = random.sample(range(len(lots)), stems)
    picks = [
        f"\\set lot{n} {lots[0]} + (:first + {offset}) % {len(lots)}" for n, offset in enumerate(offsets)
    ]
    buckets = f"array[{slot}, {', '.join(f':lot{n}' for n in range(stems))}]"
    varying = {
        "delivery_ids": "array[gen_random_uuid()]",
        "added_deliveries": f"array[{', '.join([':delivery_id'] * (stems + 1))}]",
        "bucket_ids": buckets,
        "added_buckets": buckets,
    }
    lines = [f"\\set first random(0, {len(lots) - 1})", *picks, "begin;"]
    for query, parameters in sent:
        quoted = {name: f"'{value}'" for name, value in parameters.items()}
        end = "\\gset" if query == statement.HOLDS else ";"  # answers :delivery_id
        lines.append((query % (quoted | varying) if parameters else query).strip() + end)
    return "\n".join([*lines, "commit;", ""])


def rate(url: str, scripts: Sequence[str], *, clients: int, seconds: int) -> float:
    """Transactions per second; each picks one of the scripts."""
    load, plain = [f"--client={clients}", f"--time={seconds}"], url.replace("+psycopg://", "://")
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{number}.sql") for number in range(len(scripts))]
        for file, text in zip(files, scripts, strict=True):
            file.write_text(text)
        done = subprocess.run(
            [PROGRAM, *OPTIONS, *load, *(f"--file={file}" for file in files), plain],
            capture_output=True,
            text=True,
            check=True,
        )
    found = TPS.search(done.stdout)
    if not found:
        raise RuntimeError(done.stdout + done.stderr)
    return float(found[1])
