"""A PostgreSQL of our own for development and tests: nothing to install, durable, stopped by its last user.

It trusts every local user who can reach its socket, so it is refused in production. Only the programs of the
locked package are used, not its Python code: that counts users in a file (killed ones for ever), locks in the
shared temporary folder and opens the permissions of parent folders.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlsplit

import psutil
import psycopg
from psycopg import sql

from backend import embedded_place
from backend.embedded_place import MAJOR, EmbeddedPostgresRefused, Place

__all__ = ["EmbeddedPostgresRefused", "start", "stop", "where", "with_database"]

DATABASE = "posy"
SUPERUSER = "postgres"
START_SECONDS = 60
LONGEST_SOCKET_FOLDER = 85  # a socket's whole path must stay below 104 bytes on macOS, 108 on Linux
SETTINGS = {
    "listen_addresses": "",  # no network: the socket only
    "max_connections": "300",
    "shared_buffers": "128MB",
    "fsync": "on",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "unix_socket_permissions": "0700",
}
FLEETING = {"fsync": "off", "full_page_writes": "off"}  # survives the death of a process, not of the machine

# Our shared locks, one per data folder in use. The kernel drops them with the process, however it ends.
_in_use: dict[Path, IO[str]] = {}


def where(data: Path) -> Path:
    """The folder that really holds the data asked for; another one only as root (see `embedded_place`)."""
    return embedded_place.find(data).data


def start(data: Path, *, lasting: bool = True) -> str:
    """Start the server over this folder, or join the one that runs; answers its SQLAlchemy URL.

    For tests only: one that need not be `lasting` waits for no disk, and is made anew after a crash.
    Raises EmbeddedPostgresRefused, with a sentence for a person.
    """
    if os.environ.get("POSY_ENV") == "production":
        raise EmbeddedPostgresRefused(
            "The embedded PostgreSQL trusts every local user, so it is not for production: set DATABASE_URL."
        )
    data.parent.mkdir(parents=True, exist_ok=True)
    place = embedded_place.find(data)
    with _one_at_a_time(place):
        _join(place)
        try:
            _make_ready(place, lasting)
        except BaseException:
            _leave(place)
            raise
    return _url(place)


def stop(data: Path) -> bool:
    """Stop using the server; the last user stops it. Answers whether it was stopped."""
    place = embedded_place.find(data)
    with _one_at_a_time(place):
        _leave(place)
        if not _unused(place) or _server(place) is None:
            return False
        done = embedded_place.run_as(
            place, "pg_ctl", "stop", "-D", str(place.data), "-m", "fast", "-w", "-t", "60", seconds=90
        )
        return done.returncode == 0


def with_database(url: str, name: str) -> str:
    """The address of another database on the same server."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.netloc}/{quote(name, safe='')}{query}"


def _make_ready(place: Place, lasting: bool) -> None:
    if not lasting and _was_not_stopped(place):
        shutil.rmtree(place.data)
    if not (place.data / "PG_VERSION").exists():
        _make(place)
    _refuse_other_major(place)
    if _server(place) is None:
        _forget_stale_pid(place)
        _start_server(place, SETTINGS if lasting else SETTINGS | FLEETING)
    _connect(place)


def _make(place: Place) -> None:
    """Make the data folder in one rename: a killed start leaves either nothing or all of it."""
    if place.data.exists() and any(place.data.iterdir()):
        raise EmbeddedPostgresRefused(
            f"{place.data} is not empty, but holds no PostgreSQL data: move it away."
        )
    unfinished = place.data.with_name(f"{place.data.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    embedded_place.give(place, unfinished)
    done = embedded_place.run_as(
        place,
        "initdb",
        *("-D", str(unfinished), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8"),
        *("--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        seconds=120,
    )
    if done.returncode != 0:
        raise EmbeddedPostgresRefused(f"PostgreSQL could not make {place.data}: {_last_line(done.stdout)}")
    with (unfinished / "postgresql.conf").open("a", encoding="utf-8") as configuration:
        configuration.write("\ninclude 'posy.conf'\n")
    unfinished.rename(place.data)


def _refuse_other_major(place: Place) -> None:
    major = (place.data / "PG_VERSION").read_text(encoding="ascii").strip()
    if major != str(MAJOR):
        raise EmbeddedPostgresRefused(
            f"The data in {place.data} were written by PostgreSQL {major}, and this shop runs {MAJOR}: "
            "bring them over with pg_dump and pg_restore, or move the folder away to begin anew."
        )


def _server(place: Place) -> psutil.Process | None:
    """The running server of this very folder: after a crash or a restart a pid file alone proves nothing."""
    try:
        pid = int((place.data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE or not process.name().startswith("postgres"):
            return None
    except (OSError, ValueError, psutil.Error):
        return None
    try:
        serves_us = Path(process.cwd()) == place.data
    except (
        psutil.Error
    ):  # another user's process hides its folder; a wrong guess here must not delete a live pid file
        serves_us = True
    return process if serves_us else None


def _was_not_stopped(place: Place) -> bool:
    return (place.data / "postmaster.pid").exists() and _server(place) is None


def _forget_stale_pid(place: Place) -> None:
    (place.data / "postmaster.pid").unlink(missing_ok=True)


def _start_server(place: Place, settings: dict[str, str]) -> None:
    settings = settings | {"unix_socket_directories": str(_socket_folder(place))}
    lines = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n" for name, value in settings.items()]
    (place.data / "posy.conf").write_text("".join(lines), encoding="utf-8")
    embedded_place.give(place, place.data / "posy.conf")
    done = embedded_place.run_as(
        place,
        "pg_ctl",
        *("start", "-D", str(place.data), "-l", str(place.log), "-w", "-t", str(START_SECONDS)),
        seconds=START_SECONDS + 30,
    )
    if done.returncode != 0:
        said = place.log.read_text(encoding="utf-8", errors="replace") if place.log.exists() else done.stdout
        reason = _last_line(said)
        raise EmbeddedPostgresRefused(f"The embedded PostgreSQL did not start: {reason} (see {place.log})")


def _socket_folder(place: Place) -> Path:
    """The data folder (mode 700: nobody else reaches the socket), unless its path is too long for one."""
    if len(os.fsencode(place.data)) <= LONGEST_SOCKET_FOLDER:
        return place.data
    name = hashlib.sha256(os.fsencode(place.data)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"posy-{place.data.stat().st_uid}-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid not in (os.geteuid(), place.data.stat().st_uid):
        raise EmbeddedPostgresRefused(f"{folder}, needed for PostgreSQL's socket, belongs to somebody else.")
    embedded_place.give(place, folder)
    return folder


def _connect(place: Place) -> None:
    """Connect, because only that proves a server; make the shop's database if it is not there yet."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return _make_database(_socket_folder(place))
        except psycopg.OperationalError as error:  # recovering from a crash, it refuses for a while
            if time.monotonic() > deadline:
                raise EmbeddedPostgresRefused(f"The embedded PostgreSQL does not answer: {error}") from error
            time.sleep(0.2)


def _make_database(socket: Path) -> None:
    server = psycopg.connect(
        host=str(socket), user=SUPERUSER, dbname="postgres", autocommit=True, connect_timeout=5
    )
    with server as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if known.fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def _url(place: Place) -> str:
    socket = quote(str(_socket_folder(place)), safe="")
    return f"postgresql+psycopg://{SUPERUSER}@/{DATABASE}?host={socket}"


@contextmanager
def _one_at_a_time(place: Place) -> Iterator[None]:
    """One starter or stopper at a time; the lock lies beside the data, where it is nobody else's."""
    with _lock_file(place, "starting") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _lock_file(place: Place, purpose: str) -> IO[str]:
    path = place.data.with_name(f".{place.data.name}.{purpose}")
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644), encoding="ascii")


def _join(place: Place) -> None:
    if place.data not in _in_use:
        file = _lock_file(place, "users")
        fcntl.flock(file, fcntl.LOCK_SH)
        _in_use[place.data] = file


def _leave(place: Place) -> None:
    file = _in_use.pop(place.data, None)
    if file is not None:
        file.close()


def _unused(place: Place) -> bool:
    with _lock_file(place, "users") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it gave no reason"
