"""Customers as processes of their own: each fills a cart, all order at the same moment.

    python -m tests.races.customers URL FIRST COUNT VARIANT SLOT POSTCODE [CODE]

says "ready" when every cart is full, waits for a line, orders, and writes one line of JSON a customer: the
status, the code, how many alternatives, how many retries.
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests

RECIPIENT = {"name": "June Park", "phone": "503 555 0199", "line1": "12 SW Alder Street", "city": "Portland"}
PATIENCE = 120  # seconds that a customer goes on trying while the shop says that it is busy
AGAIN = {"busy", "in_progress", "rules_changed"}


def ready_cart(session: requests.Session, url: str, wish: dict[str, Any]) -> dict[str, Any]:
    """A cart that only has to be ordered; answers its total."""
    cart = _sent(session, "POST", f"{url}/api/cart/lines", {"variant_id": wish["variant"]})
    parcel = f"{url}/api/cart/deliveries/{cart['deliveries'][0]['id']}"
    _sent(session, "PATCH", parcel, {"postcode": wish["postcode"], "recipient": RECIPIENT})
    cart = _sent(session, "PATCH", parcel, {"slot_id": wish["slot"]})
    if wish["code"]:
        cart = _sent(session, "PUT", f"{url}/api/cart/promotion", {"code": wish["code"]})
    total: dict[str, Any] = cart["totals"]["total"]
    return total


def _sent(session: requests.Session, method: str, url: str, body: dict[str, Any]) -> dict[str, Any]:
    for _ in range(20):
        answer = session.request(method, url, json=body, timeout=60)
        if answer.status_code != 503:
            break
        time.sleep(0.2)
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


class Customer:
    """One customer's whole way, up to the shop's yes or no."""

    def __init__(self, url: str, number: int) -> None:
        self._url, self._number, self._session = url, number, requests.Session()
        address = f"10.{number // 250}.0.{number % 250 + 1}"
        self._session.headers.update({"Origin": url, "X-Forwarded-For": address})
        self._total: dict[str, Any] = {}

    def fill_cart(self, wish: dict[str, Any]) -> None:
        self._total = ready_cart(self._session, self._url, wish)

    def buy(self) -> dict[str, Any]:
        number = self._number
        body = {
            "buyer": {"name": f"Ann {number}", "email": f"ann{number}@example.com", "phone": "503 555 0111"},
            "expected_total": self._total,
        }
        end, retries = time.monotonic() + PATIENCE, 0
        while True:
            answer = self._session.post(
                f"{self._url}/api/orders", json=body, headers={"Idempotency-Key": str(number)}, timeout=90
            )
            found = answer.json()
            code = found.get("code", "")
            if code not in AGAIN or time.monotonic() > end:
                return {
                    "status": answer.status_code,
                    "code": code,
                    "alternatives": len(found.get("alternatives", [])),
                    "retries": retries,
                }
            retries += 1
            time.sleep(0.2 + number % 10 / 20)


def main() -> None:
    url, first, count, variant, slot, postcode, *code = sys.argv[1:]
    wish = {"variant": int(variant), "slot": int(slot), "postcode": postcode, "code": "".join(code)}
    customers = [Customer(url, number) for number in range(int(first), int(first) + int(count))]
    with ThreadPoolExecutor(len(customers)) as pool:
        list(pool.map(lambda customer: customer.fill_cart(wish), customers))
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        for result in pool.map(Customer.buy, customers):
            sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
