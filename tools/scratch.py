"""A database of its own for one run of a check or of the journeys, on the embedded server of the tests."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from backend import embedded_postgres
from backend.config import VAR

SERVER = VAR / "test-postgres"


@contextmanager
def database(purpose: str) -> Iterator[str]:
    """The address of a new, empty database, dropped at the end. TEST_DATABASE_URL names another server."""
    with databases(purpose) as [address]:
        yield address


@contextmanager
def databases(*purposes: str) -> Iterator[list[str]]:
    """The addresses of several, on one server."""
    given = os.environ.get("TEST_DATABASE_URL")
    server = given or embedded_postgres.start(SERVER, lasting=False)
    names = [f"posy_{purpose}_{os.getpid()}" for purpose in purposes]
    try:
        for name in names:
            _tell(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield [embedded_postgres.with_database(server, name) for name in names]
    finally:
        for name in names:
            _tell(server, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        if not given:
            embedded_postgres.stop(SERVER)


def _tell(server: str, statement: sql.Composed) -> None:
    address = server.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)
