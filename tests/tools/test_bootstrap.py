"""What the machine lacks is said in one sentence before anything is installed or built."""

import subprocess
import sys
from pathlib import Path

import pytest

from backend.config import ROOT
from tools import bootstrap


def bootstrapped(goal: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "tools" / "bootstrap.py"), goal],
        env={"PATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
    )


def program(folder: Path, name: str, says: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\necho {says}\n")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize("goal", ["run", "test", "check", "pictures"])
def test_no_node(tmp_path: Path, goal: str) -> None:
    done = bootstrapped(goal, tmp_path)
    assert done.stderr == (
        "\nPosy: The shop needs Node 20.19 or later with npm, and there is none: install it first.\n"
    )
    assert (done.returncode, done.stdout) == (1, "")


@pytest.mark.parametrize("version", ["v18.20.4", "v20.18.3"])
def test_an_old_node(tmp_path: Path, version: str) -> None:
    program(tmp_path, "node", version)
    program(tmp_path, "npm", "10.0.0")
    done = bootstrapped("run", tmp_path)
    assert done.stderr == (
        f"\nPosy: The shop needs Node 20.19 or later, and this is Node {version}: install a newer one.\n"
    )
    assert (done.returncode, done.stdout) == (1, "")


@pytest.mark.parametrize("version", ["v20.19.0", "v22.1.0", "v24.0.0"])
def test_a_node_that_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    program(tmp_path, "node", version)
    program(tmp_path, "npm", "10.0.0")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    bootstrap.ready_node()


def test_an_old_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(bootstrap, "NEWER_PYTHONS", ())
    with pytest.raises(bootstrap.Refused, match=r"this is Python 3\.9: install a newer one"):
        bootstrap.use_new_python()


def test_no_python_at_all() -> None:
    done = subprocess.run(
        ["make", "run", "PYTHON=python-that-is-not-there"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "The shop needs Python 3.11 or later, and there is no python-that-is-not-there." in done.stderr
    assert done.returncode != 0


def test_an_unknown_goal(tmp_path: Path) -> None:
    done = bootstrapped("fly", tmp_path)
    assert done.stderr.startswith("\nPosy: Choose one of: run, test, check")
    assert done.returncode == 1


def test_the_hash_follows_names_and_contents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a").write_text("rose")
    first = bootstrap.digest([tmp_path / "src"])
    assert bootstrap.digest([tmp_path / "src"]) == first
    (tmp_path / "src" / "a").write_text("tulip")
    second = bootstrap.digest([tmp_path / "src"])
    (tmp_path / "src" / "a").rename(tmp_path / "src" / "b")
    third = bootstrap.digest([tmp_path / "src"])
    assert len({first, second, third}) == 3
    with pytest.raises(bootstrap.Refused, match="missing is missing: this checkout is not complete"):
        bootstrap.digest([tmp_path / "missing"])
