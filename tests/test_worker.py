"""The worker as a process: it works, stops when asked, and dies loudly without its database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, text

from backend import db
from backend.config import ROOT
from backend.shop.kit import news
from tests.conftest import migrate, plain

READY = "The worker is ready"
SECONDS = 60


class Worker:
    """A `python -m backend.worker` whose words go to a file."""

    def __init__(self, words: Path, url: str) -> None:
        environment = {**os.environ, "DATABASE_URL": url, "PYTHONUNBUFFERED": "1"}
        self._words = words
        with words.open("w", encoding="utf-8") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "backend.worker"],
                cwd=ROOT,
                env=environment,
                stdout=file,
                stderr=subprocess.STDOUT,
            )

    @property
    def words(self) -> str:
        return self._words.read_text(encoding="utf-8")

    def wait_for(self, words: str) -> None:
        deadline = time.monotonic() + SECONDS
        while words not in self.words:
            assert self.process.poll() is None, self.words
            assert time.monotonic() < deadline, self.words
            time.sleep(0.05)


Start = Callable[[str], Worker]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Worker] = []

    def start(url: str) -> Worker:
        started.append(Worker(tmp_path / "worker.log", url))
        return started[-1]

    yield start
    for worker in started:
        worker.process.kill()
        worker.process.wait()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_works_until_it_is_asked_to_stop(
    database: None, database_url: str, start: Start, number: int
) -> None:
    worker = start(database_url)
    worker.wait_for(READY)
    with db.transaction() as session:
        news.announce(session, news.WebhookStored(inbox_id=404))
    worker.wait_for("handle_webhook")
    worker.process.send_signal(number)
    assert worker.process.wait(SECONDS) == 0
    assert "The worker was asked to stop, and has stopped." in worker.words
    with db.engine().connect() as connection:
        assert connection.scalar(text("select count(*) from procrastinate_workers")) == 0


def test_it_ends_with_an_error_when_its_database_is_gone(server_url: str, start: Start) -> None:
    name = f"posy_gone_{os.getpid()}"
    url = make_url(server_url).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(plain(server_url), autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
        migrate(url)
        worker = start(url)
        worker.wait_for(READY)
        connection.execute(f'drop database "{name}" with (force)')
    assert worker.process.wait(SECONDS) == 1
    assert "The database is gone, so the worker ends:" in worker.words
    assert "Traceback" not in worker.words


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "The worker needs DATABASE_URL"),
        ("postgresql://posy@127.0.0.1:9/posy", "The database is gone, so the worker ends:"),
    ],
)
def test_it_says_why_it_cannot_start(url: str, words: str, start: Start) -> None:
    worker = start(url)
    assert worker.process.wait(SECONDS) == 1
    assert words in worker.words
    assert "Traceback" not in worker.words


def test_an_empty_database_is_refused(server_url: str, start: Start) -> None:
    empty = make_url(server_url).set(database="postgres").render_as_string(hide_password=False)
    worker = start(empty)
    assert worker.process.wait(SECONDS) == 1
    assert "run `python -m alembic upgrade head` first" in worker.words
