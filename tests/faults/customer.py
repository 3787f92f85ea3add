"""A customer who does not give up: she asks again, with the same key, until the shop answers."""

import time
from typing import Any
from uuid import uuid4

import requests

from tests.builders.shop import OpenShop
from tests.races.customers import RECIPIENT
from tests.sandbox import browser

PATIENCE = 60  # seconds
BUYER = {"name": "Ann Lee", "email": "ann@example.com", "phone": "503 555 0111"}
AGAIN = {"busy", "in_progress", "rules_changed", "payment_unavailable"}


class Customer:
    """One browser, one cart."""

    def __init__(self, url: str, shop: OpenShop) -> None:
        self._url, self._shop = url, shop
        self._browser = requests.Session()
        self._browser.headers["Origin"] = url
        self.order: dict[str, Any] = {}
        self.payment: str | None = None  # how she pays; None: as the shop offers first

    def fill_cart(self) -> None:
        parcel = self._put_in()["deliveries"][0]["id"]
        wish = {"postcode": self._shop.postcode, "recipient": RECIPIENT}
        self.send("PATCH", f"/api/cart/deliveries/{parcel}", wish)
        self.send("PATCH", f"/api/cart/deliveries/{parcel}", {"slot_id": self._shop.slot_ids[0]})

    def add(self) -> None:
        """One more of the same: the cart comes to another total."""
        self._put_in()

    def place(self, key: str | None = None) -> str:
        """Orders what the cart holds; the page to pay at."""
        self.place_for(self.send("GET", "/api/cart")["totals"]["total"], key)
        address: str = self.order["payment"]["redirect_url"]
        return address

    def place_for(self, total: dict[str, Any], key: str | None = None) -> None:
        """Orders at a total that she has seen."""
        body = {"buyer": BUYER, "expected_total": total, "payment": self.payment}
        self.order = self.send("POST", "/api/orders", body, {"Idempotency-Key": key or str(uuid4())})

    def try_to_place(self, key: str) -> int:
        """Orders once, without patience: the status."""
        total = self.send("GET", "/api/cart")["totals"]["total"]
        body = {"buyer": BUYER, "expected_total": total, "payment": self.payment}
        headers = {"Idempotency-Key": key}
        return self._browser.post(
            f"{self._url}/api/orders", json=body, headers=headers, timeout=60
        ).status_code

    def pay(self, page: str) -> str:
        """Pays with a good card, or approves at PayPal; the address that the page leads back to."""
        pays = browser.approve if self.payment == "paypal" else browser.pay
        return self._patiently(lambda: pays(page)).headers["Location"]

    def come_back(self, address: str) -> None:
        self._patiently(lambda: self._browser.get(address, allow_redirects=False, timeout=60))

    def cancel(self) -> None:
        self.send("POST", f"/api/orders/{self.order['number']}/cancel")

    def leave(self, payment_id: str) -> None:
        """The payment page's link back to the shop."""
        self.come_back(f"{self.return_address(payment_id)}&cancelled=1")

    def return_address(self, payment_id: str) -> str:
        return f"{self._url}/api/payments/return?payment={payment_id}"

    def send(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> dict[str, Any]:
        found: dict[str, Any] = self._patiently(
            lambda: self._browser.request(method, self._url + path, json=body, headers=headers, timeout=60)
        ).json()
        return found

    def _put_in(self) -> dict[str, Any]:
        return self.send("POST", "/api/cart/lines", {"variant_id": self._shop.variant_id})

    def _patiently(self, request: Any) -> requests.Response:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                answer: requests.Response = request()
                if answer.status_code < 400:
                    return answer
                again = answer.status_code == 500 or answer.json().get("code") in AGAIN
                assert again, f"{answer.status_code} {answer.text}"
            except requests.ConnectionError:
                answer = requests.Response()
            assert time.monotonic() < end, f"the shop does not answer: {answer.status_code} {answer.text}"
            time.sleep(0.2)
