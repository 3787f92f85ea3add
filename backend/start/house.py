"""Brings the shop up step by step, watches over its programs, and takes them down in the end."""

import fcntl
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

from pydantic import ValidationError

from backend import embedded_postgres
from backend.config import Settings
from backend.start import checks, paid, standing
from backend.start.children import Child, Children
from backend.start.words import Refused, Words, note

READY_SECONDS = 60
WATCH_SECONDS = 0.5
LONGEST_PAUSE = 30
WEB_WORKERS = 2
THREADS_PER_WORKER = 8


@dataclass(frozen=True)
class House:
    """One start of the shop: where data and logs are kept, and the environment that its programs share."""

    folder: Path
    environment: dict[str, str]
    words: Words

    @property
    def production(self) -> bool:
        return self.environment.get("POSY_ENV") == "production"

    @property
    def port(self) -> int:
        return int(self.environment["PORT"])

    @property
    def host(self) -> str:
        return self.environment["HOST"]


def prepare(folder: Path, environment: Mapping[str, str], words: Words) -> House:
    """Check every setting that can be checked before anything is started."""
    ports = {"PORT": checks.port(environment, "PORT", 8000)}
    if environment.get("POSY_ENV") != "production":
        ports["SANDBOX_PORT"] = checks.port(environment, "SANDBOX_PORT", 8010)
        ports["SANDBOX_SMTP_PORT"] = checks.port(environment, "SANDBOX_SMTP_PORT", 8025)
    host = environment.get("HOST") or "127.0.0.1"
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = " ".join(str(part).upper() for part in first["loc"])
        reason = f"{name} {first['msg'].removeprefix('Value error, ')}".strip()
        raise Refused(f"The settings are not right: {reason}.") from error
    for line in settings.payments_off:
        note(line)
    checks.refuse_taken(host, ports)
    own = {name: str(number) for name, number in ports.items()}
    return House(folder, {**environment, **own, "HOST": host, "PYTHONUNBUFFERED": "1"}, words)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder for this start alone; the system lets go of it however we end."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "run.lock").open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise Refused(
                f"The shop is already running from this checkout (process {file.read().strip()}): "
                "stop it first with Ctrl-C, where it was started."
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


@contextmanager
def database(house: House) -> Iterator[str]:
    """The address of the shop's database; an embedded one is stopped at the end."""
    url = house.environment.get("DATABASE_URL")
    if url:
        house.words.step("Looking at the database of DATABASE_URL")
        checks.database(url)
        yield url
        return
    data = house.folder / "postgres"
    house.words.step("Starting the embedded PostgreSQL")
    try:
        yield _start_embedded(data)
    except embedded_postgres.EmbeddedPostgresRefused as error:
        raise Refused(str(error)) from error
    finally:
        with suppress(embedded_postgres.EmbeddedPostgresRefused):
            embedded_postgres.stop(data)


def _start_embedded(data: Path) -> str:
    url = embedded_postgres.start(data)
    real = embedded_postgres.where(data)
    note(f"its data are in {real}")
    if real != data.resolve():
        note("because the user that PostgreSQL runs as, instead of root, cannot enter this checkout")
    return url


def fill(house: House, environment: Mapping[str, str]) -> None:
    """Bring the tables up to date and, in an empty development database, the demo shop in."""
    found = standing.look(environment["DATABASE_URL"])
    if not found.newest_tables:
        house.words.step("Bringing the tables up to date")
        _run(environment, "alembic", "upgrade", "head", log=house.folder / "log" / "migrations.log")
    if not house.production and not found.products:
        house.words.step("Filling the empty shop with the demo's flowers")
        _run(environment, "backend.demo", log=house.folder / "log" / "demo.log", show=True)


def _run(environment: Mapping[str, str], module: str, *arguments: str, log: Path, show: bool = False) -> None:
    """Run one of our programs to its end."""
    with (
        log.open("w", encoding="utf-8") as kept,
        subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        ) as process,
    ):
        try:
            assert process.stdout is not None
            for line in process.stdout:
                kept.write(line)
                if show:
                    note(line.rstrip())
        except BaseException:
            process.kill()
            raise
    if process.returncode != 0:
        lines = log.read_text(encoding="utf-8").strip().splitlines() or ["it gave no reason"]
        raise Refused(
            f"{module} {' '.join(arguments)}".strip() + f" failed: {lines[-1].strip()} (see {log})."
        )


def open_doors(house: House, children: Children) -> None:
    """Start the programs and wait until the shop answers."""
    house.words.step("Opening the shop")
    python = sys.executable
    if not house.production:
        _tell_of_payments(house, children)
        children.start("sandbox", [python, "-m", "backend.sandbox"])
    children.start("worker", [python, "-m", "backend.worker"])
    web = children.start("web", [python, "-m", "granian", *_granian(house), "backend.app:create_app"])
    deadline = time.monotonic() + READY_SECONDS
    while not (_ready(house) and (house.production or _listens(int(house.environment["SANDBOX_PORT"])))):
        if web.ended is not None:
            raise Refused(f"The web server ended while starting (see {children.log('web')}).")
        if time.monotonic() > deadline:
            raise Refused(f"The shop does not answer after {READY_SECONDS} s (see {children.log('web')}).")
        time.sleep(0.1)


def _tell_of_payments(house: House, children: Children) -> None:
    written = house.folder / "sandbox-paid-before.json"
    if paid.write_down(children.environment["DATABASE_URL"], written):
        children.environment["SANDBOX_PAID_BEFORE"] = str(written)


def _granian(house: House) -> list[str]:
    return [
        *(
            "--interface",
            "wsgi",
            "--workers",
            str(WEB_WORKERS),
            "--blocking-threads",
            str(THREADS_PER_WORKER),
        ),
        *("--host", house.host, "--port", str(house.port), "--no-ws"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "5", "--factory"),
    ]


def _ready(house: House) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(house.host, house.host)
    address = f"[{host}]" if ":" in host else host
    try:
        urllib.request.urlopen(f"http://{address}:{house.port}/readyz", timeout=5).close()
    except (OSError, HTTPException):  # refused, or 503 until it is ready
        return False
    return True


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def watch(children: Children, parent: int | None) -> None:
    """Keep the shop up. Returns when whoever started us is gone; raises Refused when the web server ends."""
    pauses: dict[str, tuple[float, float]] = {}
    while parent is None or os.getppid() == parent:
        for child in list(children.running.values()):
            if child.ended is not None:
                _mend(children, child, pauses)
        time.sleep(WATCH_SECONDS)
    note("whoever started the shop is gone")


def _mend(children: Children, child: Child, pauses: dict[str, tuple[float, float]]) -> None:
    """Start a program again after a pause that grows while it keeps ending; the web server ends the run."""
    if child.name == "web":
        raise Refused(f"The web server ended unexpectedly (see {children.log('web')}).")
    now = time.monotonic()
    due, pause = pauses.get(child.name, (0.0, 0.5))
    if due == 0.0:
        note(f"the {child.name} ended unexpectedly (see {children.log(child.name)}); it is started again")
        pauses[child.name] = (now + pause, min(pause * 2, LONGEST_PAUSE))
    elif now >= due:
        children.restart(child)
        pauses[child.name] = (0.0, pause)
