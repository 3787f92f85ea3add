"""Customers with a login, for tests: each by her address."""

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
