"""A demo shop in a transaction that is rolled back, and its live orders."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import db
from backend.demo.fill import fill
from backend.shop.orders.models import Delivery, Order
from tests.conftest import empty


@contextmanager
def filled(now: datetime) -> Iterator[Session]:
    """The shop as it is filled at an instant; `session.info["said"]` is what was said meanwhile."""
    empty()
    with db.new_session() as session:
        said: list[str] = []
        assert fill(session, now=now, say=said.append)
        session.info["said"] = said
        yield session
        session.rollback()


def live(session: Session, today: date) -> list[Delivery]:
    """The deliveries of today and later, in the order of the demo's table."""
    query = select(Delivery).join(Delivery.order).where(Delivery.date >= today)
    return list(session.scalars(query.order_by(Delivery.date, Order.placed_at.desc(), Delivery.position)))
