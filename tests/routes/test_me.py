"""Profile and e-mail of one's own account."""

from typing import Any

import pytest

from tests.builders.accounts import PASSWORD
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.people import MAYA, an_account, another_browser, bearer, log_in, refused
from tests.routes.post import another, code_to, letter_to

NEW = "maya.chen@example.com"
JOBS = "select task_name from procrastinate_jobs where task_name = 'notifications:send_email_changed'"


@pytest.fixture
def here(http: Browser) -> dict[str, str]:
    an_account()
    return bearer(log_in(http))


def begin(http: Browser, here: dict[str, str], email: str = NEW, password: str = PASSWORD) -> Any:
    return http.post("/api/me/email", json={"email": email, "password": password}, headers=here)


def confirm(http: Browser, here: dict[str, str], begun: Any, code: str) -> Any:
    body = {"flow": begun.json["flow"], "code": code}
    return http.post("/api/me/email/confirm", json=body, headers=here)


def test_a_profile_is_changed_in_parts(http: Browser, here: dict[str, str]) -> None:
    first = http.patch("/api/me", json={"version": 1, "phone": "(971) 555-0119"}, headers=here)
    second = http.patch("/api/me", json={"version": 2, "name": "  Maya Chen "}, headers=here)

    assert (first.json["name"], first.json["phone"], first.json["version"]) == ("Maya", "(971) 555-0119", 2)
    assert (second.json["name"], second.json["phone"]) == ("Maya Chen", "(971) 555-0119")
    assert http.get("/api/me", headers=here).json == second.json
    assert http.patch("/api/me", json={"version": 3, "phone": ""}, headers=here).json["phone"] is None


def test_the_second_window_sees_what_the_first_has_saved(http: Browser, here: dict[str, str]) -> None:
    http.patch("/api/me", json={"version": 1, "name": "Maya Chen"}, headers=here)

    answer = http.patch("/api/me", json={"version": 1, "name": "M."}, headers=here)

    assert refused(answer) == (409, "version_conflict")
    assert answer.json["current"] == http.get("/api/me", headers=here).json
    assert answer.json["current"]["name"] == "Maya Chen"


def test_the_code_of_the_new_address_makes_it_the_accounts(http: Browser, here: dict[str, str]) -> None:
    begun = begin(http, here)
    assert (begun.status_code, begun.json["expires_in"]) == (202, 600)
    assert http.get("/api/me", headers=here).json["email"] == MAYA

    answer = confirm(http, here, begun, code_to(NEW, "change_email"))

    assert (answer.status_code, answer.json["email"]) == (200, NEW)
    assert refused(log_in(another_browser(http))) == (401, "login_refused")
    assert log_in(another_browser(http), NEW).status_code == 200
    assert facts(JOBS) == [("notifications:send_email_changed",)]


def test_a_taken_address_gets_no_code_and_the_same_answer(http: Browser, here: dict[str, str]) -> None:
    an_account(NEW)
    begun = begin(http, here)

    assert (begun.status_code, begun.json["expires_in"]) == (202, 600)
    assert letter_to(NEW, "change_email") is None
    assert refused(confirm(http, here, begun, "123456")) == (403, "code_refused")


def test_an_address_that_was_taken_meanwhile_stays_whose_it_is(http: Browser, here: dict[str, str]) -> None:
    begun = begin(http, here)
    code = code_to(NEW, "change_email")
    an_account(NEW)

    assert refused(confirm(http, here, begun, code)) == (409, "account_exists")
    assert http.get("/api/me", headers=here).json["email"] == MAYA
    assert facts(JOBS) == []


def test_an_address_is_not_changed_without_password_or_code(http: Browser, here: dict[str, str]) -> None:
    assert refused(begin(http, here, password="guess")) == (403, "password_refused")
    assert facts("select * from one_time_secret") == []
    begun = begin(http, here)
    code = code_to(NEW, "change_email")

    assert refused(confirm(http, here, begun, another(code))) == (403, "code_refused")
    assert http.get("/api/me", headers=here).json["email"] == MAYA


def test_the_code_of_one_account_changes_no_other(http: Browser, here: dict[str, str]) -> None:
    begun = begin(http, here)
    code = code_to(NEW, "change_email")
    an_account("rosa@example.com")
    rosa = bearer(log_in(another_browser(http), "rosa@example.com"))

    assert refused(confirm(http, rosa, begun, code)) == (409, "code_over")
    assert http.get("/api/me", headers=rosa).json["email"] == "rosa@example.com"


def test_a_link_sent_to_the_old_address_opens_nothing_any_more(http: Browser, here: dict[str, str]) -> None:
    http.post("/api/auth/forgot-password", json={"email": MAYA})
    link = letter_to(MAYA, "reset")
    assert link is not None
    begun = begin(http, here)
    confirm(http, here, begun, code_to(NEW, "change_email"))

    answer = http.post("/api/auth/reset-password", json={"token": link.token, "password": "asters for all"})
    assert refused(answer) == (409, "link_over")
