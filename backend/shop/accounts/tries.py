"""A transaction that is committed although it refuses: the try has to stay counted."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from backend import db
from backend.shop.accounts.errors import CountedRefusal


@contextmanager
def counted() -> Iterator[Session]:
    """As `db.transaction()`, but a CountedRefusal commits what was written before it, and then goes on."""
    refusal: CountedRefusal | None = None
    with db.transaction() as session:
        try:
            yield session
        except CountedRefusal as counted_one:
            refusal = counted_one
    if refusal is not None:
        raise refusal
