"""The database: one engine per process, one session per request, committed once at the edge.

Flows that call a provider take no edge session: they open `transaction()` for each of their steps.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from typing import Any, ClassVar

import flask
import psycopg
from sqlalchemy import TIMESTAMP, Engine, MetaData, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

LOCK_TIMEOUT = "3s"

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The parent of every table. Instants are always with time zone."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar = {datetime: TIMESTAMP(timezone=True)}


class _Database:
    engine: Engine | None = None
    sessions: sessionmaker[Session] | None = None


_database = _Database()


def connect(url: str, **options: Any) -> Engine:
    """Makes this process use the PostgreSQL at `url`; called once at start."""
    dispose()
    options = {"pool_size": 8, "max_overflow": 8, "pool_pre_ping": True} | options
    _database.engine = create_engine(sqlalchemy_url(url), **options)
    _database.sessions = sessionmaker(_database.engine, expire_on_commit=False)
    return _database.engine


def dispose() -> None:
    if _database.engine is not None:
        _database.engine.dispose()


def sqlalchemy_url(url: str) -> str:
    """`postgres://` and `postgresql://` addresses with the driver that the shop uses."""
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def engine() -> Engine:
    if _database.engine is None:
        raise RuntimeError("db.connect() has not been called")
    return _database.engine


def new_session() -> Session:
    if _database.sessions is None:
        raise RuntimeError("db.connect() has not been called")
    return _database.sessions()


@contextmanager
def transaction() -> Iterator[Session]:
    """One short transaction: committed at the end, rolled back by any exception, no long wait for a lock."""
    with new_session() as session, session.begin():
        _limit_waits(session)
        yield session


@contextmanager
def cursor(session: Session) -> Iterator[psycopg.Cursor]:
    """The driver's own cursor in the session's transaction, for statements whose microseconds count.

    It sees nothing that the session has not flushed. Errors are those that the session would raise.
    """
    connection = session.connection()
    driver: psycopg.Connection = connection.connection.driver_connection  # type: ignore[assignment]  # it is psycopg's
    try:
        with driver.cursor() as opened:
            yield opened
    except psycopg.Error as error:
        lost = driver.closed
        if lost:
            connection.invalidate(error)
        raise DBAPIError.instance(None, None, error, psycopg.Error, connection_invalidated=lost) from error


def _limit_waits(session: Session) -> None:
    with cursor(session) as opened:
        opened.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")


def edge_session() -> Session:
    """The session of the current request; committed by `finish_request` when the answer is no problem."""
    if "edge_session" not in flask.g:
        session = new_session()
        if flask.request.method not in ("GET", "HEAD"):
            _limit_waits(session)
        flask.g.edge_session = session
    edge: Session = flask.g.edge_session
    return edge


def finish_request(response: flask.Response) -> flask.Response:
    """Commits the request's session, or rolls it back when the answer is a problem."""
    session: Session | None = flask.g.get("edge_session")
    if session is not None:
        if response.status_code < HTTPStatus.BAD_REQUEST:
            session.commit()
        else:
            session.rollback()
    return response


def close_request(_error: BaseException | None) -> None:
    session: Session | None = flask.g.pop("edge_session", None)
    if session is not None:
        session.close()
