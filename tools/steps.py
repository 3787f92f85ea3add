"""Runs a list of named commands to the end, shows what a failed one said, and sums up in words."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable


@dataclass(frozen=True)
class Step:
    """One thing to run: a command, or a function of ours that answers whether it went well."""

    name: str
    run: Sequence[str] | Callable[[], bool]
    folder: Path = ROOT
    environment: Mapping[str, str] | None = None
    loud: bool = False  # its output is shown also when it goes well


def run_all(steps: Sequence[Step]) -> list[str]:
    """Run all of them, whatever fails; answers the names of those that did."""
    return [step.name for step in steps if not _run(step)]


def _run(step: Step) -> bool:
    began = time.monotonic()
    print(f"- {step.name} ...", flush=True)
    well = step.run() if callable(step.run) else _command(step, step.run)
    print(f"  {'in order' if well else 'FAILED'} ({time.monotonic() - began:.1f} s)", flush=True)
    return well


def _command(step: Step, command: Sequence[str]) -> bool:
    done = subprocess.run(
        command,
        cwd=step.folder,
        env={**os.environ, **(step.environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=None if step.loud else subprocess.PIPE,
        stderr=None if step.loud else subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0 and done.stdout:
        print(done.stdout.rstrip())
    return done.returncode == 0


def sum_up(failed: Sequence[str], all_well: str) -> int:
    """Say how it went; answers the exit code."""
    print()
    if failed:
        print(f"Posy: {len(failed)} failed: {'; '.join(failed)}.")
        return 1
    print(f"Posy: {all_well}")
    return 0
