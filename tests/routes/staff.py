"""A browser with a login of the back office, for tests."""

from backend import db
from backend.routes import access
from backend.shop.accounts.errors import AccountExists
from backend.shop.accounts.services.counting import Visitor
from backend.shop.accounts.services.log_in import log_in as open_login
from backend.shop.kit import clock
from tests.builders.accounts import PASSWORD, a_person
from tests.routes.conftest import Browser


def log_in(http: Browser, role: str) -> dict[str, str]:
    """The headers of somebody with this role; her account is made when she is not there yet."""
    email = f"{role}@posy.example"
    with db.transaction() as session:
        try:
            with session.begin_nested():
                a_person(session, email, role=role)
        except AccountExists:
            pass
        visitor = Visitor("test", "192.0.2.1")
        login = open_login(session, email=email, password=PASSWORD, visitor=visitor, now=clock.now())
    with http.application.app_context():
        return {"Authorization": f"Bearer {access.access_token(login)}"}
