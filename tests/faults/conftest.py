"""Which of the faults are tried, a database that may die, and that a broken invariant says its values."""

from collections.abc import Iterator

import pytest

from backend import db
from tests.conftest import empty
from tests.faults.house import EVERYTHING
from tests.faults.server import Server

pytest.register_assert_rewrite("tests.faults.invariants", "tests.faults.customer")

collect_ignore = [] if EVERYTHING else ["test_database_and_sandbox.py"]


@pytest.fixture(scope="session")
def _mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    own = Server(tmp_path_factory.mktemp("mortal") / "postgres")
    yield own
    own.close()


@pytest.fixture
def server(_mortal: Server, database_url: str) -> Iterator[Server]:
    """A PostgreSQL that may be killed; `backend.db` is connected to its empty database."""
    db.connect(_mortal.url)
    empty()
    yield _mortal
    db.connect(database_url, pool_size=40, max_overflow=40)  # as the other tests have it
