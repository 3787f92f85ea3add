"""The whole shop as `make run` opens it: killed outright it starts again, and Ctrl-C ends all of it."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest
import requests

from backend.config import ROOT
from backend.demo.logins import LOGINS, PASSWORD
from tools.journeys import free_ports

OPEN_SECONDS = 120
FIRST = ["Starting the embedded PostgreSQL", "Bringing the tables up to date"]
FIRST += ["Filling the empty shop with the demo's flowers", "Opening the shop", "The shop is open"]
SECOND = ["Starting the embedded PostgreSQL", "Opening the shop", "The shop is open"]


class Run:
    """One start: what it says, and every process that has come of it."""

    def __init__(self, folder: Path) -> None:
        web, sandbox, smtp = (str(port) for port in free_ports(3))
        inherited = {
            name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "HOST")
        }
        own = {"POSY_ENV": "development", "PORT": web, "SANDBOX_PORT": sandbox, "SANDBOX_SMTP_PORT": smtp}
        self.address = f"http://localhost:{web}"
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "backend.start", "--folder", str(folder)],
            cwd=ROOT,
            env={**inherited, **own},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(iter(self.process.stdout.readline, ""))

    def wait_until_open(self) -> list[psutil.Process]:
        deadline = time.monotonic() + OPEN_SECONDS
        while not any("Ctrl-C stops everything" in line for line in self.lines):
            assert self.process.poll() is None, "".join(self.lines)
            assert time.monotonic() < deadline, "".join(self.lines)
            time.sleep(0.1)
        return psutil.Process(self.process.pid).children(recursive=True)

    def owner(self) -> dict[str, Any]:
        """What the demo's owner is told of herself when she logs in with what was printed."""
        body = {"email": LOGINS[0][0], "password": PASSWORD}
        url, origin = f"{self.address}/api/auth/login", {"Origin": self.address}
        me: dict[str, Any] = requests.post(url, json=body, headers=origin, timeout=20).json()["me"]
        return me

    def steps(self) -> list[str]:
        return [line.split("] ")[1].rstrip() for line in self.lines if line.startswith("[")]


@pytest.fixture
def started(folder: Path) -> Iterator[list[Run]]:
    runs: list[Run] = []
    yield runs
    for run in runs:
        if run.process.poll() is None:
            run.process.terminate()
            run.process.wait(60)


def test_killed_it_starts_again_and_ctrl_c_ends_everything(folder: Path, started: list[Run]) -> None:
    first = Run(folder)
    started.append(first)
    programs = first.wait_until_open()
    assert first.steps() == FIRST
    server = psutil.Process(int((folder / "postgres" / "postmaster.pid").read_text().split("\n", 1)[0]))
    first.process.kill()
    assert psutil.wait_procs(programs, timeout=20)[1] == []
    assert server.is_running()

    second = Run(folder)
    started.append(second)
    programs = second.wait_until_open()
    assert second.steps() == SECOND
    assert second.owner()["must_enroll"] is False
    assert "manage_staff" in second.owner()["permissions"]
    socket = f"host={folder / 'postgres'} user=postgres dbname=posy"
    with psycopg.connect(socket) as connection:
        assert connection.execute("select count(*) > 0 from product").fetchone() == (True,)
        paid = connection.execute(
            "select session_id from payment where captured > 0 and provider <> 'desk'"
        ).fetchall()
    told = json.loads((folder / "sandbox-paid-before.json").read_text(encoding="utf-8"))
    assert {each["session"] for each in told} == {session_id for (session_id,) in paid}
    second.process.send_signal(signal.SIGINT)

    assert second.process.wait(60) == 0
    assert psutil.wait_procs([*programs, server], timeout=20)[1] == []
    assert not (folder / "postgres" / "postmaster.pid").exists()
    assert not (folder / "log" / "running.json").exists()
