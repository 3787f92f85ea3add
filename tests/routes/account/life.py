"""A customer's life with the shop, for tests: two orders, one brought and one still to come, and all that is
written about them; and a search of the whole database for what it says of her.
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from sqlalchemy import text

from backend import db
from backend.shop.kit import clock
from backend.shop.privacy import services as privacy
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.account import customers
from tests.routes.buying import RECIPIENT, facts, fill_cart, order
from tests.routes.conftest import Browser
from tests.routes.counter import OUT
from tests.routes.desk import Desk, usd
from tests.routes.pictures import a_photo
from tests.routes.test_orders_webhooks import tell
from tests.sandbox import browser
from tests.shop.notifications import stand

# Of her and of whom she sends flowers to: names, addresses, streets, words, in lower case.
HERS = ("annabel", "quill", "ann@example.com", "555 0111")
THEIRS = ("june", "park", "555 0199", "alder", "happy birthday", "grandmother", "tulip street")
COLUMNS = """
    select table_name, column_name from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and (data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'USER-DEFINED', 'bytea'))
    order by 1, 2
"""
BOOKS = (
    "select number, status, currency, items, delivery_fee, tax, total, credit from orders order by number",
    "select id, status, method, date, zone_id, items, fee, tax, total, recipient -> 'postcode' from delivery"
    " order by id",
    "select id, variant_id, product_name, quantity, cancelled, unit_price, total, tax from order_line"
    " order by id",
    "select id, provider, state, amount, captured, refunded, currency, session_id from payment order by id",
    "select id, state, amount, cause, about, quantity from refund order by id",
    "select id, to_state, at from payment_move order by id",
    "select sum(reserved), sum(capacity) from capacity_bucket",
)


@dataclass
class Life:
    """The customer's browser and login, the florist's, and the numbers of the two orders."""

    http: Browser
    url: str
    hers: dict[str, str]
    florist: dict[str, str]
    brought: str
    coming: str

    @property
    def account_id(self) -> UUID:
        [(found,)] = facts(
            "select id from account where role = 'customer' and (email like 'ann@%' or not active)"
        )
        return UUID(str(found))

    def close(self, password: str) -> Any:
        return self.http.delete("/api/me", json={"password": password}, headers=self.hers)

    def work(self) -> None:
        """What the worker does: letters, events, refunds, erasing."""
        stand.make_due()
        stand.work(self.url)

    def erase(self, *, days: int = 0) -> int:
        """What the job does when it runs so many days from now."""
        return privacy.erase(account_id=self.account_id, clock=lambda: clock.now() + timedelta(days=days))

    def bring(self, number: str) -> None:
        """Makes the order and brings it to its door, with a photo and the name of who took it."""
        desk = Desk(self.http, None, number, self.florist)  # type: ignore[arg-type]  # no slot is asked for
        for to in OUT:
            moved = desk.parcel("stage", to=to)
            assert moved.status_code == 200, moved.text
        address = f"/api/admin/deliveries/{desk.delivery()['id']}/photos"
        jpeg = {**self.florist, "Content-Type": "image/jpeg"}
        photo = self.http.post(address, data=a_photo(), headers=jpeg).json["id"]
        said = {"to": "delivered", "received_by": "June's grandmother", "photo_id": photo}
        done = desk.parcel("stage", **said)
        assert done.status_code == 200, done.text


def lead(http: Browser, shop: OpenShop, url: str) -> Life:
    """Annabel Quill buys twice with her login; the first order is written about, brought, partly refunded."""
    hers = customers.log_in(http)
    profile = {"version": 1, "name": "Annabel Quill", "phone": "503 555 0111"}
    assert http.patch("/api/me", json=profile, headers=hers).status_code == 200
    _keep(http, hers)
    florist = staff.log_in(http, "florist")
    life = Life(http, url, hers, florist, _buy(http, hers, shop, slot=0), _buy(http, hers, shop, slot=1))
    _write_about(life)
    life.bring(life.brought)
    _give_back(life)
    life.work()
    return life


def found_in(words: tuple[str, ...]) -> dict[str, list[str]]:
    """Which columns of the whole database say which of the words."""
    said: dict[str, list[str]] = {}
    with db.transaction() as session:
        for table, column in session.execute(text(COLUMNS)).all():
            query = f'select "{column}"::text from "{table}" where "{column}" is not null'
            rows = " ".join(session.scalars(text(query))).lower()
            if hits := [word for word in words if word in rows]:
                said[f"{table}.{column}"] = hits
    return said


def books() -> list[Any]:
    return [facts(query) for query in BOOKS]


def _keep(http: Browser, hers: dict[str, str]) -> None:
    """An address book, a favorite, a key date, preferences, and a cart for somebody."""
    there = {
        "label": "Grandmother",
        "recipient": {**RECIPIENT, "line1": "9 Tulip Street", "postcode": "97201"},
    }
    assert http.post("/api/me/addresses", json=there, headers=hers).status_code == 201
    assert http.put("/api/me/favorites/products/rose-city-dozen", headers=hers).status_code == 204
    date = {"person": "June", "occasion": "birthday", "month": 6, "day": 12}
    assert http.post("/api/me/key-dates", json=date, headers=hers).status_code == 201
    wishes = {"newsletter": True, "reminders": True, "reviews": True, "quiet_occasions": ["memorial"]}
    assert http.put("/api/me/preferences", json=wishes, headers=hers).status_code == 200


def _buy(http: Browser, hers: dict[str, str], shop: OpenShop, *, slot: int) -> str:
    """An order that is paid for, and about which the provider has told us with her name in it."""
    mine = customers.browser_of(http, hers)
    buyer = {"name": "Annabel Quill", "email": "Ann@example.com", "phone": "503 555 0111"}
    placed = order(mine, fill_cart(mine, shop, slot=slot), buyer=buyer)
    assert placed.status_code == 201, placed.text
    way = urlsplit(browser.pay(placed.json["payment"]["redirect_url"]).headers["Location"])
    http.get(f"{way.path}?{way.query}", headers=hers)
    number = str(placed.json["number"])
    assert tell(http, an_event(number)).status_code == 204
    assert facts("select status from orders where number = :n", n=number) == [("confirmed",)]
    return number


def an_event(number: str) -> bytes:
    """What a provider tells of an order's payment: more of its customer than anybody asked."""
    [(payment_id, session_id)] = facts(
        "select payment.id, session_id from payment join orders on orders.id = order_id where number = :n",
        n=number,
    )
    said = {"name": "Annabel Quill", "email": "Ann@example.com", "phone": "503 555 0111"}
    about = {"id": session_id, "object": "checkout.session", "client_reference_id": str(payment_id)}
    body = {
        "id": f"evt_{uuid4()}",
        "object": "event",
        "type": "checkout.session.completed",
        "data": {"object": about | {"customer_details": said}},
    }
    return json.dumps(body).encode()


def _write_about(life: Life) -> None:
    desk = Desk(life.http, None, life.brought, life.florist)  # type: ignore[arg-type]  # no slot is asked for
    note = {"text": "Annabel called: June is allergic to lilies."}
    address = f"/api/admin/orders/{life.brought}/notes"
    assert life.http.post(address, json=note, headers=life.florist).status_code == 200
    mended = {**RECIPIENT, "line1": "21 SW Alder Street", "postcode": "97201"}
    edited = desk.parcel("edit", recipient=mended, card_message="Happy birthday, June!")
    assert edited.status_code == 200, edited.text


def _give_back(life: Life) -> None:
    desk = Desk(life.http, None, life.brought, life.florist)  # type: ignore[arg-type]  # no slot is asked for
    back = desk.order("refunds", reason="Annabel found a broken stem", amount=usd(500))
    assert back.status_code == 200, back.text
