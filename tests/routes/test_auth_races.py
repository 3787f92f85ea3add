"""Many at one door at the same moment: real connections, one outcome."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from backend.routes import cookies
from tests.routes import staff
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.people import MAYA, an_account, another_browser, log_in
from tests.routes.post import another, code_to, token_to

CROWD = 8


def at_once(*asked: Callable[[], Any]) -> list[tuple[int, str]]:
    """Status and code of each answer; all set out together."""
    start = Barrier(len(asked))

    def go(ask: Callable[[], Any]) -> tuple[int, str]:
        start.wait()
        answer = ask()
        return answer.status_code, (answer.get_json(silent=True) or {}).get("code", "")

    with ThreadPoolExecutor(len(asked)) as threads:
        return list(threads.map(go, asked))


def test_two_tabs_that_refresh_at_the_same_moment_stay_logged_in(http: Browser) -> None:
    an_account()
    log_in(http)
    kept = http.get_cookie(cookies.REFRESH, path="/api/auth")
    assert kept is not None
    tabs = [another_browser(http) for _ in range(CROWD)]
    for tab in tabs:
        tab.set_cookie(cookies.REFRESH, kept.value, path="/api/auth")

    answers = at_once(*(lambda tab=tab: tab.post("/api/auth/refresh") for tab in tabs))

    assert answers == [(200, "")] * CROWD
    assert at_once(*(lambda tab=tab: tab.post("/api/auth/refresh") for tab in tabs)) == [(200, "")] * CROWD


def test_guesses_at_the_same_moment_are_five_all_together(http: Browser) -> None:
    an_account()
    flow = http.post("/api/auth/code", json={"email": MAYA}).json["flow"]
    body = {"flow": flow, "code": another(code_to(MAYA, "login"))}

    answers = at_once(
        *(lambda: another_browser(http).post("/api/auth/code/login", json=body) for _ in range(CROWD))
    )

    assert Counter(answers) == {(403, "code_refused"): 5, (409, "code_over"): CROWD - 5}
    assert facts("select tries from one_time_secret") == [(5,)]


@pytest.mark.parametrize("purpose", ["login", "reset"])
def test_a_secret_that_comes_twice_at_the_same_moment_opens_once(http: Browser, purpose: str) -> None:
    an_account()
    if purpose == "login":
        door, flow = "/api/auth/code/login", http.post("/api/auth/code", json={"email": MAYA}).json["flow"]
        body = {"flow": flow, "code": code_to(MAYA, "login")}
    else:
        http.post("/api/auth/forgot-password", json={"email": MAYA})
        door, body = "/api/auth/reset-password", {"token": token_to(MAYA, "reset"), "password": "a new one!"}

    answers = at_once(*(lambda: another_browser(http).post(door, json=body) for _ in range(CROWD)))

    assert sum(status < 300 for status, _ in answers) == 1
    assert {code for status, code in answers if status > 300} <= {"code_over", "link_over"}


def test_two_owners_who_let_each_other_go_are_not_both_right(http: Browser) -> None:
    one = staff.log_in(http, "owner")
    an_account("iris@posy.example", "owner")
    other = {
        "Authorization": "Bearer " + log_in(another_browser(http), "iris@posy.example").json["access_token"]
    }
    ids = dict(facts("select email, id from account"))

    def let_go(by: dict[str, str], email: str) -> Callable[[], Any]:
        body = {"version": 1, "active": False}
        browser, address = another_browser(http), f"/api/admin/staff/{ids[email]}"
        return lambda: browser.patch(address, json=body, headers=by)

    at_once(let_go(one, "iris@posy.example"), let_go(other, "owner@posy.example"))

    assert facts("select count(*) from account where role = 'owner' and active") == [(1,)]


def test_one_address_is_signed_up_once_from_many_tabs(http: Browser) -> None:
    tabs = []
    for _ in range(4):
        tab = another_browser(http)
        body = {"name": "Maya", "email": MAYA, "password": "asters for all"}
        flow = tab.post("/api/auth/signup", json=body).json["flow"]
        tabs.append((tab, {"flow": flow, "code": code_to(MAYA, "signup")}))

    answers = at_once(*(lambda t=tab, b=body: t.post("/api/auth/verify-email", json=b) for tab, body in tabs))

    assert Counter(answers) == {(200, ""): 1, (409, "account_exists"): 3}
    assert facts("select count(*) from account") == [(1,)]
