"""Staff at the phone and the counter, for tests: their carts, their orders, the money they take."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from werkzeug.test import TestResponse

from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import BUYER, RECIPIENT
from tests.routes.conftest import Browser


@dataclass
class Clerk:
    """Somebody who takes orders."""

    http: Browser
    shop: OpenShop
    headers: dict[str, str]

    def get(self, path: str) -> Any:
        answer = self.http.get(path, headers=self.headers)
        assert answer.status_code == 200, answer.text
        return answer.json

    def post(self, path: str, *, key: str | None = None, **body: Any) -> TestResponse:
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        return self.http.post(path, json=body, headers=headers)

    def cart(self, *, slot: int = 0, quantity: int = 1) -> dict[str, Any]:
        """An open cart that can be ordered."""
        path = f"/api/admin/carts/{self.post('/api/admin/carts').json['id']}"
        made = self.post(f"{path}/lines", variant_id=self.shop.variant_id, quantity=quantity)
        assert made.status_code == 201, made.text
        parcel = f"{path}/deliveries/{made.json['deliveries'][0]['id']}"
        wish = {"postcode": self.shop.postcode, "recipient": RECIPIENT}
        assert self.http.patch(parcel, json=wish, headers=self.headers).status_code == 200
        chosen = {"slot_id": self.shop.slot_ids[slot]}
        done = self.http.patch(parcel, json=chosen, headers=self.headers)
        assert done.status_code == 200, done.text
        return dict(done.json or {})

    def place(self, cart: dict[str, Any], *, key: str | None = None, **more: Any) -> TestResponse:
        facts = {
            "cart_id": cart["id"],
            "channel": "phone",
            "buyer": BUYER,
            "expected_total": cart["totals"]["total"],
            "payment": "cash",
        }
        return self.post("/api/admin/orders", key=key or str(uuid4()), **(facts | more))

    def placed(self, *, slot: int = 0, quantity: int = 1, **more: Any) -> dict[str, Any]:
        """An order that was taken."""
        answer = self.place(self.cart(slot=slot, quantity=quantity), **more)
        assert answer.status_code == 201, answer.text
        return dict(answer.json or {})

    def read(self, number: str) -> dict[str, Any]:
        return dict(self.get(f"/api/admin/orders/{number}"))

    def take(self, number: str, amount: int, *, key: str | None = None, **more: Any) -> TestResponse:
        """Money for a balance, at the version that she sees unless told another."""
        facts = {"method": "cash", "amount": {"amount": amount, "currency": "USD"}} | more
        version = facts.pop("version", None) or self.read(number)["version"]
        path = f"/api/admin/orders/{number}/payments"
        return self.post(path, key=key or str(uuid4()), version=version, **facts)


def clerk(http: Browser, shop: OpenShop, role: str = "florist") -> Clerk:
    return Clerk(http, shop, staff.log_in(http, role))
