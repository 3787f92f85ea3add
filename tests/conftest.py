"""Tests run on a real PostgreSQL: the embedded server, or the one that `TEST_DATABASE_URL` names.

One migrated database for the whole run, emptied before each test that asks for it.
"""

import os
from collections.abc import Iterator

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import make_url, text
from sqlalchemy.orm import Session

from backend import db, embedded_postgres, models
from backend.config import ROOT, VAR

os.environ.setdefault("POSY_ENV", "test")

QUEUE = ("procrastinate_jobs", "procrastinate_periodic_defers", "procrastinate_events")
# Deleting from the few tables with rows is ten times faster than truncating all.
REWIND = """
    select setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    from pg_sequences where last_value is not null
"""


def plain(url: str) -> str:
    """The address as libpq takes it."""
    return url.replace("postgresql+psycopg://", "postgresql://")


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """The address of a PostgreSQL on which databases may be made and dropped."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    data = VAR / "test-postgres"
    data.parent.mkdir(exist_ok=True)
    yield embedded_postgres.start(data, lasting=False)
    embedded_postgres.stop(data)


def migrate(url: str) -> None:
    """Brings the database at `url` to the newest revision."""
    configuration = Config(ROOT / "alembic.ini")
    configuration.attributes["url"] = url
    command.upgrade(configuration, "head")


@pytest.fixture(scope="session")
def database_url(server_url: str) -> Iterator[str]:
    """A migrated database of this run's own."""
    name = f"posy_test_{os.getpid()}"
    with psycopg.connect(plain(server_url), autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
    url = make_url(server_url).set(database=name).render_as_string(hide_password=False)
    migrate(url)
    yield url
    db.dispose()
    with psycopg.connect(plain(server_url), autocommit=True) as connection:
        connection.execute(f'drop database "{name}" with (force)')


@pytest.fixture(scope="session")
def _engine(database_url: str) -> None:
    db.connect(database_url, pool_size=40, max_overflow=40)


def empty() -> None:
    """Removes every row from the database that `backend.db` is connected to; its sequences start anew."""
    tables = [*QUEUE, *(table.name for table in models.metadata.sorted_tables)]
    filled = " union all ".join(f"select '{name}' where exists (select from \"{name}\")" for name in tables)
    with db.engine().begin() as connection:
        names = set(connection.scalars(text(filled)))
        for name in reversed(tables):
            if name in names:
                connection.execute(text(f'delete from "{name}"'))
        connection.execute(text(REWIND))


@pytest.fixture
def database(_engine: None) -> None:
    """An empty, migrated database that `backend.db` is connected to."""
    empty()


@pytest.fixture
def session(database: None) -> Iterator[Session]:
    """One transaction, committed when the test ends well."""
    with db.transaction() as open_session:
        yield open_session
