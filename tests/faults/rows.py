"""The shop's rows, seen and changed from outside; patient while the database is being started again."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

import procrastinate
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from backend import db

PATIENCE = 60  # seconds until the database answers
BUSY = "select count(*) from procrastinate_jobs where status in ('todo', 'doing')"
JOBS = BUSY.replace("count(*)", "task_name, status, attempts, scheduled_at")
DUE = "update procrastinate_jobs set scheduled_at = null where status = 'todo'"
OVERDUE = "update hold set expires_at = now() - interval '1 second' where expires_at > now()"

# What the dead have left behind is taken up when their leases have run out; a test does not wait for that.
_PAYMENTS = "update payment set claimed_until = null"
_LETTERS = "update letter set claimed_until = null"
_JOBS = "update procrastinate_workers set last_heartbeat = now() - interval '1 hour'"
_LEASES = {
    "web": (_PAYMENTS,),
    "worker": (_PAYMENTS, _LETTERS, _JOBS),
    "postgres": (_PAYMENTS, _LETTERS),  # whose owners could not give them back
}

_jobs = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())

T = TypeVar("T")


def ask(query: str) -> list[Any]:
    return _patiently(lambda session: [tuple(row) for row in session.execute(text(query))])


def tell(statement: str) -> None:
    _patiently(lambda session: session.execute(text(statement)))


def let_go(name: str) -> None:
    """The leases of one who died have run out."""
    for statement in _LEASES.get(name, ()):
        tell(statement)


def defer(task: str) -> None:
    """Gives the worker a job now, and not when its minute or day comes."""

    def put(session: Session) -> None:
        connection = session.connection().connection.driver_connection
        _jobs.configure_task(task, allow_unknown=True, connection=connection).defer(timestamp=0)

    _patiently(put)


def _patiently(work: Callable[[Session], T]) -> T:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with db.transaction() as session:
                return work(session)
        except OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
