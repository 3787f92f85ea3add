"""The shop's programs are logged, stopped together, started again, and never outlive the start."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import psutil
import pytest

from backend.start import house
from backend.start.children import Children
from backend.start.words import Refused

TALKS = "import time; print('INFO all is well'); print('WARNING the van is late'); time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up'); time.sleep(60)"
ENDS = "print('done')"


def python(program: str) -> list[str]:
    return [sys.executable, "-u", "-c", program]


def eventually(true: Callable[[], bool], seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.05)
    return true()


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    made = Children(tmp_path, dict(os.environ))
    yield made
    made.stop()


def test_every_line_is_kept_and_only_warnings_are_shown(
    children: Children, capsys: pytest.CaptureFixture[str]
) -> None:
    children.start("web", python(TALKS))
    assert eventually(lambda: "late" in _read(children.log("web")))
    assert _read(children.log("web")) == "web | INFO all is well\nweb | WARNING the van is late\n"
    shown = StringIO()

    def said() -> bool:
        shown.write(capsys.readouterr().out)
        return "late" in shown.getvalue()

    assert eventually(said)
    assert shown.getvalue() == "    web | WARNING the van is late\n"


def test_one_that_will_not_end_is_ended(children: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.start.children.STOP_SECONDS", 1)
    child = children.start("web", python(STUBBORN))
    assert eventually(lambda: "up" in _read(children.log("web")))
    children.stop()
    assert child.ended == -9
    assert not (children.folder / "running.json").exists()


def test_they_die_with_a_killed_start(tmp_path: Path) -> None:
    program = (
        "import os, sys, time; from pathlib import Path; from backend.start.children import Children; "
        "children = Children(Path(sys.argv[1]), dict(os.environ)); "
        "child = children.start('web', [sys.executable, '-c', 'import time; time.sleep(60)']); "
        "print(child.process.pid, flush=True); "
        "time.sleep(60)"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as start:
        assert start.stdout is not None
        child = psutil.Process(int(start.stdout.readline()))
        start.kill()
        start.wait()
    if sys.platform != "linux":
        assert Children(tmp_path, {}).end_leftovers() == 1
    assert eventually(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_leftovers_are_ended_but_never_a_stranger_with_the_same_number(children: Children) -> None:
    child = children.start("web", python(TALKS))
    listed = (children.folder / "running.json").read_text()
    born = psutil.Process(child.process.pid).create_time()

    (children.folder / "running.json").write_text(f"[[{child.process.pid}, {born - 100}]]")
    assert children.end_leftovers() == 0
    assert child.ended is None

    (children.folder / "running.json").write_text(listed)
    assert children.end_leftovers() == 1
    assert eventually(lambda: child.ended is not None)


def test_a_worker_that_ends_is_started_again(children: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "WATCH_SECONDS", 0.05)
    children.start("worker", python(ENDS))

    def runs() -> int:
        return _read(children.log("worker")).count("done")

    monkeypatch.setattr(os, "getppid", lambda: 1 if runs() < 2 else 0)
    house.watch(children, parent=1)
    assert runs() == 2


def test_a_web_server_that_ends_is_the_end(children: Children) -> None:
    child = children.start("web", python(ENDS))
    assert eventually(lambda: child.ended is not None)
    with pytest.raises(Refused, match="The web server ended unexpectedly"):
        house.watch(children, None)


def test_the_watch_ends_with_whoever_started_us(children: Children) -> None:
    house.watch(children, parent=os.getppid() + 1)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
