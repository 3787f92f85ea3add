"""`python -m backend.sandbox`: runs until SIGTERM or Ctrl-C; any reason not to start is one sentence."""

import logging
import os
import signal
import sys
import threading

from backend.sandbox.server import Sandbox
from backend.sandbox.settings import CannotStart, from_environment


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="sandbox: %(message)s")
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    stopping = threading.Event()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wanted, lambda *_: stopping.set())
    try:
        settings = from_environment(os.environ)
        sandbox = Sandbox(settings)
        sandbox.start()
    except CannotStart as reason:
        sys.exit(str(reason))
    print(f"Sandbox at {settings.base_url} (letters at /mail, SMTP on port {settings.smtp_port})", flush=True)
    stopping.wait()
    sandbox.stop()


if __name__ == "__main__":
    main()
