"""Signing up through the door: the code makes the account, and nothing before it does."""

import unicodedata
from datetime import timedelta
from typing import Any

import pytest

from backend.shop.accounts.limits import LIMITS, Door
from backend.shop.kit import clock
from tests.builders.accounts import PASSWORD
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.people import MAYA, an_account, another_browser, bearer, log_in, refused
from tests.routes.post import another, code_to, letter_to


def sign_up(http: Browser, email: str = MAYA, password: str = PASSWORD) -> Any:
    return http.post("/api/auth/signup", json={"name": "Maya Chen", "email": email, "password": password})


def verify(http: Browser, begun: Any, code: str) -> Any:
    return http.post("/api/auth/verify-email", json={"flow": begun.json["flow"], "code": code})


def test_the_code_of_the_letter_makes_the_account_and_logs_in(http: Browser) -> None:
    begun = sign_up(http, email="Maya@Example.com")
    assert (begun.status_code, begun.json["expires_in"]) == (202, 600)
    assert facts("select * from account") == []

    answer = verify(http, begun, code_to(MAYA, "signup"))

    me = http.get("/api/me", headers=bearer(answer)).json
    assert me == {
        "name": "Maya Chen",
        "email": MAYA,
        "phone": None,
        "role": "customer",
        "permissions": [],
        "has_totp": False,
        "must_enroll": False,
        "version": 1,
    }
    assert http.post("/api/auth/refresh").status_code == 200
    assert log_in(another_browser(http)).status_code == 200


def test_what_waited_for_the_code_is_forgotten_with_it(http: Browser) -> None:
    begun = sign_up(http)
    verify(http, begun, code_to(MAYA, "signup"))

    assert facts("select payload::text from one_time_secret") == [("{}",)]


def test_a_code_opens_nothing_in_another_browser(http: Browser) -> None:
    sign_up(http)
    code = code_to(MAYA, "signup")
    stolen = sign_up(another_browser(http), email="thief@example.com")

    assert refused(verify(http, stolen, code)) == (403, "code_refused")
    answer = http.post("/api/auth/verify-email", json={"flow": "guessed", "code": code})
    assert refused(answer) == (409, "code_over")
    assert facts("select * from account") == []


def test_code_guessing_is_stopped_after_five_tries(http: Browser) -> None:
    begun = sign_up(http)
    code = code_to(MAYA, "signup")
    for _ in range(5):
        assert refused(verify(http, begun, another(code))) == (403, "code_refused")

    assert refused(verify(http, begun, code)) == (409, "code_over")
    assert facts("select tries, used_at from one_time_secret") == [(5, None)]
    assert facts("select * from account") == []


def test_a_code_is_good_once(http: Browser) -> None:
    begun = sign_up(http)
    code = code_to(MAYA, "signup")

    assert verify(http, begun, code).status_code == 200
    assert refused(verify(http, begun, code)) == (409, "code_over")


def test_a_code_is_good_for_ten_minutes(http: Browser) -> None:
    begun = sign_up(http)
    code = code_to(MAYA, "signup")
    facts(
        "update one_time_secret set expires_at = :then returning 1", then=clock.now() - timedelta(seconds=1)
    )

    assert refused(verify(http, begun, code)) == (409, "code_over")
    assert facts("select * from account") == []


def test_a_code_of_one_purpose_opens_no_other(http: Browser) -> None:
    an_account()
    begun = http.post("/api/auth/code", json={"email": MAYA})

    assert refused(verify(http, begun, code_to(MAYA, "login"))) == (409, "code_over")


def test_who_signs_up_with_a_known_address_changes_nothing_there(http: Browser) -> None:
    an_account()
    begun = sign_up(http, password="another password of hers")
    letter = letter_to(MAYA, "signup")
    assert letter is not None
    assert letter.is_known  # so the letter says that, and has no code

    assert refused(verify(http, begun, letter.code)) == (409, "account_exists")
    assert log_in(http).status_code == 200
    assert refused(log_in(http, password="another password of hers")) == (401, "login_refused")


@pytest.mark.parametrize("password", ["seven77", "x" * 129, "password123", "QWERTYUIOP", "Maya@example.com"])
def test_passwords_that_everybody_tries_are_refused(http: Browser, password: str) -> None:
    answer = sign_up(http, password=password)

    assert refused(answer) == (422, "weak_password")
    assert [error["path"] for error in answer.json["errors"]] == ["password"]
    assert facts("select * from one_time_secret") == []


@pytest.mark.parametrize(
    "password", ["eight 8!", "ü" * 128, "   spaces   ", "пионы и розы", "💐💐💐💐💐💐💐💐"]
)
def test_passwords_are_of_any_characters(http: Browser, password: str) -> None:
    verify(http, sign_up(http, password=password), code_to(MAYA, "signup"))

    assert log_in(another_browser(http), password=password).status_code == 200


def test_another_keyboard_types_the_same_password(http: Browser) -> None:
    one, two = "blühende Gärten", unicodedata.normalize("NFD", "blühende Gärten")
    assert one != two
    verify(http, sign_up(http, password=one), code_to(MAYA, "signup"))

    assert log_in(another_browser(http), password=two).status_code == 200


def test_sign_ups_of_one_address_are_limited(http: Browser) -> None:
    limit = LIMITS[Door.SIGNUP].both
    assert limit is not None
    for _ in range(limit.most):
        assert sign_up(http).status_code == 202

    stopped = sign_up(http)

    assert refused(stopped) == (429, "too_many_attempts")
    assert 0 < int(stopped.headers["Retry-After"]) <= limit.window.total_seconds()
    assert facts("select count(*) from one_time_secret") == [(limit.most,)]
    assert sign_up(http, email="somebody.else@example.com").status_code == 202
