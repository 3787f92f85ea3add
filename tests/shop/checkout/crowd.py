"""Many at once: runs calls in threads that start together, and watches the server from outside."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from psycopg.errors import LockNotAvailable
from sqlalchemy.exc import OperationalError

from backend.shop.kit.errors import Refusal
from tests.shop.checkout.stand import rows

T = TypeVar("T")


def at_once(calls: Sequence[Callable[[], T]]) -> list[T | Refusal]:
    """What each call answered, or the refusal that it raised, in their order."""
    barrier = threading.Barrier(len(calls))

    def run(call: Callable[[], T]) -> T | Refusal:
        barrier.wait(timeout=30)
        while True:
            try:
                return call()
            except Refusal as refusal:
                return refusal
            except OperationalError as error:  # the door says busy, and clients and the queue come again
                if not isinstance(error.orig, LockNotAvailable):
                    raise

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def idle_in_transaction() -> list[Any]:
    """Connections of this database that hold a transaction open and do nothing."""
    return rows(
        "select query from pg_stat_activity where datname = current_database()"
        " and state like 'idle in transaction%' and pid <> pg_backend_pid()"
    )


def locks() -> list[Any]:
    """Locks on rows and advisory locks of anybody but us."""
    return rows(
        "select locktype, mode from pg_locks where pid <> pg_backend_pid()"
        " and database = (select oid from pg_database where datname = current_database())"
    )
