"""A sold delivery, and the counter's way with it through the HTTP door."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from werkzeug.test import TestResponse

from backend import db
from backend.shop.checkout.services import confirm, locks
from backend.shop.kit import clock
from backend.shop.orders.services import Step
from tests.builders.shop import OpenShop
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser

OUT = ("preparing", "ready", "out_for_delivery")
_SAYS: dict[str, dict[str, Any]] = {
    "delivered": {"received_by": "June"},
    "failed": {"reason": "Nobody opened"},
}


@dataclass
class Counter:
    """Somebody logged in at the counter, before one delivery."""

    http: Browser
    headers: dict[str, str]
    number: str
    delivery_id: str

    @property
    def version(self) -> int:
        [(version,)] = facts("select version from delivery where id = :id", id=self.delivery_id)
        return int(version)

    @property
    def status(self) -> str:
        [(status,)] = facts("select status from delivery where id = :id", id=self.delivery_id)
        return str(status)

    def move(self, to: str, *, version: int | None = None, **more: Any) -> TestResponse:
        body = {"to": to, "version": self.version if version is None else version, **more}
        return self.post(f"/api/admin/deliveries/{self.delivery_id}/stage", **body)

    def undo(self) -> TestResponse:
        return self.post(f"/api/admin/deliveries/{self.delivery_id}/undo", version=self.version)

    def bring_to(self, *stages: str) -> None:
        """Moves it through the stages, each of which must be allowed."""
        for to in stages:
            moved = self.move(to, **_SAYS.get(to, {}))
            assert moved.status_code == 200, moved.text

    def post(self, path: str, **body: Any) -> TestResponse:
        return self.http.post(path, json=body, headers=self.headers)

    def get(self, path: str) -> Any:
        answer = self.http.get(path, headers=self.headers)
        assert answer.status_code == 200, answer.text
        return answer.json

    def other(self, number: str, delivery_id: str) -> "Counter":
        """The same person before another delivery."""
        return Counter(self.http, self.headers, number, delivery_id)


def state() -> list[list[Any]]:
    """Everything that a refused deed must leave as it was."""
    return [
        facts("select id, status, version, slot_id, date, making_day from delivery order by id"),
        facts("select id, status, version from orders order by id"),
        facts("select id, capacity, reserved, overbooked from capacity_bucket order by id"),
        facts("select id, bucket_id, quantity, state from demand_line order by id"),
        facts("select id from order_move order by id"),
        facts("select * from delivery_proof"),
        facts("select delivery_id, outcome, said_at from driver_deed order by 1, 2, 3"),
        facts("select id, version, name, driver_id from run order by id"),
        facts("select * from run_stop order by delivery_id"),
        facts("select id from procrastinate_jobs order by id"),
        facts("select id from audit_entry order by id"),
        facts("select id from photo order by id"),
    ]


def sell(http: Browser, shop: OpenShop, *, slot: int = 0, quantity: int = 1) -> tuple[str, str]:
    """An order that is paid for; answers its number and its delivery's id."""
    placed = order(http, fill_cart(http, shop, slot=slot, quantity=quantity))
    assert placed.status_code == 201, placed.text
    number = placed.json["number"]
    [(order_id,)] = facts("select id from orders where number = :number", number=number)
    with db.transaction() as session:
        locked = locks.order(session, order_id=UUID(str(order_id)))
        confirm.confirm(session, order=locked, step=Step(clock.now(), "test", "paid"))
    return number, placed.json["deliveries"][0]["id"]


def write(statement: str, **values: Any) -> None:
    """Changes rows behind the shop's back."""
    facts(f"{statement} returning 1", **values)


def lines(delivery_id: str) -> dict[str, list[tuple[int, str]]]:
    """The demand lines of a delivery by kind of bucket: quantity and state, oldest first."""
    rows = facts(
        "select kind, quantity, state from demand_line join capacity_bucket bucket on bucket.id = bucket_id"
        " where delivery_id = :id order by demand_line.id",
        id=delivery_id,
    )
    found: dict[str, list[tuple[int, str]]] = {}
    for kind, quantity, state_ in rows:
        found.setdefault(kind, []).append((quantity, state_))
    return found


def progress_letters() -> list[bool]:
    """The letters of the way that are waiting to be sent: of each, whether it waits for a while."""
    rows = facts(
        "select scheduled_at is not null from procrastinate_jobs"
        " where task_name = 'notifications:send_progress' order by id"
    )
    return [waits for (waits,) in rows]
