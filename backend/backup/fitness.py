"""Whether a backup may be restored into a database; each reason why not is one sentence."""

import time

import psycopg

from backend import revision
from backend.backup.archive import Manifest
from backend.start import checks
from backend.start.words import Refused

LEAVING_SECONDS = 2.0
TABLES = "select exists (select from pg_tables where schemaname = 'public')"
OTHERS = """
select count(*) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
"""


def holds_a_shop(url: str, manifest: Manifest, *, confirmed: bool) -> bool:
    """Whether a shop would be replaced. Refuses what may not be, and what server or version cannot hold."""
    if manifest.revision not in revision.known():
        raise Refused(
            f"The backup is of a newer version of the shop (its tables are at {manifest.revision}, and this "
            f"one knows them up to {revision.newest()}): restore it with that version."
        )
    with psycopg.connect(checks.plain(url), autocommit=True) as connection:
        server = connection.info.server_version // 10000
        found = revision.found(connection)
        (tables,) = connection.execute(TABLES).fetchone() or (True,)
        alone = _is_left_alone(connection)
    if server < manifest.server:
        raise Refused(
            f"The backup was made on PostgreSQL {manifest.server}, and this server is of {server}: "
            f"it needs {manifest.server} or later."
        )
    if tables and found is None:
        raise Refused("The database holds tables that are no shop's: choose another one.")
    if tables and not confirmed:
        raise Refused(
            "There is a shop in the database already: add CONFIRM=1 to replace it (it is backed up first)."
        )
    if not alone:
        raise Refused("The database is in use: stop the shop, and whatever else is connected to it, first.")
    return bool(tables)


def _is_left_alone(connection: psycopg.Connection[tuple[object, ...]]) -> bool:
    """Whether nobody else is connected; one who has just left may still be seen for a moment."""
    deadline = time.monotonic() + LEAVING_SECONDS
    while connection.execute(OTHERS).fetchone() != (0,):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
