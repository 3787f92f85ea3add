"""Runs a list of named commands to the end, shows what a failed one said, and sums up in words."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
AT_ONCE = 2


@dataclass(frozen=True)
class Step:
    """One thing to run: a command, or a function of ours that answers what is wrong, if anything is."""

    name: str
    run: Sequence[str] | Callable[[], str]
    folder: Path = ROOT
    environment: Mapping[str, str] | None = None
    loud: bool = False  # its output is shown also when it goes well


def run_all(steps: Sequence[Step]) -> list[str]:
    """Run all of them, whatever fails; answers the names of those that did.

    Neighbors that are quiet run two at a time; what is loud runs alone.
    """
    failed: list[str] = []
    for loud, group in groupby(steps, key=lambda step: step.loud):
        neighbors = list(group)
        with ThreadPoolExecutor(1 if loud else AT_ONCE) as pool:
            ends = pool.map(_run, neighbors)
            failed += [step.name for step, well in zip(neighbors, ends, strict=True) if not well]
    return failed


def _run(step: Step) -> bool:
    """What a quiet step says comes with its name, in one piece: another one may be running beside it."""
    began = time.monotonic()
    if step.loud:
        print(f"- {step.name} ...", flush=True)
    well, words = _end(step)
    name = "  " if step.loud else f"- {step.name}: "
    end = f"{name}{'in order' if well else 'FAILED'} ({time.monotonic() - began:.1f} s)"
    print("\n".join([end] if well or not words else [end, words]), flush=True)
    return well


def _end(step: Step) -> tuple[bool, str]:
    if callable(step.run):
        wrong = step.run()
        return not wrong, wrong.rstrip()
    done = subprocess.run(
        step.run,
        cwd=step.folder,
        env={**os.environ, **(step.environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=None if step.loud else subprocess.PIPE,
        stderr=None if step.loud else subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode == 0, (done.stdout or "").rstrip()


def sum_up(failed: Sequence[str], all_well: str) -> int:
    """Say how it went; answers the exit code."""
    print()
    if failed:
        print(f"Posy: {len(failed)} failed: {'; '.join(failed)}.")
        return 1
    print(f"Posy: {all_well}")
    return 0
