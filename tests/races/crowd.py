"""Many customers in several processes, who order at the same instant."""

import json
import subprocess
import sys
from typing import Any

from backend.config import ROOT
from tests.builders.shop import OpenShop
from tests.processes import Processes


def crowd(
    running_shop: Processes, shop: OpenShop, *, customers: int, processes: int, code: str = ""
) -> list[dict[str, Any]]:
    """What each customer was answered; with a code each has entered it."""
    each = customers // processes
    command = [sys.executable, "-m", "tests.races.customers", running_shop.shop]
    for_all = [str(shop.variant_id), str(shop.slot_ids[0]), shop.postcode, *([code] if code else [])]
    running = [
        subprocess.Popen(
            [*command, str(index * each), str(each), *for_all],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for index in range(processes)
    ]
    assert [process.stdout and process.stdout.readline() for process in running] == ["ready\n"] * processes
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    results: list[dict[str, Any]] = []
    for process in running:
        printed, _ = process.communicate(timeout=300)
        assert process.returncode == 0
        results += [json.loads(line) for line in printed.splitlines()]
    return results
