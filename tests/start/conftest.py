"""A folder under var/ for these tests: the user PostgreSQL runs as cannot enter the temporary ones."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.config import VAR


@pytest.fixture
def folder() -> Iterator[Path]:
    path = VAR / f"test-start-{os.getpid()}"
    path.mkdir(parents=True)
    yield path
    shutil.rmtree(path)
