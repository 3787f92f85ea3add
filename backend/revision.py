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
    below = _below()
    return min(below.keys() - {each for revisions in below.values() for each in revisions})


def known() -> set[str]:
    """Every revision that this version of the shop can bring up to date."""
    return set(_below())


def _below() -> dict[str, tuple[str, ...]]:
    """Each revision with those that it builds on."""
    below: dict[str, tuple[str, ...]] = {}
    for path in VERSIONS.glob("*.py"):
        named = {name: ast.literal_eval(value) for name, value in _NAMED.findall(path.read_text("utf-8"))}
        under = named["down_revision"] or ()
        below[named["revision"]] = (under,) if isinstance(under, str) else tuple(under)
    return below


def found(connection: psycopg.Connection[tuple[object, ...]]) -> str | None:
    """The revision of this database; None when it has no tables of ours. Ends the caller's transaction."""
    try:
        row = connection.execute("select version_num from alembic_version").fetchone()
    except UndefinedTable:
        row = None
    connection.rollback()
    return str(row[0]) if row else None
