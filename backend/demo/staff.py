"""The people who work in the demo shop."""

from datetime import datetime

from sqlalchemy.orm import Session

from backend.demo.logins import LOGINS, PASSWORD
from backend.shop.accounts.rules import Role
from backend.shop.accounts.services import add_account


def add_staff(session: Session, *, now: datetime) -> None:
    for email, name, role in LOGINS:
        add_account(session, email=email, name=name, role=Role(role), password=PASSWORD, at=now)
