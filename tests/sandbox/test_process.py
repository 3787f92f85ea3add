"""The program itself: refuses production, says why it cannot start, stops cleanly and remembers."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import requests
import stripe

from tests.sandbox.stand import bouquet, free_port

ROOT = Path(__file__).resolve().parents[2]


def run(**environment: str) -> "subprocess.Popen[str]":
    own = {name: value for name, value in os.environ.items() if not name.startswith("STRIPE_")}
    return subprocess.Popen(
        [sys.executable, "-m", "backend.sandbox"],
        cwd=ROOT,
        env=own | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_refuses_to_start_in_production(tmp_path: Path) -> None:
    process = run(POSY_ENV="production", SANDBOX_DATA=str(tmp_path / "s.db"))
    _, said = process.communicate(timeout=20)

    assert process.returncode == 1
    assert said == "The sandbox does not start when POSY_ENV=production: its payments are not real.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        web = run(
            SANDBOX_PORT=str(port), SANDBOX_SMTP_PORT=str(free_port()), SANDBOX_DATA=str(tmp_path / "a.db")
        )
        mail = run(
            SANDBOX_PORT=str(free_port()), SANDBOX_SMTP_PORT=str(port), SANDBOX_DATA=str(tmp_path / "b.db")
        )
        said = [process.communicate(timeout=20)[1] for process in (web, mail)]

    assert (web.returncode, mail.returncode) == (1, 1)
    assert said == [
        f"Port {port} (SANDBOX_PORT) cannot be used: Address already in use.\n",
        f"Port {port} (SANDBOX_SMTP_PORT) cannot be used: Address already in use.\n",
    ]


def test_it_stops_on_sigterm_and_remembers_after_a_restart(tmp_path: Path) -> None:
    port, smtp_port = free_port(), free_port()
    environment = {
        "SANDBOX_PORT": str(port),
        "SANDBOX_SMTP_PORT": str(smtp_port),
        "SANDBOX_DATA": str(tmp_path / "s.db"),
        "PORT": str(free_port()),
    }
    client = stripe.StripeClient("sk_test_sandbox", base_addresses={"api": f"http://127.0.0.1:{port}"})
    process = run(**environment)
    try:
        line = process.stdout.readline() if process.stdout else ""
        assert line == (f"Sandbox at http://127.0.0.1:{port} (letters at /mail, SMTP on port {smtp_port})\n")
        assert requests.get(f"http://127.0.0.1:{port}/healthz", timeout=5).json() == {"status": "ok"}
        made = client.v1.checkout.sessions.create(bouquet(expires_at=int(time.time()) + 2100))
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=20) == ("", "")
        assert process.returncode == 0
        process = run(**environment)
        assert process.stdout is not None
        process.stdout.readline()
        assert client.v1.checkout.sessions.retrieve(made.id).to_dict() == made.to_dict()
    finally:
        process.terminate()
        process.communicate(timeout=20)
