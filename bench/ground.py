"""Where measurements happen: a migrated scratch database, and clients as processes of their own."""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.pool import Pool
from multiprocessing.synchronize import Barrier
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config

from backend import db
from backend.config import ROOT
from backend.shop.capacity import selectors
from tools import scratch

T = TypeVar("T")
PATIENCE = (
    120  # seconds until all clients have started; a client that dies breaks the run instead of hanging it
)

_gate: list[Barrier] = []


@contextmanager
def database() -> Iterator[str]:
    """The address of a migrated database, to which this process is connected."""
    with databases("bench") as [url]:
        db.connect(url)
        try:
            yield url
        finally:
            db.dispose()


@contextmanager
def databases(*names: str) -> Iterator[list[str]]:
    """The addresses of several migrated databases, on one server."""
    with scratch.databases(*names) as urls:
        for url in urls:
            configuration = Config(ROOT / "alembic.ini")
            configuration.attributes["url"] = url
            command.upgrade(configuration, "head")
        yield urls


class Clients:
    """As many processes, each with one connection, as are asked for. They begin every task together."""

    def __init__(self, url: str, number: int) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["backend.shop.checkout.services.place"])  # forked, not imported anew
        self.number = number
        self.pool: Pool = context.Pool(number, _connect, (url, context.Barrier(number)))

    def __enter__(self) -> "Clients":
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.terminate()

    def start(self, task: Callable[..., T], *arguments: object) -> Callable[[], list[T]]:
        """Lets each client do the task once; calling the answer waits for what they have to say."""
        calls = [(task, *arguments)] * self.number
        return self.pool.starmap_async(_together, calls, chunksize=1).get

    def work(self, task: Callable[..., T], *arguments: object) -> list[T]:
        return self.start(task, *arguments)()


def _connect(url: str, gate: Barrier) -> None:
    _gate[:] = [gate]
    db.connect(url, pool_size=1, pool_pre_ping=False)


def _together(task: Callable[..., T], *arguments: Any) -> T:
    _gate[0].wait(PATIENCE)
    return task(*arguments)


def print_drift() -> None:
    with db.transaction() as session:
        print(f"drift                     {len(selectors.drift(session)):8}")
