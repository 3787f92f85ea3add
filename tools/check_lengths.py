"""Holds files and functions to the lengths that a person can take in at once."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = {".py": 300, ".ts": 250, ".tsx": 250, ".mjs": 300}
LONGEST_FUNCTION = 40
WRITTEN_BY_MACHINES = ("client/src/lib/api/schema.d.ts", "backend/migrations/versions/")


def main() -> int:
    broken = [finding for path in _sources() for finding in _look_at(path)]
    for finding in broken:
        print(finding)
    return 1 if broken else 0


def _sources() -> Iterator[Path]:
    """Every file that is kept, or is new and not ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    for name in names:
        path = ROOT / name
        if path.suffix in LONGEST_FILE and path.exists() and not name.startswith(WRITTEN_BY_MACHINES):
            yield path


def _look_at(path: Path) -> Iterator[str]:
    name = path.relative_to(ROOT)
    source = path.read_text(encoding="utf-8")
    lines = len(source.splitlines())
    if lines > LONGEST_FILE[path.suffix]:
        yield f"{name}: {lines} lines, at most {LONGEST_FILE[path.suffix]}"
    if path.suffix == ".py":
        for function, length in _long_functions(ast.parse(source)):
            yield f"{name}:{function.lineno}: {function.name} has {length} lines, at most {LONGEST_FUNCTION}"


def _long_functions(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield node, length


if __name__ == "__main__":
    sys.exit(main())
