"""The link of a run: what it opens, what it tells, and when it ends."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.counter import Counter, sell, state, write
from tests.routes.phone import Phone, now


def test_the_link_becomes_a_cookie_that_opens_one_thing(
    http: Browser, link: str, counter: Counter, run: dict[str, Any]
) -> None:
    assert link.startswith("http://localhost:8000/admin/run#")
    phone = Phone(http.application.test_client())
    assert phone.run().json["code"] == "unauthenticated"
    cookie = phone.open(link).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "Path=/api/driver" in cookie
    assert "SameSite=Lax" in cookie
    [tour] = phone.run().json["runs"]
    assert (tour["id"], tour["name"]) == (run["id"], "Morning")
    assert phone.client.get("/api/admin/queue").status_code == 401
    assert facts("select action, subject from audit_entry order by id")[-1] == (
        "link_run",
        f"run:{run['id']}",
    )


def test_a_stop_tells_where_and_what_but_no_price_and_no_secret(phone: Phone, counter: Counter) -> None:
    [stop] = phone.stops()
    assert (stop["recipient_name"], stop["phone"], stop["postcode"]) == ("June Park", "503 555 0199", "97201")
    assert stop["address"] == "12 SW Alder Street, Portland"
    assert [(line["product_name"], line["quantity"]) for line in stop["lines"]] == [("Rose City Dozen", 1)]
    assert (stop["position"], stop["sender"]) == (1, "Ann Lee")
    assert "card_message" not in stop
    text = phone.run().text
    assert "4500" not in text
    write("update delivery set recipient = recipient || '{\"anonymous_sender\": true}'::jsonb")
    assert phone.stops()[0]["sender"] is None
    assert "Ann" not in phone.run().text


def test_the_stop_ahead_comes_first(
    http: Browser, open_shop: OpenShop, phone: Phone, counter: Counter, run: dict[str, Any]
) -> None:
    second = counter.other(*sell(http, open_shop))
    stops = [counter.delivery_id, second.delivery_id]
    counter.post(f"/api/admin/runs/{run['id']}/stops", version=run["version"], delivery_ids=stops)
    assert [each["delivery_id"] for each in phone.stops()] == stops
    assert phone.says(counter.delivery_id).status_code == 200
    seen = [(each["delivery_id"], each["position"], each["received_by"]) for each in phone.stops()]
    assert seen == [(second.delivery_id, 2, None), (counter.delivery_id, 1, "June")]


def test_yesterdays_link_and_cookie_have_ended(
    link: str, phone: Phone, run: dict[str, Any], counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state()
    later = now() + timedelta(days=2)
    monkeypatch.setattr("backend.shop.kit.clock.now", lambda: later)
    for refused in (phone.open(link), phone.run(), phone.says(counter.delivery_id)):
        assert (refused.status_code, refused.json["code"]) == (410, "link_expired")
    assert state() == before


def test_the_link_ends_with_the_shops_day_and_not_before(
    counter: Counter, run: dict[str, Any], link: str, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    expires = datetime.fromisoformat(counter.post(f"/api/admin/runs/{run['id']}/link").json["expires_at"])
    assert expires.astimezone(UTC).hour in (7, 8)  # midnight in Portland
    monkeypatch.setattr("backend.shop.kit.clock.now", lambda: expires - timedelta(seconds=1))
    assert phone.open(link).status_code == 204
    monkeypatch.setattr("backend.shop.kit.clock.now", lambda: expires)
    assert phone.open(link).json["code"] == "link_expired"


def test_a_run_that_is_no_more_has_no_link(
    link: str, phone: Phone, run: dict[str, Any], counter: Counter
) -> None:
    path = f"/api/admin/runs/{run['id']}?version={run['version']}"
    assert counter.http.delete(path, headers=counter.headers).status_code == 204
    before = state()
    for refused in (phone.open(link), phone.run(), phone.says(counter.delivery_id)):
        assert (refused.status_code, refused.json["code"]) == (410, "link_expired")
    assert state() == before


def test_a_run_that_another_drives_now_leaves_the_first_ones_phone(
    http: Browser, counter: Counter, run: dict[str, Any]
) -> None:
    for role in ("driver", "florist"):
        staff.log_in(http, role)
    [(driver,)] = facts("select id from account where role = 'driver'")
    write("update run set driver_id = :driver", driver=driver)
    phone = Phone(http.application.test_client())
    phone.open(counter.post(f"/api/admin/runs/{run['id']}/link").json["url"])
    assert len(phone.stops()) == 1
    write("update run set driver_id = (select id from account where role = 'florist' limit 1)")
    before = state()
    for refused in (phone.run(), phone.says(counter.delivery_id)):
        assert (refused.status_code, refused.json["code"]) == (410, "link_expired")
    assert state() == before
    phone.open(counter.post(f"/api/admin/runs/{run['id']}/link").json["url"])
    assert len(phone.stops()) == 1


@pytest.mark.parametrize(
    "forge", [str.upper, lambda token: token.replace(".", ".A"), lambda token: "", lambda token: "W10"]
)
def test_a_link_that_we_never_signed(http: Browser, link: str, forge: Callable[[str], str]) -> None:
    forged = forge(link.partition("#")[2])
    refused = Phone(http.application.test_client()).open(f"#{forged}")
    assert (refused.status_code, refused.json["code"]) == (404, "link_unknown")
