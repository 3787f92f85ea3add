"""Notice of products and the florists' own days, changed by hand."""

from typing import Any

import pytest

from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser

Headers = dict[str, str]


@pytest.fixture
def manager(http: Browser) -> Headers:
    return staff.log_in(http, "manager")


def bouquet(http: Browser, who: Headers) -> dict[str, Any]:
    items = http.get("/api/admin/products", headers=who).json["items"]
    [found] = [each for each in items if each["slug"] != "letterpress-card"]
    return dict(found)


def set_notice(http: Browser, who: Headers, minutes: int, seen: int = 0) -> Any:
    body = {"lead_minutes": minutes, "seen": seen}
    return http.patch(f"/api/admin/products/{bouquet(http, who)['id']}", json=body, headers=who)


def test_a_product_that_needs_notice_is_refused_from_then_on(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    cart = fill_cart(http, open_shop)
    before = facts("select rules_version from shop")
    said = set_notice(http, manager, 3 * 24 * 60)
    assert said.status_code == 200, said.text
    assert said.json["lead_minutes"] == bouquet(http, manager)["lead_minutes"] == 4320
    assert facts("select rules_version from shop") == [(before[0][0] + 1,)]
    refused = order(http, cart)
    assert (refused.status_code, refused.json["code"]) == (409, "lead")
    assert facts("select count(*) from orders") == [(0,)]
    assert set_notice(http, manager, 0, seen=4320).status_code == 200
    assert order(http, cart).status_code == 201
    assert facts("select action, change from audit_entry where subject like 'product:%' order by id") == [
        ("product.notice", {"lead_minutes": [0, 4320]}),
        ("product.notice", {"lead_minutes": [4320, 0]}),
    ]


def test_the_second_writer_of_a_notice_changes_nothing(
    http: Browser, open_shop: OpenShop, manager: Headers
) -> None:
    set_notice(http, manager, 60)
    refused = set_notice(http, manager, 90)
    assert (refused.status_code, refused.json["code"]) == (409, "version_conflict")
    assert facts("select max(lead_minutes) from product") == [(60,)]
    assert facts("select count(*) from audit_entry") == [(1,)]
    assert set_notice(http, manager, 50_000).status_code == 422
    unknown = http.patch("/api/admin/products/999", json={"lead_minutes": 1, "seen": 0}, headers=manager)
    assert (unknown.status_code, unknown.json["code"]) == (404, "product_not_found")


def keep(http: Browser, who: Headers, name: str, **when: int) -> Any:
    return http.put(f"/api/admin/florist-days/{name}", json=when, headers=who)


@pytest.mark.parametrize(
    ("when", "rule"),
    [
        ({"month": 2, "day": 14}, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=14"),
        ({"month": 5, "weekday": 7, "nth": 2}, "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU"),
        ({"month": 5, "weekday": 7, "nth": -1}, "FREQ=YEARLY;BYMONTH=5;BYDAY=-1SU"),
        ({"month": 2, "day": 29}, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
    ],
)
def test_a_florists_day_is_kept_and_shown_in_the_calendar(
    http: Browser, open_shop: OpenShop, manager: Headers, when: dict[str, int], rule: str
) -> None:
    keep(http, manager, "Our day", month=1, day=1)
    said = keep(http, manager, "Our day", **when)
    assert said.status_code == 200, said.text
    assert facts("select name, rule from florist_day") == [("Our day", rule)]
    shown = http.get("/api/admin/calendar", headers=manager).json["florist_days"]
    assert [each["name"] for each in shown] == (["Our day"] if when.get("day") != 29 else [])
    assert said.json["date"][5:7] == f"{when['month']:02}"
    assert http.delete("/api/admin/florist-days/Our day", headers=manager).status_code == 204
    assert facts("select count(*) from florist_day") == [(0,)]
    gone = http.delete("/api/admin/florist-days/Our day", headers=manager)
    assert (gone.status_code, gone.json["code"]) == (404, "florist_day_not_found")


@pytest.mark.parametrize(
    "when",
    [
        {"month": 2, "day": 30},
        {"month": 2},
        {"month": 2, "day": 3, "weekday": 1, "nth": 1},
        {"month": 2, "weekday": 1},
        {"month": 2, "weekday": 1, "nth": 0},
        {"month": 13, "day": 1},
    ],
)
def test_what_is_no_day_is_refused(
    http: Browser, open_shop: OpenShop, manager: Headers, when: dict[str, int]
) -> None:
    assert keep(http, manager, "Our day", **when).status_code == 422
    assert facts("select count(*) from florist_day") == [(0,)]
