"""The backup's file: a tar of dump, pictures and key, with a manifest that names each by its hash."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import BinaryIO

from backend.start.words import Refused

FORMAT = 1
MANIFEST = "manifest.json"
DUMP = "shop.dump"
KEY = "secret_key"
PICTURES = "pictures"


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `files` maps a name to its SHA-256; `server` and `programs` are major versions."""

    made_at: str
    revision: str
    server: int
    programs: int
    files: Mapping[str, str]
    format: int = FORMAT


@dataclass(frozen=True)
class Belongings:
    """What a shop keeps outside of its database. The key is missing where SECRET_KEY names it."""

    pictures: Path
    key: Path | None

    def files(self) -> dict[str, Path]:
        """Each by its name in the backup."""
        found = {
            f"{PICTURES}/{path.relative_to(self.pictures).as_posix()}": path for path in self._pictures()
        }
        return found | ({KEY: self.key} if self.key and self.key.exists() else {})

    def place(self, name: str) -> Path | None:
        """Where a file of a backup belongs; None for what this shop does not keep."""
        if name == KEY:
            return self.key
        folder, _, picture = name.partition("/")
        return self.pictures / picture if folder == PICTURES else None

    def _pictures(self) -> list[Path]:
        return sorted(path for path in self.pictures.rglob("*") if path.is_file() and path.name[0] != ".")


def pack(target: Path, *, dump: Path, belongings: Belongings, manifest: Manifest) -> Manifest:
    """Write the backup in one rename, for its owner's eyes only; answers the manifest with its files."""
    unfinished = target.with_name(f".{target.name}.unfinished")
    hashes: dict[str, str] = {}
    try:
        with (
            os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file,
            tarfile.open(fileobj=file, mode="w") as tar,
        ):
            for name, path in {DUMP: dump, **belongings.files()}.items():
                with path.open("rb") as content:
                    hashes[name] = hashlib.file_digest(content, "sha256").hexdigest()
                    _add(tar, name, content)
            manifest = replace(manifest, files=hashes)
            _add(tar, MANIFEST, io.BytesIO(json.dumps(asdict(manifest), indent=1).encode()))
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def _add(tar: tarfile.TarFile, name: str, content: BinaryIO) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = content.seek(0, os.SEEK_END), 0o600
    content.seek(0)
    tar.addfile(entry, content)


def unpack(source: Path, folder: Path) -> Manifest:
    """Unpack into an empty folder, and refuse a file that is not whole, or is not ours."""
    if not source.is_file():
        raise Refused(f"There is no backup {source}.")
    try:
        with tarfile.open(source, "r:") as tar:
            tar.extractall(folder, filter="data")
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, tarfile.TarError, ValueError, TypeError) as error:
        raise Refused(f"{source} is no backup of the shop, or it is damaged: {error}.") from error
    if manifest.format != FORMAT:
        raise Refused(f"{source} was made by a newer version of the shop: restore it with that one.")
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    del found[MANIFEST]
    if {name: _hash(path) for name, path in found.items()} != manifest.files:
        raise Refused(f"{source} is damaged: its files are not those that were packed.")
    return manifest


def _hash(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
