"""A customer's way through the HTTP door, step by step."""

from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from backend import db
from tests.builders.shop import OpenShop

RECIPIENT = {
    "name": "June Park",
    "phone": "503 555 0199",
    "line1": "12 SW Alder Street",
    "city": "Portland",
    "region": "OR",
    "kind_of_place": "home",
}
BUYER = {"name": "Ann Lee", "email": "ann@example.com", "phone": "503 555 0111"}


def fill_cart(http: FlaskClient, shop: OpenShop, *, slot: int = 0, quantity: int = 1) -> dict[str, Any]:
    """One bouquet, a place, a slot, a recipient, a card: a cart that can be ordered."""
    made = http.post("/api/cart/lines", json={"variant_id": shop.variant_id, "quantity": quantity})
    assert made.status_code == 201, made.text
    parcel = made.json["deliveries"][0]["id"]
    wish = {
        "postcode": shop.postcode,
        "date": shop.tomorrow.isoformat(),
        "recipient": RECIPIENT,
        "card_message": "Happy birthday, June!",
    }
    placed = http.patch(f"/api/cart/deliveries/{parcel}", json=wish)
    assert placed.status_code == 200, placed.text
    chosen = http.patch(f"/api/cart/deliveries/{parcel}", json={"slot_id": shop.slot_ids[slot]})
    assert chosen.status_code == 200, chosen.text
    return dict(chosen.get_json())


def order(
    http: FlaskClient,
    cart: Any,
    *,
    key: str | None = None,
    total: dict[str, Any] | None = None,
    buyer: dict[str, str] = BUYER,
    payment: str | None = None,
) -> TestResponse:
    return http.post(
        "/api/orders",
        json={"buyer": buyer, "expected_total": total or cart["totals"]["total"], "payment": payment},
        headers={"Idempotency-Key": key or str(uuid4())},
    )


def facts(query: str, **values: Any) -> list[Any]:
    """Rows straight from the database, to prove what moved and what did not."""
    with db.transaction() as session:
        return [tuple(row) for row in session.execute(text(query), values)]


def ledger() -> dict[str, int]:
    """What is reserved, by kind."""
    reserved = "select kind, sum(reserved)::int from capacity_bucket group by kind having sum(reserved) > 0"
    return dict(facts(reserved))
