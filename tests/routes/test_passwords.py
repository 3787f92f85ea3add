"""Forgotten and changed passwords through the door."""

from datetime import timedelta
from typing import Any

import pytest

from backend.shop.kit import clock
from tests.builders.accounts import PASSWORD
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.people import MAYA, an_account, another_browser, bearer, log_in, refused
from tests.routes.post import code_to, letter_to, token_to

NEW = "a garden full of asters"
JOBS = "select task_name from procrastinate_jobs where task_name = 'notifications:send_password_changed'"


@pytest.fixture(autouse=True)
def maya(http: Browser) -> None:
    an_account()


def forgot(http: Browser, email: str = MAYA) -> Any:
    return http.post("/api/auth/forgot-password", json={"email": email})


def reset(http: Browser, token: str, password: str = NEW) -> Any:
    return http.post("/api/auth/reset-password", json={"token": token, "password": password})


def test_the_link_of_the_letter_sets_a_new_password(http: Browser) -> None:
    answer = forgot(http)
    assert (answer.status_code, answer.json) == (202, {"expires_in": 3600})

    assert reset(http, token_to(MAYA, "reset")).status_code == 204

    assert refused(log_in(http)) == (401, "login_refused")
    assert log_in(http, password=NEW).status_code == 200
    assert facts(JOBS) == [("notifications:send_password_changed",)]


def test_a_reset_logs_every_device_out(http: Browser) -> None:
    phone, desk = another_browser(http), another_browser(http)
    on_phone, on_desk = bearer(log_in(phone)), bearer(log_in(desk))
    forgot(http)
    reset(http, token_to(MAYA, "reset"))

    for browser, headers in ((phone, on_phone), (desk, on_desk)):
        assert refused(browser.get("/api/me", headers=headers)) == (401, "unauthenticated")
        assert refused(browser.post("/api/auth/refresh")) == (401, "session_ended")


def test_a_reset_token_used_twice_opens_nothing(http: Browser) -> None:
    forgot(http)
    token = token_to(MAYA, "reset")
    reset(http, token)

    assert refused(reset(http, token, "a second new password")) == (409, "link_over")
    assert log_in(http, password=NEW).status_code == 200


def test_a_reset_token_that_is_late_opens_nothing(http: Browser) -> None:
    forgot(http)
    token = token_to(MAYA, "reset")
    facts(
        "update one_time_secret set expires_at = :then returning 1", then=clock.now() - timedelta(seconds=1)
    )

    assert refused(reset(http, token)) == (409, "link_over")
    assert log_in(http).status_code == 200


def test_a_reset_ends_the_other_links_and_codes_of_the_account(http: Browser) -> None:
    forgot(http)
    first = token_to(MAYA, "reset")
    forgot(http)
    flow = http.post("/api/auth/code", json={"email": MAYA}).json["flow"]
    code = code_to(MAYA, "login")
    reset(http, token_to(MAYA, "reset"))

    assert refused(reset(http, first)) == (409, "link_over")
    answer = http.post("/api/auth/code/login", json={"flow": flow, "code": code})
    assert refused(answer) == (409, "code_over")


def test_forged_tokens_reset_nothing(http: Browser) -> None:
    forgot(http)
    row, _, proof = token_to(MAYA, "reset").partition(".")
    http.post("/api/auth/code", json={"email": MAYA})
    of_a_code = letter_to(MAYA, "login")
    assert of_a_code is not None

    for token in (
        row,
        f"{row}.",
        f"{row}.{proof[:-1]}",
        f"{row}.{'0' * 64}",
        of_a_code.token,
        "nonsense",
        "é.ü",
    ):
        assert refused(reset(http, token)) == (409, "link_over"), token
    assert log_in(http).status_code == 200


def test_a_weak_password_leaves_the_link_good(http: Browser) -> None:
    forgot(http)
    token = token_to(MAYA, "reset")

    assert refused(reset(http, token, "password123")) == (422, "weak_password")
    assert reset(http, token).status_code == 204


def test_an_address_that_nobody_has_gets_no_link_and_the_same_answer(http: Browser) -> None:
    known, unknown = forgot(http), forgot(http, "nobody@example.com")

    assert (known.status_code, known.data) == (unknown.status_code, unknown.data)
    assert letter_to("nobody@example.com", "reset") is None


def test_who_changes_the_password_stays_logged_in_and_nobody_else(http: Browser) -> None:
    phone = another_browser(http)
    on_phone, here = bearer(log_in(phone)), bearer(log_in(http))

    answer = http.post("/api/me/password", json={"current": PASSWORD, "new": NEW}, headers=here)

    assert answer.status_code == 204
    assert http.get("/api/me", headers=here).status_code == 200
    assert http.post("/api/auth/refresh").status_code == 200
    assert refused(phone.get("/api/me", headers=on_phone)) == (401, "unauthenticated")
    assert log_in(another_browser(http), password=NEW).status_code == 200
    assert facts(JOBS) == [("notifications:send_password_changed",)]
    assert facts("select action, reason, change::text from audit_entry") == [
        ("account.password_changed", "by its owner", "{}")
    ]


def test_a_password_is_not_changed_without_the_old_one(http: Browser) -> None:
    here = bearer(log_in(http))
    for _ in range(10):
        answer = http.post("/api/me/password", json={"current": "guess", "new": NEW}, headers=here)
        assert refused(answer) == (403, "password_refused")

    answer = http.post("/api/me/password", json={"current": PASSWORD, "new": NEW}, headers=here)

    assert refused(answer) == (429, "too_many_attempts")
    assert log_in(another_browser(http)).status_code == 200
    assert facts(JOBS) == []
