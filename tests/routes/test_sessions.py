"""The devices that somebody is logged in on: seen, ended one by one, ended all at once."""

from typing import Any

import pytest

from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.people import MAYA, an_account, another_browser, bearer, log_in, refused


@pytest.fixture(autouse=True)
def maya(http: Browser) -> None:
    an_account()


def on(http: Browser, device: str) -> tuple[Browser, dict[str, str]]:
    browser = another_browser(http)
    body = {"email": MAYA, "password": "correct horse battery"}
    return browser, bearer(browser.post("/api/auth/login", json=body, headers={"User-Agent": device}))


def seen(browser: Browser, headers: dict[str, str]) -> list[Any]:
    items: list[Any] = browser.get("/api/me/sessions", headers=headers).json["items"]
    return items


def test_every_device_is_listed_and_this_one_is_marked(http: Browser) -> None:
    on(http, "a phone")
    desk, headers = on(http, "x" * 300)

    listed = seen(desk, headers)

    assert [(each["device"], each["current"]) for each in listed] == [("x" * 200, True), ("a phone", False)]


def test_a_revoked_session_is_dead_with_its_next_request(http: Browser) -> None:
    phone, on_phone = on(http, "a phone")
    desk, on_desk = on(http, "a desk")
    [phones] = [each["id"] for each in seen(desk, on_desk) if not each["current"]]

    assert desk.delete(f"/api/me/sessions/{phones}", headers=on_desk).status_code == 204

    # Not only within the access token's lifetime: at once.
    assert refused(phone.get("/api/me", headers=on_phone)) == (401, "unauthenticated")
    assert refused(phone.post("/api/auth/refresh")) == (401, "session_ended")
    assert [each["device"] for each in seen(desk, on_desk)] == ["a desk"]


def test_logout_everywhere_leaves_only_this_device(http: Browser) -> None:
    others = [on(http, "a phone"), on(http, "a tablet")]
    desk, on_desk = on(http, "a desk")

    assert desk.delete("/api/me/sessions", headers=on_desk).status_code == 204

    for browser, headers in others:
        assert refused(browser.get("/api/me", headers=headers)) == (401, "unauthenticated")
        assert refused(browser.post("/api/auth/refresh")) == (401, "session_ended")
    assert desk.post("/api/auth/refresh").status_code == 200
    assert desk.get("/api/me", headers=on_desk).status_code == 200


def test_nobody_ends_the_session_of_somebody_else(http: Browser) -> None:
    an_account("rosa@example.com")
    rosa = bearer(log_in(another_browser(http), "rosa@example.com"))
    phone, on_phone = on(http, "a phone")
    [mayas] = [each["id"] for each in seen(phone, on_phone)]

    answer = http.delete(f"/api/me/sessions/{mayas}", headers=rosa)

    assert refused(answer) == (404, "session_not_found")
    assert http.delete("/api/me/sessions", headers=rosa).status_code == 204
    assert phone.get("/api/me", headers=on_phone).status_code == 200
    assert facts("select count(*) from login_session where revoked_at is null") == [(2,)]
