"""Makes a backup of a shop, open or closed: what the dump sees is one instant of it."""

import tempfile
from datetime import datetime
from pathlib import Path

import psycopg

from backend import revision
from backend.backup import archive, programs
from backend.backup.archive import Belongings, Manifest
from backend.start import checks
from backend.start.words import Refused


def name(at: datetime) -> str:
    """The name of a backup that was made then, told by the clock on the wall."""
    return f"posy-{at:%Y-%m-%d-%H%M}.tar"


def make(url: str, belongings: Belongings, target: Path, *, at: datetime) -> Manifest:
    """Write the backup of the database at `url`. An existing file is never written over."""
    if target.exists():
        raise Refused(f"{target} is there already: wait a minute, or move it away.")
    tools = programs.fitting(url)
    manifest = _manifest(url, tools.major, at)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".making-") as folder:
        dump = Path(folder) / archive.DUMP
        try:
            tools.run("pg_dump", "--format=custom", "--schema=public", f"--file={dump}")
        except programs.Failed as error:
            raise Refused(f"The database could not be read, and no backup was made: {error}.") from error
        return archive.pack(target, dump=dump, belongings=belongings, manifest=manifest)


def _manifest(url: str, major: int, at: datetime) -> Manifest:
    with psycopg.connect(checks.plain(url)) as connection:
        found, server = revision.found(connection), connection.info.server_version // 10000
    if found is None:
        raise Refused("The database is empty: there is no shop to back up.")
    return Manifest(made_at=at.isoformat(), revision=found, server=server, programs=major, files={})
