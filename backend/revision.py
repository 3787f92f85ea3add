"""Which revision the tables should have and do have, told without Alembic: loading that takes a second."""

import ast
import re

import psycopg
from psycopg.errors import UndefinedTable

from backend.config import ROOT

VERSIONS = ROOT / "backend" / "migrations" / "versions"
_NAMED = re.compile(r"^(revision|down_revision)(?:: [^=]+)? = (.+)$", re.MULTILINE)


def newest() -> str:
    """The revision that no other builds on; there is one, as Alembic itself refuses to go to two heads."""
    made: set[str] = set()
    built_on: set[str] = set()
    for path in VERSIONS.glob("*.py"):
        named = {name: ast.literal_eval(value) for name, value in _NAMED.findall(path.read_text("utf-8"))}
        made.add(named["revision"])
        below = named["down_revision"] or ()
        built_on.update([below] if isinstance(below, str) else below)
    return min(made - built_on)


def found(connection: psycopg.Connection[tuple[object, ...]]) -> str | None:
    """The revision of this database; None when it has no tables of ours. Ends the caller's transaction."""
    try:
        row = connection.execute("select version_num from alembic_version").fetchone()
    except UndefinedTable:
        row = None
    connection.rollback()
    return str(row[0]) if row else None
