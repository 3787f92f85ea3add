"""The programs of the shop as child processes: logged by name, stopped together, never outliving us."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psutil

from backend.start.words import note

WARNING = re.compile(r"\b(WARNING|ERROR|CRITICAL|FATAL)\b|^Traceback|^\w+(\.\w+)*(Error|Exception)\b")
# Granian counts cores; our threads wait for the database most of the time.
EXPECTED = "Configuration allows spawning up to"
STOP_SECONDS = 15
LONGEST_LOG = 5_000_000


@dataclass
class Child:
    """One running program."""

    name: str
    command: list[str]
    process: subprocess.Popen[str]

    @property
    def ended(self) -> int | None:
        """How it ended, or None while it runs."""
        return self.process.poll()


@dataclass
class Children:
    """All programs of one start. Their logs, and the list that a later start reads, lie in `folder`."""

    folder: Path
    environment: dict[str, str]
    running: dict[str, Child] = field(default_factory=dict)

    def start(self, name: str, command: list[str]) -> Child:
        """Start a program in a process group of its own, so that Ctrl-C reaches it only through us."""
        tether = [sys.executable, "-m", "backend.start.tether", str(os.getpid()), *command]
        process = subprocess.Popen(
            tether,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        assert process.stdout is not None
        threading.Thread(target=self._log, args=(name, process.stdout), daemon=True).start()
        self.running[name] = Child(name, command, process)
        self._remember()
        return self.running[name]

    def restart(self, child: Child) -> Child:
        _signal_group(child.process.pid, signal.SIGKILL)
        return self.start(child.name, child.command)

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def stop(self) -> None:
        """Ask every program to end, the web server first, and end those that do not."""
        for child in self.running.values():
            _signal_group(child.process.pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.running.values():
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.1, deadline - time.monotonic()))
            _signal_group(child.process.pid, signal.SIGKILL)
            child.process.wait()
        self.running.clear()
        self._list.unlink(missing_ok=True)

    def end_leftovers(self) -> int:
        """End what a killed start has left running; answers how many programs that were."""
        with suppress(FileNotFoundError, ValueError):
            left = [_alive(pid, born) for pid, born in json.loads(self._list.read_text(encoding="ascii"))]
            found = [process for process in left if process is not None]
            for process in found:
                _signal_group(process.pid, signal.SIGTERM)
            for process in psutil.wait_procs(found, timeout=STOP_SECONDS)[1]:
                _signal_group(process.pid, signal.SIGKILL)
            return len(found)
        return 0

    @property
    def _list(self) -> Path:
        return self.folder / "running.json"

    def _remember(self) -> None:
        born = [(child.process.pid, _born(child.process.pid)) for child in self.running.values()]
        self._list.write_text(json.dumps(born), encoding="ascii")

    def _log(self, name: str, lines: IO[str]) -> None:
        """Keep every line; show those that somebody should see now."""
        path = self.log(name)
        if path.exists() and path.stat().st_size > LONGEST_LOG:
            path.replace(path.with_suffix(".log.1"))
        with path.open("a", encoding="utf-8", buffering=1) as log:
            for line in lines:
                log.write(f"{name} | {line}")
                if WARNING.search(line) and EXPECTED not in line:
                    note(f"{name} | {line.rstrip()}")


def _born(pid: int) -> float:
    with suppress(psutil.Error):
        return psutil.Process(pid).create_time()
    return 0.0


def _alive(pid: int, born: float) -> psutil.Process | None:
    """The very process that we started, not a later one with the same number."""
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        if abs(process.create_time() - born) < 1:
            return process
    return None


def _signal_group(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)
