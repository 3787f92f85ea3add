"""`make check`: every rule of the house that a machine can hold, each run to the end, summed up in words."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import bootstrap, scratch
from tools.steps import PYTHON, ROOT, Step, run_all, sum_up

CLIENT = ROOT / "client"
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"
NODE_PROJECTS = ("client", "illustrator")
TYPES = CLIENT / "src" / "lib" / "api" / "schema.d.ts"


def main() -> int:
    return sum_up(run_all(STEPS), "every check is in order.")


def migrations_in_step() -> str:
    """Migrate an empty database, then compare it with the models."""
    with scratch.database("check") as url:
        environment = {**os.environ, "DATABASE_URL": url}
        alembic = [PYTHON, "-m", "alembic"]
        return _wrong([*alembic, "upgrade", "head"], environment) or _wrong([*alembic, "check"], environment)


def types_in_step() -> str:
    """Generate the client's types again and compare."""
    with tempfile.TemporaryDirectory() as folder:
        new = Path(folder) / TYPES.name
        command = ["npx", "--no-install", "openapi-typescript", str(ROOT / "openapi.json"), "-o", str(new)]
        if wrong := _wrong(command, os.environ, CLIENT):
            return wrong
        if TYPES.exists() and new.read_text(encoding="utf-8") == TYPES.read_text(encoding="utf-8"):
            return ""
    return f"{TYPES.relative_to(ROOT)} is not in step with openapi.json: run npm run types in client/"


def bundle_in_budget() -> str:
    """Build the storefront unless it is built from these very sources, then weigh it."""
    try:
        bootstrap.ready_client()
    except bootstrap.Refused as refusal:
        return str(refusal) or "the storefront could not be built"
    return _wrong(["npm", "run", "--silent", "bytes"], os.environ, CLIENT)


def _wrong(command: list[str], environment: os._Environ[str] | dict[str, str], folder: Path = ROOT) -> str:
    """What a command that failed has said, and that it did; nothing when it went well."""
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    return f"{done.stdout}{done.stderr}".rstrip() or f"{command[0]} ended with {done.returncode}"


STEPS = (
    Step("style of the Python code", [PYTHON, "-m", "ruff", "check", "--quiet"]),
    Step("format of the Python code", [PYTHON, "-m", "ruff", "format", "--check", "--quiet"]),
    Step("types of the Python code", [PYTHON, "-m", "mypy", "backend", "tools", "tests"]),
    Step("which way imports go", [PYTHON, "-c", LINT_IMPORTS]),
    Step("safety of the Python code", [PYTHON, "-m", "tools.security"]),
    Step("Python code that nothing uses", [PYTHON, "-m", "tools.unused"]),
    Step("lengths of files and functions", [PYTHON, "-m", "tools.check_lengths"]),
    Step("migrations in step with the models", migrations_in_step),
    Step("openapi.json in step with the routes", [PYTHON, "-m", "tools.openapi", "--check"]),
    Step("the client's API types in step with openapi.json", types_in_step),
    Step(
        "npm locks complete for every platform", [PYTHON, "-m", "tools.npm_lock", "--check", *NODE_PROJECTS]
    ),
    Step("style of the client, and which way its imports go", ["npm", "run", "--silent", "lint"], CLIENT),
    Step("types of the client", ["npx", "--no-install", "tsc", "--noEmit", "-p", "tsconfig.json"], CLIENT),
    Step("code of the client that nothing uses", ["npm", "run", "--silent", "knip"], CLIENT),
    Step("colors by their names in the theme", [PYTHON, "-m", "tools.check_tokens"]),
    Step("bytes that a visitor downloads", bundle_in_budget),
)

if __name__ == "__main__":
    sys.exit(main())
