"""The access sweep: every route of the API document, by everybody, against a table written by hand."""

import json
from typing import Any
from uuid import uuid4

import pytest

from backend.config import ROOT
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.access_table import OWN, PUBLIC, SEEN, TABLE
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser

PEOPLE = sorted(PUBLIC)
DOCUMENT: dict[str, Any] = json.loads((ROOT / "openapi.json").read_text(encoding="utf-8"))
ROUTES = sorted(
    f"{method.upper()} {path}" for path, methods in DOCUMENT["paths"].items() for method in methods
)


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert sorted(TABLE) == ROUTES


@pytest.fixture
def number(http: Browser, open_shop: OpenShop) -> str:
    """An order of the browser `http`."""
    placed = order(http, fill_cart(http, open_shop))
    assert placed.status_code == 201
    return str(placed.json["number"])


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_use_what(http: Browser, number: str, who: str) -> None:
    asked = http if who == "customer" else http.application.test_client()
    headers = {} if who == "nobody" else staff.log_in(http, who.replace("other ", ""))
    [(delivery_id,)] = facts("select id from delivery")
    values = {"number": number, "slug": "rose-city-dozen", "delivery_id": str(delivery_id), "letter_id": "1"}
    values |= {"product_id": "1", "name": "Mother's Day"}
    values |= {"zone_id": "1", "template_id": "1", "kind": "school"}
    values |= {"order_id": "1", "supplier_id": "1", "stem_id": "1"}
    values |= {"date": "2027-02-14", "slot_id": "1", "lot_id": "1", "blackout_id": "1", "surge_id": "1"}
    values |= {"promotion_id": "1"}
    wrong = []
    for route in sorted(TABLE, key=lambda each: (each.startswith("DELETE"), each)):
        method, path = route.split(" ")
        filled = "/".join(
            values.get(part[1:-1], str(uuid4())) if part.startswith("{") else part for part in path.split("/")
        )
        answer = asked.open(filled, method=method, headers={"Origin": "http://localhost", **headers}, json={})
        code = (answer.get_json(silent=True) or {}).get("code")
        passed = answer.status_code not in (401, 403) and code != "order_not_found"
        if route in ("POST /api/auth/login", "POST /api/auth/refresh", "POST /api/orders/access"):
            passed = True  # whoever comes is let to try; what it takes is in the body or the cookie
        if passed is not (who in TABLE[route]):
            wrong.append(f"{route}: {answer.status_code} {code}")
        if who not in TABLE[route]:
            refused = 404 if TABLE[route] in (OWN, SEEN) else 401 if who == "nobody" else 403
            if answer.status_code != refused:
                wrong.append(f"{route}: refused with {answer.status_code}, not {refused}")
    assert wrong == []
