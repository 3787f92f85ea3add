"""The driver's own cursor raises what the session would have raised, and no lost connection is kept."""

from typing import Any

import pytest
from psycopg.errors import LockNotAvailable
from sqlalchemy import text
from sqlalchemy.exc import DataError, OperationalError

from backend import db


def asked(*statements: str) -> list[Any]:
    """The rows of the last one; all in one transaction."""
    with db.transaction() as session, db.cursor(session) as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall()


def test_an_error_has_the_class_that_the_session_would_give_it(database: None) -> None:
    with pytest.raises(DataError, match="division by zero"):
        asked("select 1 / 0")


def test_a_lock_is_waited_for_only_so_long(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "LOCK_TIMEOUT", "10ms")
    with db.transaction() as session:
        session.execute(text("lock table shop"))
        with pytest.raises(OperationalError) as refused:
            asked("lock table shop")
    assert isinstance(refused.value.orig, LockNotAvailable)


def test_a_lost_connection_is_not_used_again(database: None) -> None:
    with db.new_session() as session:
        with pytest.raises(OperationalError) as lost, db.cursor(session) as cursor:
            cursor.execute("select pg_terminate_backend(pg_backend_pid())")
        assert lost.value.connection_invalidated
        session.rollback()
        assert session.scalar(text("select 1")) == 1


def test_the_cursor_is_in_the_transaction_of_the_session(database: None) -> None:
    with db.new_session() as session:
        session.execute(text("create table scratch (id int)"))
        with db.cursor(session) as cursor:
            cursor.execute("insert into scratch values (1)")
        assert session.scalar(text("select count(*) from scratch")) == 1
        session.rollback()
    assert asked("select to_regclass('scratch')") == [(None,)]
