"""`make backup` and `make restore FILE=...`: the shop of this checkout, or of DATABASE_URL."""

import argparse
import os
import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from backend import embedded_postgres
from backend.backup import archive, make, restore
from backend.backup.archive import Belongings
from backend.config import ROOT, VAR
from backend.embedded_postgres import EmbeddedPostgresRefused
from backend.start import house
from backend.start.words import Refused, Words, complain, note

PICTURES = ROOT / "backend" / "static" / "pictures"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m backend.backup", description=__doc__)
    parser.add_argument("what", choices=("make", "restore"))
    parser.add_argument("--folder", type=Path, default=VAR, help="where data and backups are kept")
    parser.add_argument("--pictures", type=Path, default=PICTURES, help="where the shop's pictures are")
    parser.add_argument("--steps-done", type=int, default=0, help="go on counting steps from here")
    options = parser.parse_args()
    folder, words = options.folder.resolve(), Words(options.steps_done)
    key = None if os.environ.get("SECRET_KEY") else folder / "secret_key"
    belongings = Belongings(options.pictures.resolve(), key)
    try:
        (_make if options.what == "make" else _restore)(folder, belongings, words)
    except (Refused, EmbeddedPostgresRefused) as refusal:
        complain(str(refusal))
        return 1
    except KeyboardInterrupt:
        complain("Stopped before the end: run it again.")
        return 130
    return 0


def _make(folder: Path, belongings: Belongings, words: Words) -> None:
    now = datetime.now().astimezone()
    target = folder / "backups" / make.name(now)
    data = folder / "postgres"
    if not os.environ.get("DATABASE_URL") and not (embedded_postgres.where(data) / "PG_VERSION").exists():
        raise Refused("There is no shop here yet to back up: make run opens one.")
    with house.database(house.House(folder, dict(os.environ), words)) as url:
        words.step("Backing up the shop")
        manifest = make.make(url, belongings, target, at=now)
    pictures = sum(name.startswith(f"{archive.PICTURES}/") for name in manifest.files)
    note(f"the database as it was at {now:%H:%M:%S}, and {pictures} files of pictures")
    note(f"kept in {target}")
    note(
        "It holds customers' addresses and the shop's key: keep a copy elsewhere, where nobody else reads it."
    )


def _restore(folder: Path, belongings: Belongings, words: Words) -> None:
    source = _source(folder / "backups")
    confirmed = os.environ.get("CONFIRM") == "1"
    with ExitStack() as at_the_end:
        at_the_end.enter_context(house.only_one(folder))
        url = at_the_end.enter_context(house.database(house.House(folder, dict(os.environ), words)))
        words.step(f"Restoring the shop of {source.name}")
        restored = restore.restore(
            source,
            url,
            belongings,
            confirmed=confirmed,
            keep_in=folder / "backups",
            at=datetime.now().astimezone(),
        )
    note(f"the shop is as it was at {restored.manifest.made_at}")
    if restored.before:
        note(f"what stood there before is kept in {restored.before}")
    if restored.letters:
        note("These letters were waiting then and may have been sent since, so they are not sent again:")
        note("\n".join(f"  order {letter}" for letter in restored.letters))


def _source(backups: Path) -> Path:
    named = os.environ.get("FILE")
    if named:
        return Path(named)
    newest = max(backups.glob("posy-*.tar"), default=None, key=lambda path: path.stat().st_mtime)
    example = newest or "var/backups/posy-2027-02-13-0900.tar"
    raise Refused(f"Say which backup: make restore FILE={example}")


if __name__ == "__main__":
    sys.exit(main())
