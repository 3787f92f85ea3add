"""Kills whoever is to die when the armed place is reached, and starts again whoever is found dead."""

import os
import threading
import time

from tests.faults.rows import let_go
from tests.faults.server import Server
from tests.processes import Processes

OUTAGE = 0.5  # seconds from a death to the start; who waits at the place goes on at once, without the dead


class Supervisor:
    """Watches in a thread of its own until it is closed; `deaths` names who has died of the place."""

    def __init__(self, running: Processes, server: Server | None) -> None:
        self.deaths: list[str] = []
        self._running, self._server = running, server
        self._mark, self._gate = running.folder / "mark", running.folder / "gate"
        self._count, self._role, self._victim, self._mends = 1, "", "", False
        self._opened: list[int] = []
        self._closed = threading.Event()
        self._watching = threading.Thread(target=self._watch, daemon=True)

    def arm(self, place: str, role: str, victim: str, settings: dict[str, str]) -> dict[str, str]:
        """What to start `role` with: it dies at the place, or waits there for the victim's death.

        With settings of its own it is started anew after that, without them.
        """
        self._count, self._role, self._victim = int(place.partition(":")[2] or 1), role, victim
        self._mends = bool(settings) and victim != role
        settings |= {"POSY_FAILPOINT": place, "POSY_FAILPOINT_MARK": str(self._mark)}
        if victim != role:
            os.mkfifo(self._gate)
            settings["POSY_FAILPOINT_GATE"] = str(self._gate)
        return settings

    def start(self) -> None:
        self._watching.start()

    def close(self) -> None:
        self._closed.set()
        if self._watching.is_alive():
            self._watching.join(60)
        for end in self._opened:
            os.close(end)

    @property
    def is_due(self) -> bool:
        """The place has been reached, so somebody dies of it and is not yet seen to."""
        reached = self._mark.exists() and self._mark.stat().st_size >= self._count
        return reached and self._victim not in self.deaths

    def _watch(self) -> None:
        while not self._closed.wait(0.05):
            if self.is_due:
                self._strike()
                if self._mends:
                    self._running.kill(self._role)
                self._running.ready()
                self.deaths.append(self._victim)
            for name, process in list(self._running.running.items()):
                if process.poll() is not None and not self._closed.is_set():
                    self._again(name)

    def _strike(self) -> None:
        if self._victim == self._role:
            self._bury()
        elif self._victim == "postgres":
            assert self._server is not None
            self._server.kill()
            self._let_pass()
            self._server.start()
            let_go("postgres")
        else:
            self._running.kill(self._victim)
            self._running.running[self._victim].wait()
            self._let_pass()
            self._again(self._victim)

    def _bury(self) -> None:
        """The one that died of itself; web's own supervisor starts it again, a worker is started by us."""
        if self._role == "worker":
            self._running.running["worker"].wait(10)
            self._again("worker")
        else:
            time.sleep(0.2)
            let_go("web")

    def _let_pass(self) -> None:
        """Opens the gate: kept open, it holds nobody up, however late he comes."""
        self._opened.append(os.open(self._gate, os.O_RDWR))
        time.sleep(OUTAGE)

    def _again(self, name: str) -> None:
        let_go(name)
        self._running.start(name)
