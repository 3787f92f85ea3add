"""Idempotency keys: a key makes one order, and says so when it comes again."""

from datetime import datetime
from uuid import UUID

from psycopg.errors import LockNotAvailable
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from backend.shop.checkout.errors import IdempotencyMismatch, InProgress
from backend.shop.checkout.models import IdempotencyKey


def claim(session: Session, *, scope: str, key: str, body_hash: str, now: datetime) -> UUID | None:
    """Takes the key, or answers the order that it has made. Waits for a request that is just using it."""
    try:
        fresh = session.scalar(
            insert(IdempotencyKey)
            .values(scope=scope, key=key, body_hash=body_hash, created_at=now)
            .on_conflict_do_nothing()
            .returning(IdempotencyKey.key)
        )
    except OperationalError as error:
        if isinstance(error.orig, LockNotAvailable):
            raise InProgress("Your order is being placed. Please wait.", retry_after=1) from error
        raise
    return None if fresh is not None else made(session, scope=scope, key=key, body_hash=body_hash)


def made(session: Session, *, scope: str, key: str, body_hash: str) -> UUID | None:
    """The order that the key has made; None for one that has made none."""
    this = select(IdempotencyKey).where(IdempotencyKey.scope == scope, IdempotencyKey.key == key)
    known = session.scalar(this)
    if known is not None and known.body_hash != body_hash:
        raise IdempotencyMismatch("Please send a new Idempotency-Key with a changed order.")
    return known.order_id if known is not None else None


def note(session: Session, *, scope: str, key: str, order_id: UUID) -> None:
    """Ties the key to the order; both commit together or not at all."""
    session.execute(
        update(IdempotencyKey)
        .where(IdempotencyKey.scope == scope, IdempotencyKey.key == key)
        .values(order_id=order_id)
    )


def erase_person(session: Session, *, order_id: UUID) -> None:
    """The order's keys go, with the hashes of what its buyer sent: it is over, and nobody asks again."""
    session.execute(delete(IdempotencyKey).where(IdempotencyKey.order_id == order_id))
