"""People with a browser of their own, for tests of accounts."""

from typing import Any

from backend import db
from tests.builders.accounts import PASSWORD, a_person
from tests.routes.conftest import Browser

MAYA = "maya@example.com"


def an_account(email: str = MAYA, role: str = "customer") -> None:
    with db.transaction() as session:
        a_person(session, email, role=role)


def log_in(http: Browser, email: str = MAYA, password: str = PASSWORD, **more: Any) -> Any:
    return http.post("/api/auth/login", json={"email": email, "password": password, **more})


def bearer(answer: Any) -> dict[str, str]:
    """The header of whoever got this answer to her login."""
    assert answer.status_code == 200, answer.json
    return {"Authorization": f"Bearer {answer.json['access_token']}"}


def another_browser(http: Browser) -> Browser:
    """One without our cookies."""
    browser = http.application.test_client()
    assert isinstance(browser, Browser)
    return browser


def refused(answer: Any) -> tuple[int, str]:
    """Status and code of a refusal."""
    return answer.status_code, answer.json["code"]
