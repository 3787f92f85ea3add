"""Runs the browser journeys against whole shops of their own: scratch databases, free ports, real programs.

All of them walk in two halves side by side, each in a shop of its own. Arguments go on to Playwright, and are
walked in one shop: `python -m tools.journeys buy --headed`.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from backend.config import VAR
from tools import browser, scratch
from tools.steps import PYTHON, ROOT

CLIENT = ROOT / "client"
JOURNEYS = ROOT / "tests" / "journeys"
FOLDER = VAR / "journeys"
OPEN_SECONDS = 120
HALVES = 2


def main(arguments: Sequence[str]) -> int:
    # Who is told to stop closes the shop too, instead of leaving it behind.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        return 0 if run(arguments) else 1
    except browser.NoBrowser as error:
        print(f"Posy: {error}", file=sys.stderr)
        return 1


def run(arguments: Sequence[str] = ()) -> bool:
    """All journeys in two halves, or those that the arguments name in one shop."""
    return _walk(arguments) if arguments else _walk_halves()


def _walk_halves() -> bool:
    """Each half is a process like this one, on one server; what it says is shown whole once it has ended."""
    browser.find()  # one of them installs it where there is none, and before both look
    FOLDER.mkdir(parents=True, exist_ok=True)
    with scratch.database("journeys") as url, ExitStack() as open_files:
        files = [
            open_files.enter_context((FOLDER / f"half-{number}.log").open("w+", encoding="utf-8"))
            for number in range(1, HALVES + 1)
        ]
        halves = [
            subprocess.Popen(
                [PYTHON, "-m", "tools.journeys", f"--shard={number}/{HALVES}"],
                cwd=ROOT,
                env={**os.environ, "TEST_DATABASE_URL": url},
                stdout=file,
                stderr=subprocess.STDOUT,
            )
            for number, file in enumerate(files, start=1)
        ]
        try:
            well = [_finish(half, file) for half, file in zip(halves, files, strict=True)]
        finally:
            for half in halves:
                half.terminate()
                half.wait(120)
    return all(well)


def _finish(half: subprocess.Popen[bytes], file: TextIO) -> bool:
    code = half.wait()
    file.seek(0)
    print(file.read(), end="", flush=True)
    return code == 0


def _walk(arguments: Sequence[str]) -> bool:
    """Open a shop, walk, close it."""
    chromium = browser.find()
    folder = FOLDER / re.sub(r"[^a-z0-9]+", "-", " ".join(arguments).lower()).strip("-")
    folder.mkdir(parents=True, exist_ok=True)
    with scratch.database("journeys") as url, shop(url, folder) as addresses:
        done = subprocess.run(
            [
                str(CLIENT / "node_modules" / ".bin" / "playwright"),
                "test",
                "--config",
                str(JOURNEYS),
                *arguments,
            ],
            cwd=JOURNEYS,
            env={
                **os.environ,
                **addresses,
                "POSY_CHROMIUM": chromium,
                "POSY_RESULTS": str(folder / "results"),
                "NODE_PATH": str(CLIENT / "node_modules"),
            },
            check=False,
        )
    return done.returncode == 0


@contextmanager
def shop(database: str, folder: Path) -> Iterator[dict[str, str]]:
    """A running shop; what it says is shown when it does not open."""
    web, sandbox, smtp = (str(port) for port in free_ports(3))
    addresses = {"POSY_URL": f"http://localhost:{web}", "POSY_MAIL_URL": f"http://localhost:{sandbox}/mail"}
    own = {"PORT": web, "SANDBOX_PORT": sandbox, "SANDBOX_SMTP_PORT": smtp, "HOST": "127.0.0.1"}
    environment = {**os.environ, **own, "DATABASE_URL": database, "POSY_BASE_URL": addresses["POSY_URL"]}
    with (folder / "start.log").open("w+", encoding="utf-8") as said:
        start = subprocess.Popen(
            [PYTHON, "-m", "backend.start", "--folder", str(folder)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_open(start, addresses["POSY_URL"])
            yield addresses
        except TimeoutError:
            said.seek(0)
            print(said.read(), file=sys.stderr)
            raise
        finally:
            start.send_signal(signal.SIGTERM)
            start.wait(60)


def _wait_until_open(start: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + OPEN_SECONDS
    while time.monotonic() < deadline and start.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the shop for the journeys did not open (above is what it said)")


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on, all different."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for probe in sockets:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in sockets]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
