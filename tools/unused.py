"""Finds functions, methods, classes, properties and imports that the shop does not use; tests do not count.

Attributes and variables are left out: columns, fields of answers and settings are read by SQL, by the client
and by libraries, and a local variable that is never read is ruff's business.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from vulture import Vulture

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("backend", "bench", "tools")
KINDS = {"class", "function", "import", "method", "property", "unreachable_code"}
# Called by a library, which finds them by their decorator.
DECORATORS = ["@*.route", "@*.get", "@*.post", "@*.put", "@*.patch", "@*.delete", "@*.task", "@*.periodic"]
DECORATORS += ["@*.before_request", "@*.after_request", "@*.errorhandler", "@*.app_errorhandler"]
DECORATORS += ["@field_validator", "@model_validator", "@event.listens_for"]
# Called by a library, which finds them by their name, or built before what will call them.
ACCEPTED = {
    "downgrade": "Alembic's way back",
    "handle_DATA": "aiosmtpd's door",
    "get_retry_decision": "Procrastinate asks it",
    "TablesContract": "named in .importlinter",
    "render_broken_contract": "import-linter's wish",
    "ToRecipient": "what a letter to a recipient will be derived from, and what guards it till then",
    "first_available": "read by name into the answer of /api/delivery/dates",
}


def main() -> int:
    broken = list(judge(ROOT, FOLDERS, ACCEPTED))
    for line in broken:
        print(line)
    return 1 if broken else 0


def judge(root: Path, folders: Iterable[str], accepted: Mapping[str, str]) -> Iterator[str]:
    """What nothing uses, and what is accepted for nothing."""
    vulture = Vulture(ignore_decorators=DECORATORS)
    vulture.scavenge([str(root / folder) for folder in folders])
    idle = set(accepted)
    for item in vulture.get_unused_code():
        if item.name not in accepted and item.typ in KINDS:
            path = Path(item.filename).resolve().relative_to(root)
            yield f"{path}:{item.first_lineno}: nothing uses the {item.typ} {item.name}"
        idle.discard(item.name)
    yield from (f"tools/unused.py: {name} is accepted, but is used or gone" for name in sorted(idle))


if __name__ == "__main__":
    sys.exit(main())
