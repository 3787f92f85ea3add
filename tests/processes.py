"""The shop as it runs: web, worker and sandbox as processes of their own, on a database of the test's."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import requests

from backend.config import ROOT
from tests.sandbox.stand import free_port

PATIENCE = 60  # seconds until a process answers
MODULES = {"worker": "backend.worker", "sandbox": "backend.sandbox"}

Process = subprocess.Popen[bytes]


@dataclass
class Processes:
    """Starts them by name, each in a process group of its own; all write into one log under `folder`."""

    folder: Path
    environment: dict[str, str]
    web_workers: int
    running: dict[str, Process] = field(default_factory=dict)

    @property
    def shop(self) -> str:
        return f"http://127.0.0.1:{self.environment['PORT']}"

    @property
    def sandbox(self) -> str:
        return f"http://127.0.0.1:{self.environment['SANDBOX_PORT']}"

    def start(self, name: str, **more: str) -> None:
        with (self.folder / "log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", *self._command(name)],
                cwd=ROOT,
                env=self.environment | more,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def ready(self) -> None:
        """Waits until web and sandbox answer; the worker takes up jobs whenever it is there."""
        for name, address in (("web", f"{self.shop}/readyz"), ("sandbox", f"{self.sandbox}/healthz")):
            if name in self.running:
                _until(address, self.running[name])

    def kill(self, name: str) -> None:
        """As the machine would: the whole group, without a word."""
        with suppress(ProcessLookupError):
            os.killpg(self.running[name].pid, signal.SIGKILL)

    def stop(self) -> None:
        for process in self.running.values():
            process.terminate()
        for name in list(self.running):
            with suppress(subprocess.TimeoutExpired):
                self.running[name].wait(20)
            self.kill(name)
            self.running.pop(name).wait()

    def _command(self, name: str) -> list[str]:
        if name != "web":
            return [MODULES[name]]
        options = ["--workers", str(self.web_workers), "--blocking-threads", "8", "--respawn-failed-workers"]
        address = ["--host", "127.0.0.1", "--port", self.environment["PORT"]]
        return ["granian", "--interface", "wsgi", *address, *options, "--factory", "backend.app:create_app"]


def processes(*, database_url: str, folder: Path, web_workers: int) -> Processes:
    """None of them started yet, on free ports, as in development."""
    port, sandbox, smtp = free_port(), free_port(), free_port()
    environment = os.environ | {
        "POSY_ENV": "development",
        "PORT": str(port),
        "POSY_BASE_URL": f"http://127.0.0.1:{port}",
        "SANDBOX_PORT": str(sandbox),
        "SANDBOX_SMTP_PORT": str(smtp),
        "SANDBOX_DATA": str(folder / "sandbox.db"),
        "DATABASE_URL": database_url,
        "SECRET_KEY": "only-for-tests",
        "TRUSTED_PROXIES": "127.0.0.1",
    }
    return Processes(folder, environment, web_workers)


def _until(url: str, process: Process) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, f"{url}: the process ended with {process.returncode}"
        try:
            if requests.get(url, timeout=2).status_code == 200:
                return
        except requests.RequestException:
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")
