"""Customers with a login, for tests: each by her address."""

from typing import Any

from flask.testing import FlaskClient

from backend import db
from backend.shop.accounts.errors import AccountExists
from tests.builders.accounts import PASSWORD, a_person
from tests.routes.conftest import Browser

ANN, BEA = "ann@example.com", "bea@example.com"


def make(email: str = ANN) -> None:
    """Her account; one that is there stays."""
    with db.transaction() as session:
        try:
            with session.begin_nested():
                a_person(session, email, role="customer")
        except AccountExists:
            pass


def log_in(http: Browser, email: str = ANN) -> dict[str, str]:
    """The headers of a customer who logs in at this very browser: what it holds as a guest's becomes hers."""
    make(email)
    answer = http.post("/api/auth/login", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json['access_token']}"}


def elsewhere(http: Browser, email: str = ANN) -> dict[str, str]:
    """The headers of a customer who has logged in at another browser."""
    return log_in(http.application.test_client(), email)  # type: ignore[arg-type]  # it is a Browser


class _Hers:
    """A browser whose every request carries a customer's login."""

    def __init__(self, http: Browser, headers: dict[str, str]) -> None:
        self._http, self._headers = http, headers

    def __getattr__(self, method: str) -> Any:
        def call(*args: Any, headers: dict[str, str] | None = None, **kwargs: Any) -> Any:
            return getattr(self._http, method)(*args, headers={**self._headers, **(headers or {})}, **kwargs)

        return call


def browser_of(http: Browser, headers: dict[str, str] | None = None) -> FlaskClient:
    """The same browser with a customer's login, Ann's unless another's headers are given, in all it asks."""
    return _Hers(http, headers or log_in(http))  # type: ignore[return-value]  # it does what a client does
