"""The embedded PostgreSQL: its data last, and each of its guards holds."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from backend import embedded_place, embedded_postgres
from backend.config import VAR
from backend.embedded_postgres import EmbeddedPostgresRefused


def ask(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def data(folder: Path) -> Iterator[Path]:
    """Where a server may be made; it is stopped at the end whatever the test did."""
    yield folder / "postgres"
    if (folder / "postgres" / "PG_VERSION").exists():
        embedded_postgres.stop(folder / "postgres")


@pytest.fixture(scope="module")
def pattern() -> Iterator[Path]:
    """A folder as a first start leaves it: copying one is much faster than making one."""
    path = VAR / f"test-pattern-{os.getpid()}" / "postgres"
    embedded_postgres.start(path)
    embedded_postgres.stop(path)
    yield path
    shutil.rmtree(path.parent)


@pytest.fixture
def made(data: Path, pattern: Path) -> Path:
    copy(pattern, data)
    return data


def copy(pattern: Path, data: Path) -> None:
    subprocess.run(["cp", "-a", str(pattern), str(data)], check=True)  # it keeps owners too


def test_starts_with_room_for_many_connections_and_keeps_its_data(made: Path) -> None:
    url = embedded_postgres.start(made)
    assert ask(url, "select current_setting('max_connections'), current_setting('fsync')") == [("300", "on")]
    assert ask(url, "select upper('é'), current_setting('listen_addresses')") == [("É", "")]
    ask(url, "create table kept (flower text)")
    ask(url, "insert into kept values ('rose')")

    assert embedded_postgres.stop(made)

    assert not (made / "postmaster.pid").exists()
    again = embedded_postgres.start(made)
    assert again == url
    assert ask(again, "select flower from kept") == [("rose",)]


def test_a_pid_file_that_names_a_stranger_is_forgotten(made: Path) -> None:
    embedded_postgres.start(made)
    lines = (made / "postmaster.pid").read_text().splitlines()
    embedded_postgres.stop(made)
    with subprocess.Popen(["sleep", "60"]) as stranger:
        (made / "postmaster.pid").write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")

        url = embedded_postgres.start(made)

        assert ask(url, "select 1") == [(1,)]
        stranger.kill()


def test_a_pid_file_that_names_another_folders_server_is_forgotten(
    made: Path, folder: Path, pattern: Path
) -> None:
    other = folder / "other"
    copy(pattern, other)
    embedded_postgres.start(other)
    embedded_postgres.start(made)
    embedded_postgres.stop(made)
    (made / "postmaster.pid").write_text((other / "postmaster.pid").read_text())

    url = embedded_postgres.start(made)

    assert ask(url, "select current_setting('data_directory')") == [(str(made),)]
    assert embedded_postgres.stop(other)


def test_a_killed_server_recovers(made: Path) -> None:
    url = embedded_postgres.start(made)
    ask(url, "create table kept (flower text)")
    ask(url, "insert into kept values ('peony')")

    kill(made)

    assert ask(embedded_postgres.start(made), "select flower from kept") == [("peony",)]


def test_one_for_tests_waits_for_no_disk_and_is_made_anew_after_a_crash(made: Path) -> None:
    url = embedded_postgres.start(made, lasting=False)
    assert ask(url, "select current_setting('fsync')") == [("off",)]
    ask(url, "create table kept (flower text)")
    embedded_postgres.stop(made)
    url = embedded_postgres.start(made, lasting=False)
    assert ask(url, "select to_regclass('kept')") == [("kept",)]

    kill(made)

    assert ask(embedded_postgres.start(made, lasting=False), "select to_regclass('kept')") == [(None,)]


def kill(data: Path) -> None:
    server = psutil.Process(int((data / "postmaster.pid").read_text().split("\n", 1)[0]))
    children = server.children()
    server.kill()
    psutil.wait_procs([server, *children], timeout=10)


def test_the_last_user_stops_it_and_a_killed_one_does_not_count(made: Path) -> None:
    url = embedded_postgres.start(made)
    program = (
        "import sys, time; from pathlib import Path; from backend import embedded_postgres; "
        "embedded_postgres.start(Path(sys.argv[1])); print('up', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", program, str(made)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "up\n"

        assert not embedded_postgres.stop(made)
        assert ask(url, "select 1") == [(1,)]

        embedded_postgres.start(made)
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert embedded_postgres.stop(made)


def test_production_is_refused_and_nothing_is_made(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSY_ENV", "production")
    with pytest.raises(EmbeddedPostgresRefused, match="not for production: set DATABASE_URL"):
        embedded_postgres.start(data)
    assert not data.exists()


def test_data_of_another_major_version_are_refused_and_kept(data: Path) -> None:
    data.mkdir()
    (data / "PG_VERSION").write_text("16\n")
    with pytest.raises(EmbeddedPostgresRefused, match="written by PostgreSQL 16, and this shop runs 18"):
        embedded_postgres.start(data)
    assert [path.name for path in data.iterdir()] == ["PG_VERSION"]
    assert (data / "PG_VERSION").read_text() == "16\n"
    (data / "PG_VERSION").unlink()


def test_a_folder_with_other_things_is_refused(data: Path) -> None:
    data.mkdir()
    (data / "letter.txt").write_text("mine")
    with pytest.raises(EmbeddedPostgresRefused, match="holds no PostgreSQL data"):
        embedded_postgres.start(data)
    assert (data / "letter.txt").read_text() == "mine"


def test_what_an_interrupted_first_start_left_is_made_anew(data: Path) -> None:
    unfinished = data.with_name("postgres.unfinished")
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18\n")
    assert ask(embedded_postgres.start(data), "select 1") == [(1,)]
    assert not unfinished.exists()


def test_a_path_too_long_for_a_socket_gets_a_folder_of_our_own(folder: Path, pattern: Path) -> None:
    data = folder / ("deep-" * 20) / "postgres"
    data.parent.mkdir()
    copy(pattern, data)
    url = embedded_postgres.start(data)
    assert ask(url, "select current_setting('data_directory')") == [(str(data),)]
    assert str(data) not in url
    assert embedded_postgres.stop(data)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as another user")
def test_as_root_a_private_folder_stays_closed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private = folder / "private"
    private.mkdir(mode=0o700)
    system = folder / "system"
    system.mkdir(mode=0o755)
    monkeypatch.setattr(embedded_place, "SYSTEM_FOLDER", system)
    asked = private / "postgres"

    url = embedded_postgres.start(asked)

    real = embedded_postgres.where(asked)
    assert real.is_relative_to(system)
    assert ask(url, "select current_setting('data_directory')") == [(str(real),)]
    assert not asked.exists()
    assert private.stat().st_mode & 0o777 == 0o700
    assert real.stat().st_mode & 0o777 == 0o700
    assert embedded_postgres.stop(asked)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as another user")
def test_as_root_programs_out_of_reach_are_copied(
    made: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = folder / "system"
    system.mkdir(mode=0o755)
    monkeypatch.setattr(embedded_place, "SYSTEM_FOLDER", system)
    monkeypatch.setattr(embedded_place, "_can_use", lambda _user, _programs: False)

    url = embedded_postgres.start(made)

    server = int((made / "postmaster.pid").read_text().split("\n", 1)[0])
    assert Path(psutil.Process(server).exe()).is_relative_to(system / "posy-programs")
    assert ask(url, "select 1") == [(1,)]
    assert embedded_postgres.stop(made)
