"""The people who work in the demo shop."""

from datetime import datetime

from sqlalchemy.orm import Session

from backend.demo.logins import LOGINS, PASSWORD
from backend.shop.accounts.rules import Role
from backend.shop.accounts.selectors import Person
from backend.shop.accounts.services.add import add_account


def add_staff(session: Session, *, now: datetime) -> dict[Role, Person]:
    """One of each role."""
    return {
        Role(role): add_account(session, email=email, name=name, role=Role(role), password=PASSWORD, at=now)
        for email, name, role in LOGINS
    }
