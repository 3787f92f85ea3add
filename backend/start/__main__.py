"""`python -m backend.start`: the whole shop in one terminal, until Ctrl-C."""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from backend.config import VAR
from backend.demo.logins import CUSTOMER, LOGINS, PASSWORD
from backend.start import house, standing
from backend.start.children import Children
from backend.start.words import Refused, Words, complain, note

Handler = Callable[[int, FrameType | None], None] | signal.Handlers


class Stopped(BaseException):
    """Somebody asked us to end; raised wherever we are."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m backend.start", description=__doc__)
    parser.add_argument("--folder", type=Path, default=VAR, help="where data and logs are kept")
    parser.add_argument("--steps-done", type=int, default=0, help="go on counting steps from here")
    parser.add_argument("--with-parent", action="store_true", help="end when the starting process is gone")
    options = parser.parse_args()
    _listen(_stop)
    words = Words(options.steps_done)
    try:
        _run(options.folder.resolve(), words, os.getppid() if options.with_parent else None)
    except Refused as refusal:
        complain(str(refusal))
        return 1
    except Stopped:
        pass
    note("everything is stopped; the data are kept")
    return 0


def _stop(_number: int, _frame: FrameType | None) -> None:
    _listen(signal.SIG_IGN)
    raise Stopped


def _listen(handler: Handler) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, handler)


def _run(folder: Path, words: Words, parent: int | None) -> None:
    with ExitStack() as at_the_end:
        at_the_end.enter_context(house.only_one(folder))
        log = folder / "log"
        log.mkdir(exist_ok=True)
        if Children(log, {}).end_leftovers():
            note("ended what a killed run had left behind")
        home = house.prepare(folder, os.environ, words)
        url = at_the_end.enter_context(house.database(home))
        environment = {**home.environment, "DATABASE_URL": url}
        house.fill(home, environment)
        if _is_demo(home, url):
            environment.setdefault("POSY_REQUIRE_TOTP", "false")
        children = Children(log, environment)
        at_the_end.callback(_close, words, children)
        house.open_doors(home, children)
        _welcome(home, words, log)
        if not home.production:
            _name_logins(home, url)
        note("Ctrl-C stops everything, the database included.")
        house.watch(children, parent)


def _welcome(home: house.House, words: Words, log: Path) -> None:
    words.step("The shop is open")
    address = home.environment.get("POSY_BASE_URL") or f"http://localhost:{home.port}"
    note(f"shop          {address}")
    if not home.production:
        note(f"its letters   http://localhost:{home.environment['SANDBOX_PORT']}/mail")
    note(f"back office   {address}/admin")
    note(f"logs          {log}")


def _is_demo(home: house.House, url: str) -> bool:
    """Whether the demo's logins were made: everybody knows their password, and nobody has their phone."""
    return not home.production and standing.has_login(url, LOGINS[0][0])


def _name_logins(home: house.House, url: str) -> None:
    """The demo's logins, where they were made; whoever has a shop of her own is told how to get one."""
    if not _is_demo(home, url):
        note("logins        make owner makes the first one")
        return
    note(f"logins        password {PASSWORD}")
    for email, _, role in LOGINS:
        note(f"              {email} ({role})")
    note(f"              {CUSTOMER[0]} (customer)")


def _close(words: Words, children: Children) -> None:
    _listen(signal.SIG_IGN)  # from here on nothing may keep us from ending everything
    words.step("Closing the shop")
    children.stop()


if __name__ == "__main__":
    sys.exit(main())
