"""Runs bandit with all of its tests; what it finds is mended, or accepted here by place, with the reason.

An acceptance that covers nothing any more fails too, so that the list stays true.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch

from tools.steps import PYTHON, ROOT

FOLDERS = ("backend", "bench", "tools")
WORST = 2  # bandit's exit codes: 1 is findings, 2 its own trouble
OURS = "starts our own or PostgreSQL's programs, as a list of words and never through a shell"
ACCEPTED = {
    (
        "B105",
        "backend/routes/admin/letter_answers.py",
    ): "names kinds of letters, some of them about passwords",
    ("B106", "tools/letter_examples.py"): "made-up secrets of made-up letters",
    ("B105", "backend/config.py"): "the sandbox's keys, which open nothing but the sandbox",
    (
        "B105",
        "backend/demo/logins.py",
    ): "the demo's password, printed at the start; no shop of one's own has it",
    ("B311", "backend/demo/*.py"): "the demo's past is rolled by dice that must fall alike each time",
    ("B311", "bench/*.py"): "loads are shuffled, not secrets",
    ("B404", "backend/embedded_place.py"): OURS,
    ("B603", "backend/embedded_place.py"): OURS,
    ("B404", "backend/backup/programs.py"): OURS,
    ("B603", "backend/backup/programs.py"): OURS,
    ("B404", "backend/start/*.py"): OURS,
    ("B603", "backend/start/*.py"): OURS,
    ("B606", "backend/start/tether.py"): OURS,
    ("B101", "backend/start/*.py"): "tells mypy of a pipe that was asked for; nothing rests on it",
    ("B104", "backend/start/house.py"): "is compared with, to find an address to ask; nothing is bound to it",
    ("B310", "backend/start/house.py"): "asks the shop that was just started, over http",
    ("B608", "backend/sandbox/answers.py"): "joins conditions that stand in the code; values are parameters",
    ("B404", "bench/*.py"): OURS,
    ("B603", "bench/*.py"): OURS,
    ("B404", "tools/*.py"): OURS,
    ("B603", "tools/*.py"): OURS,
    ("B606", "tools/bootstrap.py"): OURS,
    ("B310", "tools/journeys.py"): "asks the shop that was just started, over http",
}

Place = tuple[str, str]
Finding = Mapping[str, object]


def main() -> int:
    broken = list(judge(_found(), ACCEPTED))
    for line in broken:
        print(line)
    return 1 if broken else 0


def judge(found: Iterable[Finding], accepted: Mapping[Place, str]) -> Iterator[str]:
    """What is not accepted, and what is accepted for nothing."""
    idle = set(accepted)
    for finding in found:
        test, path = str(finding["test_id"]), str(finding["filename"]).removeprefix("./")
        covering = {place for place in accepted if place[0] == test and fnmatch(path, place[1])}
        if not covering:
            yield f"{path}:{finding['line_number']}: {test} {finding['issue_text']}"
        idle -= covering
    for test, pattern in sorted(idle):
        yield f"tools/security.py: {test} is accepted in {pattern}, but is no longer found there"


def _found() -> list[Finding]:
    command = [PYTHON, "-m", "bandit", "--recursive", "--quiet", "--format", "json", *FOLDERS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode >= WORST:
        raise SystemExit(done.stderr.strip())
    report = json.loads(done.stdout)
    if report["errors"]:
        raise SystemExit("\n".join(f"{error['filename']}: {error['reason']}" for error in report["errors"]))
    results: list[Finding] = report["results"]
    return results


if __name__ == "__main__":
    sys.exit(main())
