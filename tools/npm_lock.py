"""Completes package-lock.json with the optional packages of other platforms that npm has left out of it.

npm forgets them when they are not to be had where the lock is written, and `npm ci` then refuses the lock. An
added entry has the exact version that its parent asks for, but no checksum: it was never fetched here.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.steps import ROOT

SYSTEMS = {"android", "darwin", "freebsd", "linux", "openharmony", "win32"}
PROCESSORS = {"arm", "arm64", "ia32", "loong64", "ppc64", "riscv64", "s390x", "wasm32", "x64"}
LIBRARIES = {"gnu": "glibc", "gnueabihf": "glibc", "musl": "musl", "musleabihf": "musl"}

Entry = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.npm_lock", description=__doc__)
    parser.add_argument("folders", nargs="+", help="folders that hold a package-lock.json")
    parser.add_argument("--check", action="store_true", help="only say what is missing")
    options = parser.parse_args()
    missing = [name for folder in options.folders for name in complete(ROOT / folder, options.check)]
    for name in missing:
        print(f"{name} is missing" if options.check else f"{name} is added")
    return 1 if missing and options.check else 0


def complete(folder: Path, check_only: bool) -> list[str]:
    """Add what is missing to the folder's lock; answers the names."""
    path = folder / "package-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    missing = dict(missing_entries(lock["packages"]))
    if missing and not check_only:
        packages = lock["packages"] | missing
        lock["packages"] = dict(sorted(packages.items()))
        path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return [f"{folder.name}: {key.removeprefix('node_modules/')}" for key in missing]


def missing_entries(packages: dict[str, Entry]) -> Iterator[tuple[str, Entry]]:
    for parent, entry in packages.items():
        for name, version in entry.get("optionalDependencies", {}).items():
            if not any(key in packages for key in _where_node_looks(parent, name)):
                yield f"node_modules/{name}", _entry(name, version, dev=entry.get("dev", False))


def _where_node_looks(parent: str, name: str) -> Iterator[str]:
    """The keys under which a package may stand to be found by its parent: the nearest folder first."""
    while parent:
        yield f"{parent}/node_modules/{name}"
        parent = parent.rpartition("/node_modules/")[0]
    yield f"node_modules/{name}"


def _entry(name: str, version: str, dev: bool) -> Entry:
    """An entry that npm skips on every platform but its own, which the name tells."""
    parts = name.rpartition("/")[2].split("-")
    system = [part for part in parts if part in SYSTEMS]
    library = [LIBRARIES[part] for part in parts if part in LIBRARIES and system == ["linux"]]
    entry: Entry = {"version": version.lstrip("^~"), "cpu": [part for part in parts if part in PROCESSORS]}
    if not entry["cpu"]:
        raise SystemExit(f"{name} does not tell its platform: add it to the lock by hand.")
    return (
        entry
        | ({"dev": True} if dev else {})
        | ({"libc": library} if library else {})
        | {"optional": True}
        | ({"os": system} if system else {})
    )


if __name__ == "__main__":
    sys.exit(main())
