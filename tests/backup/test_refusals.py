"""What cannot be backed up or restored is said in one sentence, and nothing has moved."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from backend.backup import archive, programs
from backend.backup.archive import Belongings, Manifest
from backend.backup.make import make
from backend.backup.programs import _without_password
from backend.backup.restore import restore
from backend.config import ROOT
from backend.start.words import Refused
from tests.conftest import plain

NINE = datetime(2027, 2, 13, 9, tzinfo=UTC)


def brought_back(source: Path, url: str, shelf: Belongings) -> None:
    restore(source, url, shelf, confirmed=True, keep_in=source.parent / "kept", at=NINE)


def tables(url: str) -> int:
    with psycopg.connect(plain(url)) as connection:
        row = connection.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone()
    return int(row[0]) if row else -1


@pytest.fixture
def backup(database: None, database_url: str, shelf: Belongings, tmp_path: Path) -> Path:
    made = tmp_path / "backups" / "posy-2027-02-13-0900.tar"
    make(database_url, shelf, made, at=NINE)
    return made


def test_an_empty_database_is_no_shop_to_back_up(other: str, shelf: Belongings, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="The database is empty: there is no shop to back up"):
        make(other, shelf, tmp_path / "made.tar", at=NINE)
    assert not (tmp_path / "made.tar").exists()


def test_a_backup_is_never_written_over(backup: Path, database_url: str, shelf: Belongings) -> None:
    before = backup.read_bytes()
    with pytest.raises(Refused, match="is there already: wait a minute"):
        make(database_url, shelf, backup, at=NINE)
    assert backup.read_bytes() == before


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (
            lambda whole: whole.replace(b"a red rose", b"a bad rose"),
            "its files are not those that were packed",
        ),
        (lambda whole: whole[: len(whole) // 2], "is no backup of the shop, or it is damaged"),
        (lambda _: b"a letter", "is no backup of the shop, or it is damaged"),
        (lambda _: b"", "is no backup of the shop, or it is damaged"),
    ],
)
def test_a_damaged_backup(
    backup: Path, other: str, shelf: Belongings, damage: Callable[[bytes], bytes], sentence: str
) -> None:
    backup.write_bytes(damage(backup.read_bytes()))
    with pytest.raises(Refused, match=sentence):
        brought_back(backup, other, shelf)
    assert tables(other) == 0


def test_no_backup(other: str, shelf: Belongings, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"There is no backup .*gone\.tar"):
        brought_back(tmp_path / "gone.tar", other, shelf)


@pytest.mark.parametrize(
    ("revision", "server", "sentence"),
    [
        ("9999", 15, "of a newer version of the shop .its tables are at 9999"),
        ("0001", 99, "made on PostgreSQL 99, and this server is of"),
    ],
)
def test_what_is_too_new(
    other: str, shelf: Belongings, tmp_path: Path, revision: str, server: int, sentence: str
) -> None:
    (tmp_path / archive.DUMP).write_text("a dump")
    manifest = Manifest(made_at="", revision=revision, server=server, programs=18, files={})
    archive.pack(tmp_path / "new.tar", dump=tmp_path / archive.DUMP, belongings=shelf, manifest=manifest)
    with pytest.raises(Refused, match=sentence):
        brought_back(tmp_path / "new.tar", other, shelf)


def test_a_database_in_use(backup: Path, other: str, shelf: Belongings) -> None:
    with psycopg.connect(plain(other)), pytest.raises(Refused, match="The database is in use: stop the shop"):
        brought_back(backup, other, shelf)
    assert tables(other) == 0


def test_a_database_of_somebody_else(backup: Path, other: str, shelf: Belongings) -> None:
    with psycopg.connect(plain(other)) as connection:
        connection.execute("create table diary (day date)")
    with pytest.raises(Refused, match="The database holds tables that are no shop's"):
        brought_back(backup, other, shelf)
    assert tables(other) == 1


def test_programs_that_are_too_old(
    database_url: str, database: None, shelf: Belongings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "_major", lambda _folder: 14)
    with pytest.raises(Refused, match="and the newest here are of 14: install PostgreSQL's client programs"):
        make(database_url, shelf, tmp_path / "made.tar", at=NINE)


@pytest.mark.parametrize(
    ("url", "shown", "password"),
    [
        (
            "postgresql://ann:p%40ss@db:5432/posy?sslmode=require",
            "postgresql://ann@db:5432/posy?sslmode=require",
            "p@ss",
        ),
        ("postgresql://postgres@/posy?host=%2Frun", "postgresql://postgres@/posy?host=%2Frun", ""),
        ("postgresql:///posy", "postgresql:///posy", ""),
    ],
)
def test_no_password_is_shown_in_the_list_of_processes(url: str, shown: str, password: str) -> None:
    assert _without_password(url) == (shown, password)


@pytest.mark.parametrize(
    ("what", "settings", "sentence"),
    [
        ("make", {}, "There is no shop here yet to back up: make run opens one."),
        ("restore", {}, "Say which backup: make restore FILE=var/backups/posy-2027-02-13-0900.tar"),
        (
            "make",
            {"DATABASE_URL": "mysql://x"},
            "DATABASE_URL must begin with postgresql:// (the shop runs on PostgreSQL only).",
        ),
    ],
)
def test_on_the_screen(tmp_path: Path, what: str, settings: dict[str, str], sentence: str) -> None:
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "FILE")}
    done = subprocess.run(
        [sys.executable, "-m", "backend.backup", what, "--folder", str(tmp_path)],
        cwd=ROOT,
        env={**inherited, "POSY_ENV": "development", **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == f"\nPosy: {sentence}\n"
    assert done.returncode == 1
