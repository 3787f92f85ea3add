"""A driver's phone: a browser of its own, with the cookie of a run or the login of somebody who drives."""

from datetime import UTC, datetime
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.routes.conftest import ORIGIN


class Phone:
    """Says what it is told to, at this very moment unless told otherwise."""

    def __init__(self, client: FlaskClient, headers: dict[str, str] | None = None) -> None:
        self.client, self.headers = client, {"Origin": ORIGIN, **(headers or {})}

    def open(self, url: str) -> TestResponse:
        token = url.partition("#")[2]
        return self.client.post("/api/driver/access", json={"token": token}, headers=self.headers)

    def run(self) -> TestResponse:
        return self.client.get("/api/driver/run", headers=self.headers)

    def stops(self) -> list[dict[str, Any]]:
        answer = self.run()
        assert answer.status_code == 200, answer.text
        return [stop for run in answer.json["runs"] for stop in run["stops"]]

    def says(self, delivery_id: str, outcome: str = "delivered", **more: Any) -> TestResponse:
        said = {"delivered": {"received_by": "June"}, "failed": {"reason": "Nobody opened"}}[outcome]
        body = {"outcome": outcome, "at": now().isoformat(), **said, **more}
        return self.client.post(f"/api/driver/stops/{delivery_id}", json=body, headers=self.headers)

    def sends(self, delivery_id: str, photo: bytes) -> TestResponse:
        headers = {**self.headers, "Content-Type": "image/jpeg"}
        return self.client.post(f"/api/driver/stops/{delivery_id}/photos", data=photo, headers=headers)


def now() -> datetime:
    return datetime.now(UTC)
