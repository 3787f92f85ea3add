"""Completes a package-lock.json with the optional packages of other platforms that a registry did not offer.

npm leaves them out and then refuses its own lock file in `npm ci`. A completed entry names version and platform only.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

_SYSTEMS = frozenset("aix android darwin freebsd linux netbsd openbsd openharmony sunos win32".split())
_PROCESSORS = frozenset("arm arm64 ia32 loong64 mips64el ppc64 riscv64 s390x wasm32 x64".split())


def complete(lock: dict[str, Any]) -> list[str]:
    """Adds what is missing, in place; answers the names."""
    packages: dict[str, dict[str, Any]] = lock["packages"]
    added = []
    for owner, facts in list(packages.items()):
        for name, wanted in facts.get("optionalDependencies", {}).items():
            if not _is_there(packages, owner, name):
                packages[f"node_modules/{name}"] = _entry(name, wanted, dev=bool(facts.get("dev")))
                added.append(name)
    lock["packages"] = dict(sorted(packages.items()))
    return added


def _is_there(packages: dict[str, dict[str, Any]], owner: str, name: str) -> bool:
    """npm looks beside the owner, then one folder up after the other."""
    folders = owner.split("/node_modules/") if owner else []
    places = ["/node_modules/".join(folders[:depth]) for depth in range(len(folders), 0, -1)] + [""]
    return any(f"{place}/node_modules/{name}".lstrip("/") in packages for place in places)


def _entry(name: str, wanted: str, *, dev: bool) -> dict[str, Any]:
    words = re.split(r"[-/@]", name)
    entry: dict[str, Any] = {"version": wanted.lstrip("^~")}
    if processors := [word for word in words if word in _PROCESSORS]:
        entry["cpu"] = processors
    if dev:
        entry["dev"] = True
    entry["optional"] = True
    if systems := [word for word in words if word in _SYSTEMS]:
        entry["os"] = systems
    return entry


def main() -> int:
    path = Path(sys.argv[1])
    lock = json.loads(path.read_text(encoding="utf-8"))
    added = complete(lock)
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{path}: {len(added)} packages of other platforms added")
    return 0


if __name__ == "__main__":
    sys.exit(main())
