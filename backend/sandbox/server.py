"""Runs the sandbox in one process: web server, SMTP server and the clockwork that expires and delivers."""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable

from aiosmtpd.controller import Controller
from werkzeug.serving import make_server

from backend.sandbox import paid_before, sessions, webhooks
from backend.sandbox.app import create_app
from backend.sandbox.context import Context
from backend.sandbox.mail import Catcher
from backend.sandbox.settings import HOST, CannotStart, Settings
from backend.sandbox.store import Store

log = logging.getLogger(__name__)
TICK = 0.2
PATIENCE = 3.0  # a shop that keeps a webhook waiting does not keep the sandbox from stopping


class Sandbox:
    """Starts whole or raises CannotStart; `stop` ends it within seconds, and the memory stays on disk."""

    def __init__(self, settings: Settings, *, clock: Callable[[], float] = time.time) -> None:
        _listen(settings.smtp_port, name="SANDBOX_SMTP_PORT").close()
        with _listen(settings.port, name="SANDBOX_PORT") as listening:
            self.context = Context(settings, Store(settings.data), clock)
            # The server listens on its own copy of the socket.
            self._web = make_server(
                HOST, settings.port, create_app(self.context), threaded=True, fd=listening.fileno()
            )
        self._smtp = Controller(Catcher(self.context), hostname=HOST, port=settings.smtp_port)
        self._stopping = threading.Event()
        works = (self._serve, self._tick)
        self._threads = [threading.Thread(target=work, daemon=True) for work in works]

    def start(self) -> None:
        self._remember()
        self._smtp.start()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        if self._stopping.is_set():
            return
        self._stopping.set()
        self.context.waits.release()
        self._smtp.stop()
        self._web.shutdown()
        for thread in self._threads:
            thread.join(PATIENCE)
        self.context.store.close()

    def _remember(self) -> None:
        settings = self.context.settings
        if settings.paid_before is not None:
            with self.context.store.transaction() as db:
                paid_before.remember(db, settings.paid_before, base_url=settings.base_url)

    def _serve(self) -> None:
        self._web.serve_forever(poll_interval=TICK / 4)

    def _tick(self) -> None:
        while not self._stopping.wait(TICK):
            try:
                self._advance()
            except Exception:
                log.exception("The sandbox's clockwork stumbled and goes on")

    def _advance(self) -> None:
        context = self.context
        with context.store.transaction() as db:
            sessions.expire_overdue(db, now=context.now())
        webhooks.deliver_due(context.store, settings=context.settings, now=context.clock())


def _listen(port: int, *, name: str) -> socket.socket:
    try:
        return socket.create_server((HOST, port), backlog=128)
    except OSError as failure:
        raise CannotStart(
            f"Port {port} ({name}) cannot be used: {os.strerror(failure.errno or 0)}."
        ) from failure
