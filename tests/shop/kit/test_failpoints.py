"""A place kills once, or waits once, at the time that was asked for, and never in production."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from backend.config import ROOT
from backend.shop.kit.failpoints import Armed, armed_by
from tests.sandbox.stand import until

THREE_TIMES = "from backend.shop.kit.failpoints import failpoint\nfor _ in range(3):\n    failpoint('placed')"


def run(mark: Path, wish: str, environment: str = "test") -> int:
    settings = {"POSY_ENV": environment, "POSY_FAILPOINT": wish, "POSY_FAILPOINT_MARK": str(mark)}
    return subprocess.call([sys.executable, "-c", THREE_TIMES], cwd=ROOT, env=os.environ | settings)


def test_it_kills_once_over_all_processes(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    assert run(mark, "placed") == -signal.SIGKILL
    assert mark.read_bytes() == b"."
    assert run(mark, "placed") == 0


def test_it_kills_at_the_count(tmp_path: Path) -> None:
    assert run(tmp_path / "mark", "placed:2") == -signal.SIGKILL
    assert (tmp_path / "mark").read_bytes() == b".."
    assert run(tmp_path / "other", "session_noted") == 0


def test_at_a_gate_it_waits_and_goes_on(tmp_path: Path) -> None:
    mark, gate = tmp_path / "mark", tmp_path / "gate"
    os.mkfifo(gate)
    settings = {
        "POSY_FAILPOINT": "placed:2",
        "POSY_FAILPOINT_MARK": str(mark),
        "POSY_FAILPOINT_GATE": str(gate),
    }
    waiting = subprocess.Popen([sys.executable, "-c", THREE_TIMES], cwd=ROOT, env=os.environ | settings)
    until(lambda: mark.exists() and mark.read_bytes() == b"..")
    assert waiting.poll() is None
    opened = os.open(gate, os.O_RDWR)
    assert waiting.wait(60) == 0
    os.close(opened)
    assert mark.read_bytes() == b"..."


def test_never_in_production_and_never_by_half(tmp_path: Path) -> None:
    whole = {"POSY_FAILPOINT": "placed:3", "POSY_FAILPOINT_MARK": "mark"}
    assert armed_by(whole) == Armed("placed", 3, "mark")
    assert armed_by(whole | {"POSY_FAILPOINT_GATE": "gate"}) == Armed("placed", 3, "mark", "gate")
    assert armed_by(whole | {"POSY_FAILPOINT_GATE": "gate", "POSY_ENV": "production"}) is None
    assert armed_by({"POSY_FAILPOINT": "placed"}) is None
    assert run(tmp_path / "mark", "placed", environment="production") == 0
    assert not (tmp_path / "mark").exists()


def test_a_place_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="POSY_FAILPOINT=nowhere: there is no such place"):
        armed_by({"POSY_FAILPOINT": "nowhere", "POSY_FAILPOINT_MARK": "mark"})
