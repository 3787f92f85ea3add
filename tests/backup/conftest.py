"""A second, empty database beside the tests' own, and a shop's belongings in a folder."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from backend import db, embedded_postgres
from backend.backup.archive import Belongings
from tests.conftest import plain
from tests.shop.notifications.conftest import mail

__all__ = ["mail"]


@pytest.fixture
def other(server_url: str, database_url: str) -> Iterator[str]:
    """The address of an empty database; afterwards `backend.db` is connected to the tests' own again."""
    name = f"posy_other_{os.getpid()}"
    with psycopg.connect(plain(server_url), autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
    yield embedded_postgres.with_database(server_url, name)
    db.connect(database_url, pool_size=40, max_overflow=40)
    with psycopg.connect(plain(server_url), autocommit=True) as connection:
        connection.execute(f'drop database "{name}" with (force)')


@pytest.fixture
def shelf(tmp_path: Path) -> Belongings:
    """Two pictures and a key."""
    return a_shelf(tmp_path / "shelf", rose="a red rose", key="the first key")


def a_shelf(folder: Path, *, rose: str, key: str) -> Belongings:
    (folder / "pictures").mkdir(parents=True)
    (folder / "pictures" / "rose-480.webp").write_text(rose)
    (folder / "pictures" / "tulip-480.webp").write_text("a tulip")
    (folder / "secret_key").write_text(key)
    return Belongings(folder / "pictures", folder / "secret_key")
