"""The shop as it runs: granian with two workers on its own port, the sandbox, the test database."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from backend.config import ROOT
from tests.sandbox.stand import free_port

WORKERS = 2
PATIENCE = 60  # seconds until both processes answer


@dataclass(frozen=True, slots=True)
class RunningShop:
    url: str
    sandbox: str


def _until(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, f"{url}: the process ended with {process.returncode}"
        try:
            if requests.get(url, timeout=2).status_code == 200:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")


@pytest.fixture
def running_shop(database: None, database_url: str, tmp_path: Path) -> Iterator[RunningShop]:
    """Web and sandbox as processes of their own; both die with the test."""
    port, sandbox, smtp = free_port(), free_port(), free_port()
    environment = os.environ | {
        "POSY_ENV": "development",
        "PORT": str(port),
        "SANDBOX_PORT": str(sandbox),
        "SANDBOX_SMTP_PORT": str(smtp),
        "SANDBOX_DATA": str(tmp_path / "sandbox.db"),
        "DATABASE_URL": database_url,
        "SECRET_KEY": "only-for-tests",
        "TRUSTED_PROXIES": "127.0.0.1",
    }
    granian = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    granian += ["--workers", str(WORKERS), "--blocking-threads", "8", "--factory", "backend.app:create_app"]
    commands = ([sys.executable, "-m", *granian], [sys.executable, "-m", "backend.sandbox"])
    with (tmp_path / "log").open("wb") as log:
        web, stand = (
            subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
            for command in commands
        )
        try:
            _until(f"http://127.0.0.1:{port}/readyz", web)
            _until(f"http://127.0.0.1:{sandbox}/healthz", stand)
            yield RunningShop(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{sandbox}")
        finally:
            for process in (web, stand):
                process.terminate()
            for process in (web, stand):
                process.wait(20)
