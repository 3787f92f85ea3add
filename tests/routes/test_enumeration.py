"""Nobody learns at the doors who has an account: not by the answer, not by its status, not by its time.

Time is told by the work that is done: the statements that go to the database and the passwords that are
hashed are the same for an address that has an account and for one that has none; no clock has to be trusted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import event

from backend import db
from tests.builders.accounts import PASSWORD
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.people import MAYA, an_account, another_browser

NOBODY = "nobody@example.com"
DOORS: dict[str, dict[str, str]] = {
    "/api/auth/signup": {"name": "Maya Chen", "password": PASSWORD},
    "/api/auth/login": {"password": "wrong password"},
    "/api/auth/code": {},
    "/api/auth/forgot-password": {},
}


@pytest.fixture(autouse=True)
def maya(http: Browser) -> None:
    an_account()


def knock(http: Browser, door: str, email: str) -> Any:
    return another_browser(http).post(door, json={"email": email, **DOORS[door]})


@contextmanager
def work_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every statement and every hashing, in their order."""
    done: list[str] = []

    def statement(_connection: Any, _cursor: Any, text: str, *_rest: Any) -> None:
        done.append(text)

    def hashing(name: str) -> Any:
        real = getattr(PasswordHasher, name)

        def noted(*given: Any, **named: Any) -> Any:
            done.append(name)
            return real(*given, **named)

        return noted

    with monkeypatch.context() as patch:
        for name in ("hash", "verify"):
            patch.setattr(PasswordHasher, name, hashing(name))
        event.listen(db.engine(), "before_cursor_execute", statement)
        try:
            yield done
        finally:
            event.remove(db.engine(), "before_cursor_execute", statement)


@pytest.mark.parametrize("door", DOORS)
def test_known_and_unknown_addresses_get_the_same_answer_and_status(http: Browser, door: str) -> None:
    known, unknown = knock(http, door, MAYA), knock(http, door, NOBODY)

    bodies = [each.json for each in (known, unknown)]
    for body in bodies:
        assert len(body.pop("flow", "x" * 43)) == 43
    assert bodies[0] == bodies[1]
    assert known.status_code == unknown.status_code
    assert sorted(known.headers.keys()) == sorted(unknown.headers.keys())


@pytest.mark.parametrize("door", DOORS)
def test_known_and_unknown_addresses_take_the_same_work(
    http: Browser, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    knock(http, door, "first@example.com")  # whatever is only done once in a process is done
    with work_of(monkeypatch) as known:
        knock(http, door, MAYA)
    with work_of(monkeypatch) as unknown:
        knock(http, door, NOBODY)

    assert known == unknown
    assert known.count("hash") + known.count("verify") == (1 if "password" in DOORS[door] else 0)


@pytest.mark.parametrize("door", ["/api/auth/signup", "/api/auth/code", "/api/auth/forgot-password"])
def test_the_same_job_is_left_for_both_and_looks_the_address_up(http: Browser, door: str) -> None:
    knock(http, door, MAYA)
    knock(http, door, NOBODY)

    assert facts("select task_name, count(*) from procrastinate_jobs group by 1") == [
        ("notifications:send_secret", 2)
    ]


def test_a_closed_account_is_refused_as_a_wrong_password_is(http: Browser) -> None:
    facts("update account set active = false returning 1")

    right = another_browser(http).post("/api/auth/login", json={"email": MAYA, "password": PASSWORD})
    wrong = knock(http, "/api/auth/login", MAYA)

    assert (right.status_code, right.data) == (wrong.status_code, wrong.data)
