"""Reads of the shop's own facts."""

from sqlalchemy.orm import Session

from backend.shop.settings.models import Shop


class ShopMissing(RuntimeError):
    """The database has no shop yet: `python -m backend.demo` makes one."""


def shop(session: Session) -> Shop:
    """The shop; its row is made once, when the database is filled."""
    row = session.get(Shop, 1)
    if row is None:
        raise ShopMissing("There is no shop in this database yet")
    return row
