"""Staff at the order's page, for tests: what they read, what they ask, and what must not have moved."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import text
from werkzeug.test import TestResponse

from backend import db
from backend.shop.pricing.models import TaxRate
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import RECIPIENT, facts, fill_cart, order
from tests.routes.conftest import Browser
from tests.sandbox import browser


@dataclass
class Desk:
    """A florist with one order before her."""

    http: Browser
    shop: OpenShop
    number: str
    headers: dict[str, str]

    def read(self) -> dict[str, Any]:
        answer = self.http.get(f"/api/admin/orders/{self.number}", headers=self.headers)
        assert answer.status_code == 200, answer.text
        return dict(answer.json or {})

    def delivery(self, index: int = 0) -> dict[str, Any]:
        return dict(self.read()["deliveries"][index])

    def order(self, verb: str, **body: Any) -> TestResponse:
        """POST on the order, with the version that she sees unless told another."""
        sent = {"version": self.read()["version"]} | body
        return self.http.post(f"/api/admin/orders/{self.number}/{verb}", json=sent, headers=self.headers)

    def parcel(self, verb: str, *, index: int = 0, **body: Any) -> TestResponse:
        """POST on a delivery; `edit` is its PATCH."""
        seen = self.delivery(index)
        address, sent = f"/api/admin/deliveries/{seen['id']}", {"version": seen["version"]} | body
        if verb == "edit":
            return self.http.patch(address, json=sent, headers=self.headers)
        return self.http.post(f"{address}/{verb}", json=sent, headers=self.headers)

    def slots(self, day: str, *, index: int = 0) -> TestResponse:
        address = f"/api/admin/deliveries/{self.delivery(index)['id']}/slots?date={day}"
        return self.http.get(address, headers=self.headers)


def at_the_desk(
    http: Browser, shop: OpenShop, *, quantity: int = 1, slots: tuple[int, ...] = (1,), tax: int = 0
) -> Desk:
    """An order that is paid, one delivery for each slot; `tax` in parts per million."""
    if tax:
        with db.transaction() as session:
            rate = TaxRate(country="US", region="OR", name="t", low="97201", high="97201", rate_ppm=tax)
            session.add(rate)
    cart = fill_cart(http, shop, slot=slots[0], quantity=quantity)
    for slot in slots[1:]:
        cart = one_more(http, shop, slot)
    placed = order(http, cart)
    assert placed.status_code == 201, placed.text
    way = urlsplit(browser.pay(placed.json["payment"]["redirect_url"]).headers["Location"])
    http.get(f"{way.path}?{way.query}")
    return Desk(http, shop, placed.json["number"], staff.log_in(http, "florist"))


def one_more(http: Browser, shop: OpenShop, slot: int) -> dict[str, Any]:
    parcel = http.post("/api/cart/deliveries", json={"postcode": shop.postcode}).json["deliveries"][-1]["id"]
    http.post("/api/cart/lines", json={"variant_id": shop.variant_id, "delivery_id": parcel})
    wish = {"slot_id": shop.slot_ids[slot], "recipient": RECIPIENT | {"name": "Ida Moss"}}
    cart = http.patch(f"/api/cart/deliveries/{parcel}", json=wish)
    assert cart.status_code == 200, cart.text
    return dict(cart.json or {})


def usd(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "USD"}


def set_status(status: str) -> None:
    """As if the making and the driving had brought every delivery there; what is ready has used its stems."""
    with db.transaction() as session:
        session.execute(text("update delivery set status = :status"), {"status": status})
        order_status = "confirmed" if status in ("scheduled", "failed") else status
        session.execute(text("update orders set status = :status"), {"status": order_status})


def everything() -> list[Any]:
    """Every row that a deed of the staff could move, to prove that none did."""
    tables = ("orders", "delivery", "order_line", "order_move", "payment", "refund", "audit_entry")
    ledger = ("capacity_bucket", "hold", "demand_line", "stem_swap", "order_note", "letter")
    rows: list[Any] = []
    for table in (*tables, *ledger):
        rows += facts(f"select * from {table} order by 1")
    return [*rows, facts("select count(*) from procrastinate_jobs")]


def reserved() -> list[tuple[str, int, int]]:
    """Kind, capacity and reserved of every bucket that something was taken of."""
    query = (
        "select kind, capacity, reserved from capacity_bucket"
        " where reserved > 0 or kind = 'stem_lot' order by kind, id"
    )
    return [tuple(row) for row in facts(query)]
