"""What `make run` cannot do it says in one sentence, with an exit code of its own, and starts nothing."""

import fcntl
import os
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from backend.config import ROOT
from tools.journeys import free_ports


def start(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """`python -m backend.start` with free ports, save for those given."""
    web, sandbox, smtp = (str(port) for port in free_ports(3))
    own = {"POSY_ENV": "development", "PORT": web, "SANDBOX_PORT": sandbox, "SANDBOX_SMTP_PORT": smtp}
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "HOST")}
    return subprocess.run(
        [sys.executable, "-m", "backend.start", "--folder", str(folder)],
        cwd=ROOT,
        env={**inherited, **own, **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def assert_refused(done: subprocess.CompletedProcess[str], sentence: str) -> None:
    assert done.stderr.strip() == f"Posy: {sentence}"
    assert done.returncode == 1


@contextmanager
def taken_port() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield str(server.getsockname()[1])


@pytest.mark.parametrize("name", ["PORT", "SANDBOX_PORT", "SANDBOX_SMTP_PORT"])
def test_a_taken_port(folder: Path, name: str) -> None:
    with taken_port() as port:
        done = start(folder, **{name: port})
    example = min(int(port) + 1000, 65535)
    assert_refused(
        done,
        f"Port {port} is taken by another program: stop it, or choose another port, "
        f"for example {name}={example} make run.",
    )
    assert not (folder / "postgres").exists()


@pytest.mark.parametrize("value", ["0", "65536", "-1", "eight", "80 00"])
def test_a_port_that_is_none(folder: Path, value: str) -> None:
    assert_refused(
        start(folder, PORT=value), f"PORT must be a port number between 1 and 65535, not {value!r}."
    )


def test_two_of_our_programs_on_one_port(folder: Path) -> None:
    done = start(folder, PORT="8123", SANDBOX_PORT="8123")
    assert_refused(done, "SANDBOX_PORT and PORT are both 8123: give them different ports.")


def test_a_second_shop_in_the_same_folder(folder: Path) -> None:
    with (folder / "run.lock").open("w") as lock:
        lock.write("4711")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = start(folder)
    assert_refused(
        done,
        "The shop is already running from this checkout (process 4711): "
        "stop it first with Ctrl-C, where it was started.",
    )


def test_a_database_that_does_not_answer(folder: Path) -> None:
    (port,) = free_ports(1)
    done = start(folder, DATABASE_URL=f"postgresql://posy:secret@127.0.0.1:{port}/posy")
    assert done.returncode == 1
    assert done.stderr.startswith("\nPosy: The database of DATABASE_URL does not answer (")
    assert f"port {port} failed: Connection refused" in done.stderr
    assert done.stderr.count("\n") == 2
    assert "secret" not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_an_address_of_another_kind_of_database(folder: Path) -> None:
    done = start(folder, DATABASE_URL="mysql://localhost/posy")
    assert_refused(done, "DATABASE_URL must begin with postgresql:// (the shop runs on PostgreSQL only).")


def test_a_postgresql_that_is_too_old(folder: Path) -> None:
    with old_server("14.13") as port:
        done = start(folder, DATABASE_URL=f"postgresql://posy@127.0.0.1:{port}/posy?sslmode=disable")
    assert_refused(done, "The database of DATABASE_URL runs PostgreSQL 14, and the shop needs 15 or later.")


def test_data_of_another_major_version(folder: Path) -> None:
    (folder / "postgres").mkdir()
    (folder / "postgres" / "PG_VERSION").write_text("16\n")
    assert_refused(
        start(folder),
        f"The data in {folder / 'postgres'} were written by PostgreSQL 16, and this shop runs 18: "
        "bring them over with pg_dump and pg_restore, or move the folder away to begin anew.",
    )


def test_production_names_the_settings_that_it_needs(folder: Path) -> None:
    done = start(folder, POSY_ENV="production")
    assert done.returncode == 1
    assert done.stderr.startswith("\nPosy: The settings are not right:")
    assert "DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


@contextmanager
def old_server(version: str) -> Iterator[int]:
    """The greeting of a PostgreSQL of that version, and no more."""

    def message(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack("!i", len(body) + 4) + body

    greeting = (
        message(b"R", struct.pack("!i", 0))
        + message(b"S", b"server_version\0" + version.encode() + b"\0")
        + message(b"S", b"client_encoding\0UTF8\0")
        + message(b"Z", b"I")
    )

    def greet() -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(4096)
            connection.sendall(greeting)
            connection.recv(4096)

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=greet, daemon=True).start()
        yield int(server.getsockname()[1])
