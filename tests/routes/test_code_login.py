"""Logging in with a code from a letter instead of the password."""

from typing import Any

from backend.shop.accounts.limits import LIMITS, Door
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.people import MAYA, an_account, another_browser, bearer, log_in, refused
from tests.routes.post import another, code_to, letter_to


def ask(http: Browser, email: str = MAYA) -> Any:
    return http.post("/api/auth/code", json={"email": email})


def enter(http: Browser, begun: Any, code: str) -> Any:
    return http.post("/api/auth/code/login", json={"flow": begun.json["flow"], "code": code})


def test_who_reads_the_letter_is_logged_in(http: Browser) -> None:
    an_account()
    begun = ask(http, " MAYA@example.com")
    code = code_to(MAYA, "login")

    answer = enter(http, begun, f" {code[:3]} {code[3:]} ")

    assert http.get("/api/me", headers=bearer(answer)).json["email"] == MAYA
    assert refused(enter(http, begun, code)) == (409, "code_over")


def test_an_address_that_nobody_has_gets_no_letter_and_the_same_answer(http: Browser) -> None:
    begun = ask(http)

    assert begun.status_code == 202
    assert letter_to(MAYA, "login") is None
    for _ in range(5):
        assert refused(enter(http, begun, "123456")) == (403, "code_refused")
    assert refused(enter(http, begun, "123456")) == (409, "code_over")


def test_a_closed_account_gets_no_letter(http: Browser) -> None:
    an_account()
    ask(http)
    facts("update account set active = false returning 1")

    assert letter_to(MAYA, "login") is None


def test_each_browser_has_five_guesses_of_its_own_code(http: Browser) -> None:
    an_account()
    begun = ask(http)
    code = code_to(MAYA, "login")
    stranger = another_browser(http)
    strangers = ask(stranger)
    for _ in range(5):
        enter(stranger, strangers, another(code_to(MAYA, "login")))

    assert enter(http, begun, code).status_code == 200  # a stranger's guesses are none of hers


def test_codes_to_one_address_are_few_from_wherever_they_are_asked_for(http: Browser) -> None:
    limit = LIMITS[Door.CODE].email
    assert limit is not None
    an_account()
    known = another_browser(http)
    log_in(known)
    answers = [
        another_browser(http).post(
            "/api/auth/code", json={"email": MAYA}, environ_base={"REMOTE_ADDR": f"203.0.113.{number}"}
        )
        for number in range(limit.most + 1)
    ]

    assert [each.status_code for each in answers] == [202] * limit.most + [429]
    assert ask(known).status_code == 202  # her own browser is not held up
