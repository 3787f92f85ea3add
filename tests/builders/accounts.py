"""People with a login, for a test."""

from sqlalchemy.orm import Session

from backend.shop.accounts.rules import Role
from backend.shop.accounts.selectors import Person
from backend.shop.accounts.services.add import add_account
from backend.shop.kit import clock

PASSWORD = "correct horse battery"


def a_person(session: Session, email: str, *, role: str = "owner") -> Person:
    """Somebody of this role, named by the first word of her address."""
    name = email.partition("@")[0].capitalize()
    return add_account(session, email=email, name=name, role=Role(role), password=PASSWORD, at=clock.now())
