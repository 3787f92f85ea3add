"""The florist who buys, for tests: suppliers with standing days, what to buy, orders at them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from backend import db
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from tests.builders.capacity import everything, reserve
from tests.builders.stock import a_stem
from tests.routes.buying import facts
from tests.routes.conftest import Browser

PORTLAND = "America/Los_Angeles"
EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]


@dataclass
class Market:
    http: Browser
    headers: dict[str, str]

    @property
    def today(self) -> dt.date:
        return local_day(clock.now(), PORTLAND)

    def day(self, ahead: int) -> dt.date:
        return self.today + dt.timedelta(days=ahead)

    def get(self, path: str) -> Any:
        answer = self.http.get(f"/api/admin/{path}", headers=self.headers)
        assert answer.status_code == 200, answer.text
        return answer.json

    def post(self, path: str, **body: Any) -> TestResponse:
        return self.http.post(f"/api/admin/{path}", json=body, headers=self.headers)

    def patch(self, path: str, **body: Any) -> TestResponse:
        return self.http.patch(f"/api/admin/{path}", json=body, headers=self.headers)

    def supplier(self, name: str = "Rose Quarter Wholesale", **more: Any) -> int:
        answer = self.post("suppliers", name=name, **more)
        assert answer.status_code == 201, answer.text
        return int((answer.json or {})["id"])

    def supply(self, supplier: int, stem: int, **facts: Any) -> TestResponse:
        """Fifty every day, two days after they are ordered, unless told otherwise."""
        usual = {"weekdays": EVERY_DAY, "quantity": 50, "order_days_before": 2, "version": None}
        path = f"/api/admin/suppliers/{supplier}/stems/{stem}"
        return self.http.put(path, json=usual | facts, headers=self.headers)

    def lots(self, supplier: int | None = None) -> list[tuple[dt.date, str, int, int]]:
        """Day, state, capacity and overbooked of what is planned, by day."""
        return [
            tuple(row)
            for row in facts(
                "select lot.planned_for, lot.state, bucket.capacity, bucket.overbooked"
                " from stem_lot lot join capacity_bucket bucket on bucket.id = lot.bucket_id"
                " join stem_supply supply on supply.id = lot.supply_id"
                " where supply.supplier_id = coalesce(:supplier, supply.supplier_id)"
                " order by lot.planned_for, lot.id",
                supplier=supplier,
            )
        ]

    def lot(self, day: dt.date) -> tuple[int, int]:
        """Id and bucket of what is planned for a day."""
        [(lot_id, bucket_id)] = facts("select id, bucket_id from stem_lot where planned_for = :day", day=day)
        return lot_id, bucket_id

    def order(self, supplier: int, day: dt.date, *lines: dict[str, Any]) -> TestResponse:
        return self.post("purchase-orders", supplier_id=supplier, arrives_on=str(day), lines=list(lines))

    def tulip(self, supplier: int) -> int:
        """Fifty a day in bunches of ten, from the day after tomorrow on; reorder point 15, $1.50 each."""
        with db.transaction() as session:
            stem = a_stem(session, "tulip", vase_days=5)
            stem.reorder_point = 15
            stem_id = stem.id
        assert self.supply(supplier, stem_id, bunch=10).status_code == 200
        return stem_id

    def promised(self, ahead: int, quantity: int) -> None:
        """Somebody has reserved so many of what is planned for a day, for that day."""
        _, bucket = self.lot(self.day(ahead))
        with db.transaction() as session:
            reserve(session, (bucket, quantity), day=self.day(ahead))

    def ordered(self, supplier: int, stem: int, ahead: int = 3, quantity: int = 40) -> dict[str, Any]:
        """What is planned for a day, ordered."""
        lot_id, _ = self.lot(self.day(ahead))
        line = {"stem_id": stem, "lot_id": lot_id, "quantity": quantity}
        answer = self.order(supplier, self.day(ahead), line)
        assert answer.status_code == 201, answer.text
        return dict(answer.json or {})


def moved() -> list[Any]:
    """All that a refusal must leave as it is."""
    tables = ("supplier", "stem_supply", "stem_lot", "lot_move", "purchase_order", "purchase_line", "stem")
    kept = [
        facts(f"select * from {table} order by 1") for table in (*tables, "stem_substitute", "audit_entry")
    ]
    with db.transaction() as session:
        return [*kept, everything(session)]
