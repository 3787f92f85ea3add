"""The door at /behavior, as a test uses it: over HTTP, like everything else."""

from typing import Any

import requests

from backend.sandbox.server import Sandbox
from tests.sandbox.stand import PATIENCE

CALM = {"webhook_copies": 1, "webhook_delay": [0, 0]}


def behave(sandbox: Sandbox, **values: Any) -> dict[str, Any]:
    """Sets behaviors by name and gives all of them back."""
    now: dict[str, Any] = {}
    for name, value in values.items():
        answer = knock(sandbox, {"name": name, "value": value})
        assert answer.status_code == 200, answer.text
        now = answer.json()
    return now


def knock(sandbox: Sandbox, body: Any, **headers: str) -> requests.Response:
    address = f"{sandbox.context.settings.base_url}/behavior"
    return requests.post(address, json=body, headers=headers, timeout=PATIENCE)


def reset(sandbox: Sandbox) -> dict[str, Any]:
    answer = requests.post(f"{sandbox.context.settings.base_url}/behavior/reset", json={}, timeout=PATIENCE)
    now: dict[str, Any] = answer.json()
    return now
