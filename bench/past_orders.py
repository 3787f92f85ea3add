"""Whether a shop with a million past orders answers as fast as one with ten thousand.

Two databases, asked in turn through the application's own door: the slots of a day with forty of them for a
cart of five lines, and a page of the catalog for a day and a postcode.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date
from datetime import time as wall
from statistics import median
from typing import Any

import flask.testing
from sqlalchemy import text

from backend import db
from backend.app import create_app
from backend.shop.delivery import services as delivery
from backend.shop.delivery.rules import Staff
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from bench import ground
from tests.builders.catalog import a_product
from tests.builders.delivery import a_template, a_zone
from tests.builders.past import a_past
from tests.builders.settings import a_shop
from tests.builders.stock import a_lot, a_stem

FEW, MANY, A_DAY = 10_000, 1_000_000, 500
ROUNDS, CALLS = 9, 40
SLOTS, LINES, PRODUCTS = 40, 5, 60


def main() -> None:
    with ground.databases("few_orders", "many_orders") as (few, many):
        urls = {FEW: few, MANY: many}
        days = {orders: _fill(url, orders) for orders, url in urls.items()}
        print(f"{FEW} and {MANY} past orders, {ROUNDS} rounds of {CALLS} calls each in turn.")
        times: dict[tuple[str, int], list[float]] = {}
        for _ in range(ROUNDS):
            for orders, url in urls.items():
                for name, seconds in _round(url, days[orders]):
                    times.setdefault((name, orders), []).append(seconds)
        for name in ("slots", "list"):
            fast, slow = (times[name, orders] for orders in (FEW, MANY))
            ratios = [b / a for a, b in zip(fast, slow, strict=True)]
            print(
                f"{name:6} p50 {median(fast) * 1000:6.1f} ms, {median(slow) * 1000:6.1f} ms;"
                f" ratio {median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
            )


def _fill(url: str, orders: int) -> date:
    """A shop with so many orders behind it; answers tomorrow."""
    db.connect(url)
    with db.transaction() as session:
        shop = a_shop(session)
        today = local_day(clock.now(), shop.time_zone)
        stems = [a_stem(session, f"stem-{number}") for number in range(PRODUCTS)]
        for stem in stems:
            a_lot(session, stem, 1_000_000)
        for number in range(PRODUCTS):
            recipe = dict.fromkeys(stems[number % 50 : number % 50 + 4], 3)
            a_product(session, f"p-{number}", recipe=recipe, position=number)
        zone = a_zone(session)
        for number in range(SLOTS):
            a_template(session, zone, hours=(wall(11 + number % 8), wall(12 + number % 8)), capacity=100)
        staff = Staff(florists=20, florist_minutes=450, vans=20, van_minutes=480)
        delivery.lay_out_days(session, today=today, days=90, staff=staff)
        delivery.lay_out(session, today=today, days=90, time_zone=shop.time_zone)
        a_past(session, today=today, days=orders // A_DAY, orders_a_day=A_DAY)
    with db.engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("vacuum analyze"))
    db.dispose()
    return date.fromordinal(today.toordinal() + 1)


def _round(url: str, day: date) -> Iterator[tuple[str, float]]:
    """The median of a round's calls, in seconds, of each question."""
    db.connect(url)
    browser = create_app().test_client()
    parcel = _cart(browser)
    asked = {
        "slots": f"/api/delivery/slots?postcode=97201&date={day}&delivery_id={parcel}",
        "list": f"/api/products?delivery_date={day}&postcode=97201",
    }
    for name, address in asked.items():
        yield name, median(_timed(browser, address, _CHECKS[name]) for _ in range(CALLS))
    db.dispose()


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "slots": lambda body: len(body["slots"]) == SLOTS and any(each["available"] for each in body["slots"]),
    "list": lambda body: body["total"] == PRODUCTS and body["items"][0]["left"] > 0,
}


def _cart(browser: flask.testing.FlaskClient) -> str:
    with db.transaction() as session:
        variants = session.scalars(
            text("select id from variant order by id limit :lines"), {"lines": LINES}
        ).all()
    for variant in variants:
        answer = browser.post(
            "/api/cart/lines", json={"variant_id": variant}, headers={"Origin": "http://localhost"}
        )
    body: dict[str, Any] = answer.get_json()
    parcel: str = body["deliveries"][0]["id"]
    return parcel


def _timed(browser: flask.testing.FlaskClient, address: str, check: Callable[[Any], bool]) -> float:
    start = time.perf_counter()
    answer = browser.get(address)
    seconds = time.perf_counter() - start
    if answer.status != "200 OK" or not check(answer.json):
        raise SystemExit(f"{address}: {answer.status_code} {answer.text[:400]}")
    return seconds


if __name__ == "__main__":
    main()
