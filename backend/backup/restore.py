"""Brings a shop back from a backup, all of it or nothing; what stood there before is backed up first.

The restored shop sends no letter that was waiting when the backup was made: the shop went on after that, and
may have sent it. Such letters are named to the florist instead, and stay in the database as dead.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backend.backup import archive, fitness, programs, statements
from backend.backup.archive import Belongings, Manifest
from backend.backup.make import make, name
from backend.backup.programs import Programs
from backend.start.words import Refused


@dataclass(frozen=True)
class Restored:
    """What came back, the backup of what stood there before, and the letters that were held back."""

    manifest: Manifest
    before: Path | None
    letters: list[str]


def restore(
    source: Path, url: str, belongings: Belongings, *, confirmed: bool, keep_in: Path, at: datetime
) -> Restored:
    """Put the shop of `source` in the place of whatever the database at `url` holds."""
    keep_in.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=keep_in, prefix=".restoring-") as temporary:
        folder = Path(temporary)
        manifest = archive.unpack(source, folder)
        before = None
        if fitness.holds_a_shop(url, manifest, confirmed=confirmed):
            before = keep_in / name(at).replace(".tar", "-replaced.tar")
            make(url, belongings, before, at=at)
        with _put_beside(folder, belongings, manifest) as files:
            letters = _replace_database(folder, programs.fitting(url, at_least=manifest.programs))
            for new, place in files.items():
                new.replace(place)
        return Restored(manifest, before, letters)


@contextmanager
def _put_beside(folder: Path, belongings: Belongings, manifest: Manifest) -> Iterator[dict[Path, Path]]:
    """The backup's files beside where they belong, so that all that is left to do cannot run out of room.

    A picture that the backup lacks is kept: nothing shows it, and it may be the owner's only one.
    """
    files: dict[Path, Path] = {}
    try:
        for each in manifest.files:
            place = belongings.place(each)
            if each != archive.DUMP and place is not None:
                place.parent.mkdir(parents=True, exist_ok=True)
                new = place.with_name(f".{place.name}.restoring")
                files[new] = place
                shutil.copyfile(folder / each, new)
                new.chmod(0o600 if each == archive.KEY else 0o644)
        yield files
    finally:
        for new in files:
            new.unlink(missing_ok=True)


def _replace_database(folder: Path, tools: Programs) -> list[str]:
    """One transaction: until it is committed nothing has changed. Answers the letters that were held back."""
    written, script, letters = folder / "written.sql", folder / "restore.sql", folder / "letters"
    before, after = folder / "before.sql", folder / "after.sql"
    before.write_text(statements.CLEAR, encoding="utf-8")
    after.write_text(statements.HOLD_LETTERS, encoding="utf-8")
    names = [f"--variable=letters={letters}", f"--variable=held_back={statements.HELD_BACK}"]
    try:
        tools.write_script(folder / archive.DUMP, written)
        statements.fit_old_servers(written, script)
        tools.run(
            "psql",
            *("--no-psqlrc", "--quiet", "--single-transaction", "--variable=ON_ERROR_STOP=1", *names),
            *(f"--file={path}" for path in (before, script, after)),
        )
    except programs.Failed as error:
        raise Refused(f"The restore failed, and nothing was changed: {error}.") from error
    return letters.read_text(encoding="utf-8").splitlines()
