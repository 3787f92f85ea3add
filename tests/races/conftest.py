"""The shop as it runs: granian with two workers on its own port, the sandbox, the test database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import Processes, processes


@pytest.fixture
def running_shop(database: None, database_url: str, tmp_path: Path) -> Iterator[Processes]:
    """Web and sandbox as processes of their own; both die with the test."""
    running = processes(database_url=database_url, folder=tmp_path, web_workers=2)
    try:
        running.start("web")
        running.start("sandbox")
        running.ready()
        yield running
    finally:
        running.stop()
