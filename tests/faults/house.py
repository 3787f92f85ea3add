"""The running shop with one place armed; whoever dies is started again, as the supervisor does."""

import json
import os
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import procrastinate
import requests
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from backend import db
from tests.processes import Processes

QUIET_SECONDS = 40

# What a dead process has left behind is taken up when its leases have run out; a test does not wait for that.
LEASES_OF = {
    "web": ("update payment set claimed_until = null",),
    "worker": (
        "update payment set claimed_until = null",
        "update letter set claimed_until = null",
        "update procrastinate_workers set last_heartbeat = now() - interval '1 hour'",
    ),
}
OVERDUE = "update hold set expires_at = now() - interval '1 second' where expires_at > now()"
DUE = "update procrastinate_jobs set scheduled_at = null where status = 'todo'"
BUSY = "select count(*) from procrastinate_jobs where status in ('todo', 'doing')"
JOBS = BUSY.replace("count(*)", "task_name, status, attempts, scheduled_at")

_jobs = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())


class House:
    """Watches over web, worker and sandbox until it is closed; `deaths` names who was found dead."""

    def __init__(self, running: Processes) -> None:
        self.running = running
        self.deaths: list[str] = []
        self._mark, self._role, self._count = running.folder / "mark", "", 1
        self._closed = threading.Event()
        self._watching = threading.Thread(target=self._watch, daemon=True)

    def open(self, *, place: str = "", role: str = "", **more: str) -> None:
        """Starts everything, with `place` armed in the processes of `role` alone."""
        self._role, self._count = role, int(place.partition(":")[2] or 1)
        armed = {"POSY_FAILPOINT": place, "POSY_FAILPOINT_MARK": str(self._mark)} if place else {}
        for name in ("sandbox", "web", "worker"):
            self.running.start(name, **(armed | more if name == role else {}))
        self.running.ready()
        self.behave("webhook_delay", [0, 0.2])
        self.behave("webhook_repeat_delay", [0.1, 0.5])
        self._watching.start()

    def close(self) -> None:
        self._closed.set()
        if self._watching.is_alive():
            self._watching.join(20)
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

    @property
    def _unburied(self) -> bool:
        """The place has been reached, so somebody has died of it and is not yet seen to."""
        reached = self._mark.exists() and self._mark.stat().st_size >= self._count
        return reached and self._role not in self.deaths

    def defer(self, task: str) -> None:
        """Gives the worker a job now, and not when its minute or day comes."""
        with db.transaction() as session:
            connection = session.connection().connection.driver_connection
            _jobs.configure_task(task, allow_unknown=True, connection=connection).defer(timestamp=0)

    def settle(self) -> None:
        """Until nothing is left to do: every event told, every job run, every overdue order swept."""
        self._calm()
        tell(OVERDUE)
        self.defer("checkout:sweep")
        self._calm()

    def _calm(self) -> None:
        end = time.monotonic() + QUIET_SECONDS
        while self._unburied or self._untold() or ask(BUSY) != [(0,)]:
            assert time.monotonic() < end, f"the shop does not come to rest: {ask(JOBS)}\n{self.log()}"
            tell(DUE)
            self.defer("jobs:retry_stalled")
            self._wait_a_moment()

    def _wait_a_moment(self) -> None:
        for _ in range(20):
            time.sleep(0.1)
            if not self._unburied and not self._untold() and ask(BUSY) == [(0,)]:
                return

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

    def _watch(self) -> None:
        while not self._closed.wait(0.05):
            if self._unburied:
                self._bury()
            for name, process in list(self.running.running.items()):
                if process.poll() is not None and not self._closed.is_set():
                    self._again(name)

    def _bury(self) -> None:
        """The one that died of the place; web's own supervisor starts it again, a worker is started by us."""
        if self._role == "worker":
            self.running.running["worker"].wait(10)
            self._again("worker")
        else:
            time.sleep(0.2)
            _let_go("web")
        self.deaths.append(self._role)

    def _again(self, name: str) -> None:
        _let_go(name)
        self.running.start(name)


def _let_go(name: str) -> None:
    for statement in LEASES_OF.get(name, ()):
        try:
            tell(statement)
        except OperationalError:  # the database is gone too
            return


def ask(query: str) -> list[Any]:
    with db.transaction() as session:
        return [tuple(row) for row in session.execute(text(query))]


def tell(statement: str) -> None:
    with db.transaction() as session:
        session.execute(text(statement))


EVERYTHING = os.environ.get("POSY_ALL_FAULTS") == "1"
