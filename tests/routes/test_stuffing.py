"""Lists of stolen passwords are slowed down, and whose passwords they are can still log in."""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from backend.shop.accounts.limits import LIMITS, Door
from tests.builders.accounts import PASSWORD
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.people import MAYA, an_account, another_browser, refused

LOGIN = LIMITS[Door.LOGIN]
assert LOGIN.both is not None
assert LOGIN.address is not None
assert LOGIN.email is not None


@pytest.fixture(autouse=True)
def maya(http: Browser) -> None:
    an_account()


def try_from(browser: Browser, address: str, password: str, email: str = MAYA) -> Any:
    body = {"email": email, "password": password}
    return browser.post("/api/auth/login", json=body, environ_base={"REMOTE_ADDR": address})


def test_one_address_tries_few_accounts(http: Browser) -> None:
    thief = another_browser(http)
    tried = [
        try_from(thief, "203.0.113.1", "stolen", f"{number}@example.com").status_code
        for number in range(LOGIN.address.most)
    ]

    assert set(tried) == {401}
    assert refused(try_from(thief, "203.0.113.1", PASSWORD)) == (429, "too_many_attempts")
    assert try_from(http, "198.51.100.7", PASSWORD).status_code == 200


def test_many_addresses_try_one_account_few_times_and_its_owner_still_logs_in(http: Browser) -> None:
    assert try_from(http, "198.51.100.7", PASSWORD).status_code == 200  # she has logged in with this browser
    thief = another_browser(http)
    key = "select tries from try_counter order by tries desc limit 1"
    try_from(thief, "203.0.113.1", "stolen")
    facts("update try_counter set tries = :most where tries = 1 returning 1", most=LOGIN.email.most)
    assert facts(key) == [(LOGIN.email.most,)]

    stopped = try_from(thief, "203.0.113.2", PASSWORD)  # even with the right one

    assert refused(stopped) == (429, "too_many_attempts")
    assert 0 < int(stopped.headers["Retry-After"]) <= LOGIN.email.window.total_seconds() + 1
    assert try_from(http, "198.51.100.8", PASSWORD).status_code == 200


def test_a_made_up_cookie_makes_no_browser_known(http: Browser) -> None:
    try_from(http, "198.51.100.7", PASSWORD)
    kept = http.get_cookie("posy_device", path="/api/auth")
    assert kept is not None
    thief = another_browser(http)
    thief.set_cookie("posy_device", kept.value[:-2] + "xx", path="/api/auth")
    try_from(thief, "203.0.113.1", "stolen")
    facts("update try_counter set tries = :most where tries = 1 returning 1", most=LOGIN.email.most)

    assert refused(try_from(thief, "203.0.113.2", PASSWORD)) == (429, "too_many_attempts")


def test_many_tries_at_once_are_no_more_than_one_by_one(http: Browser) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(
            threads.map(lambda _: try_from(another_browser(http), "203.0.113.1", "guess"), range(30))
        )

    codes = [each.status_code for each in answers]
    assert codes.count(401) == LOGIN.both.most
    assert set(codes) == {401, 429}


def test_the_security_log_has_the_tries_and_no_secret(
    http: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="posy.security")
    try_from(http, "203.0.113.1", "a stolen password")
    answer = try_from(http, "203.0.113.1", PASSWORD)

    told = [record.getMessage() for record in caplog.records if record.name == "posy.security"]

    assert [line.split(" ")[:2] for line in told] == [["login", "refused"], ["logged", "in"]]
    assert "address=203.0.113.1" in told[0]
    for secret in ("a stolen password", PASSWORD, MAYA, answer.json["access_token"]):
        assert not any(secret in line for line in told)
