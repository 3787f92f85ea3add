"""The revisions that are read from files are those that Alembic itself knows, and the database's own."""

from pathlib import Path

import psycopg
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from backend import embedded_postgres, revision
from backend.config import ROOT
from backend.start import checks, standing


def test_the_newest_is_alembics_head() -> None:
    known = ScriptDirectory.from_config(Config(ROOT / "alembic.ini"))
    assert revision.newest() == known.get_current_head()


def test_the_newest_is_the_one_that_no_other_builds_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revision, "VERSIONS", tmp_path)
    (tmp_path / "0002_a.py").write_text('revision: str = "0002"\ndown_revision: str | None = "0001"\n')
    (tmp_path / "0001_z.py").write_text('revision = "0001"\ndown_revision = None\n')
    (tmp_path / "0003_b.py").write_text('revision = "0003"\ndown_revision = "0001"\n')
    (tmp_path / "0004_c.py").write_text('revision = "0004"\ndown_revision = ("0002", "0003")\n')
    assert revision.newest() == "0004"


def test_a_database_tells_its_own(database_url: str, server_url: str) -> None:
    with psycopg.connect(checks.plain(database_url)) as connection:
        assert revision.found(connection) == revision.newest()
    bare = embedded_postgres.with_database(server_url, "postgres")
    with psycopg.connect(checks.plain(bare)) as connection:
        assert revision.found(connection) is None
        assert connection.execute("select 1").fetchone() == (1,)
    assert standing.look(bare) == standing.Standing(newest_tables=False, products=False)
    assert standing.look(database_url).newest_tables
