"""The demo's live orders as their table tells them: what is wished, and how far the shop has come with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from itertools import groupby
from typing import Any

from backend.demo import tables
from backend.shop.orders.rules import DeliveryStatus


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """One delivery, `days_ahead` of today, as near to `hour` as the day has a slot; `items` by sku.

    `ending` is who took it, or why it failed.
    """

    days_ahead: int
    stage: DeliveryStatus
    method: str
    postcode: str | None
    hour: time
    items: tuple[tuple[str, int], ...]
    recipient: dict[str, Any]
    card_message: str
    ending: str


@dataclass(frozen=True, slots=True)
class Order:
    """`taken`: on which channel staff took it and how it is paid, as "phone:link"; "" for the buyer's own."""

    buyer: str
    taken: str
    wishes: tuple[Wish, ...]


def orders() -> Iterator[Order]:
    """In the order of the table; rows that follow each other under one name are one order."""
    cities = {row["postcode"]: row["place"] for row in tables.rows("postcodes")}
    for _, rows in groupby(tables.rows("orders"), key=lambda row: row["order"]):
        wanted = list(rows)
        yield Order(wanted[0]["buyer"], wanted[0]["taken"], tuple(_wish(row, cities) for row in wanted))


def _wish(row: dict[str, str], cities: dict[str, str]) -> Wish:
    items = [item.split(":") for item in tables.parts(row["items"], "|")]
    return Wish(
        days_ahead=int(row["day"]),
        stage=DeliveryStatus(row["stage"]),
        method=row["method"],
        postcode=row["postcode"] or None,
        hour=time(int(row["hour"])),
        items=tuple((sku(slug, size), int(quantity)) for slug, size, quantity in items),
        recipient=_recipient(row, cities),
        card_message=row["card"],
        ending=row["ending"],
    )


def sku(slug: str, size: str) -> str:
    """As `products` names them."""
    return f"{slug}-{size[0]}".upper()


def _recipient(row: dict[str, str], cities: dict[str, str]) -> dict[str, Any]:
    postcode = row["postcode"]
    return {
        "name": row["name"],
        "phone": row["phone"],
        "line1": row["line1"],
        "line2": row["line2"],
        "city": cities.get(postcode, ""),
        "region": ("WA" if postcode.startswith("98") else "OR") if postcode else "",
        "postcode": postcode or None,
        "notes": row["notes"],
        "kind_of_place": row["kind"] or "home",
        "safe_place": row["safe_place"],
        "anonymous_sender": row["anonymous"] == "yes",
        "service_time": row["service_time"] or None,
        "ribbon_text": row["ribbon"],
    }
