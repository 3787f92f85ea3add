"""The running shop with one place armed, and the sandbox's memory of what was really charged and sent."""

import json
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import requests

from tests.faults.rows import BUSY, DUE, JOBS, OVERDUE, ask, defer, tell
from tests.faults.server import Server
from tests.faults.supervisor import Supervisor
from tests.processes import Processes

EVERYTHING = os.environ.get("POSY_ALL_FAULTS") == "1"
QUIET_SECONDS = 60


class House:
    """Web, worker and sandbox; `deaths` names who has died of the place."""

    def __init__(self, running: Processes, server: Server | None = None) -> None:
        self.running = running
        self._supervisor = Supervisor(running, server)

    @property
    def deaths(self) -> list[str]:
        return self._supervisor.deaths

    def open(self, *, place: str = "", role: str = "", victim: str = "", **settings: str) -> None:
        """Starts everything; when a process of `role` comes to `place`, the victim dies."""
        armed = self._supervisor.arm(place, role, victim, settings) if place else {}
        for name in ("sandbox", "web", "worker"):
            self.running.start(name, **(armed if name == role else {}))
        self.running.ready()
        self.behave("webhook_delay", [0, 0.2])
        self.behave("webhook_repeat_delay", [0.1, 0.5])
        self._supervisor.start()

    def close(self) -> None:
        self._supervisor.close()
        self.running.stop()

    def behave(self, name: str, value: Any) -> None:
        answer = requests.post(
            f"{self.running.sandbox}/behavior", json={"name": name, "value": value}, timeout=10
        )
        assert answer.status_code == 200, answer.text

    def end_session(self) -> None:
        """The provider ends the page that is open, and tells nobody but us."""
        for session in self.objects("checkout.session"):
            answer = requests.post(
                f"{self.running.sandbox}/v1/checkout/sessions/{session['id']}/expire",
                auth=("sk_test_sandbox", ""),
                timeout=10,
            )
            assert answer.status_code == 200, answer.text

    def settle(self) -> None:
        """Until nothing is left to do: every event told, every job run, every overdue order swept."""
        self._calm()
        tell(OVERDUE)
        for _ in range(2):  # what cuts one short is left to the next minute's
            defer("checkout:sweep")
            self._calm()

    def _calm(self) -> None:
        end = time.monotonic() + QUIET_SECONDS
        while not self._is_quiet():
            assert time.monotonic() < end, f"the shop does not come to rest: {ask(JOBS)}\n{self.log()}"
            tell(DUE)
            defer("jobs:retry_stalled")
            self._wait_a_moment()

    def _wait_a_moment(self) -> None:
        for _ in range(20):
            time.sleep(0.1)
            if self._is_quiet():
                return

    def _is_quiet(self) -> bool:
        return not self._supervisor.is_due and not self._untold() and ask(BUSY) == [(0,)]

    def _untold(self) -> int:
        return int(self.sandbox_rows("select count(*) from deliveries where state = 'waiting'")[0][0])

    def sandbox_rows(self, query: str) -> list[Any]:
        """Straight from the sandbox's memory: what really was charged and sent."""
        data = Path(self.running.environment["SANDBOX_DATA"])
        with closing(sqlite3.connect(f"file:{data}?mode=ro", uri=True, timeout=10)) as connection:
            return connection.execute(query).fetchall()

    def objects(self, kind: str) -> list[dict[str, Any]]:
        rows = self.sandbox_rows(f"select body from objects where kind = '{kind}'")
        return [json.loads(body) for (body,) in rows]

    def log(self) -> str:
        return (self.running.folder / "log").read_text(encoding="utf-8", errors="replace")[-4000:]
