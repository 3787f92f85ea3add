"""Counts tries at a door before they are made, so that a thousand at once are no more than one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.shop.accounts import security
from backend.shop.accounts.errors import TooManyAttempts
from backend.shop.accounts.limits import LIMITS, Door, Limit
from backend.shop.accounts.models import TryCounter
from backend.shop.accounts.rules import folded
from backend.shop.kit import ids


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is at the door: what her browser calls itself, where it comes from, who has logged in with it.

    `known` are marks (`mark`) of e-mails: a stranger's many tries with one of them do not hold this browser.
    """

    device: str
    address: str
    known: frozenset[str] = frozenset()


def mark(email: str) -> str:
    """What a browser keeps to remember who has logged in with it: the e-mail's hash."""
    return ids.token_hash(f"browser {folded(email)}")


def count(session: Session, *, door: Door, email: str, visitor: Visitor, now: datetime) -> None:
    """Counts one try. Raises TooManyAttempts when a limit is passed; then nothing is counted."""
    for key, limit in sorted(_keys(door, email, visitor)):
        tries, ends_at = _counted(session, key, limit, now)
        if tries > limit.most:
            security.warn("too many tries", door=door, email=folded(email), address=visitor.address)
            wait = int((ends_at - now).total_seconds()) + 1
            raise TooManyAttempts("Please wait a little and try again.", retry_after=wait)


def forgive(session: Session, *, door: Door, email: str, visitor: Visitor) -> None:
    """It went well: what was counted of this e-mail from here is gone, and one less of all others."""
    both = _key(door, visitor.address, folded(email))
    session.execute(delete(TryCounter).where(TryCounter.key == both))
    others = sorted(key for key, _ in _keys(door, email, visitor) if key != both)
    for key in others:
        one_less = update(TryCounter).where(TryCounter.key == key, TryCounter.tries > 0)
        session.execute(one_less.values(tries=TryCounter.tries - 1))


def _keys(door: Door, email: str, visitor: Visitor) -> Iterator[tuple[str, Limit]]:
    """The counters of a try: this address with this e-mail, the address, the e-mail wherever from."""
    limits, who = LIMITS[door], folded(email)
    if limits.both:
        yield _key(door, visitor.address, who), limits.both
    if limits.address:
        yield _key(door, visitor.address, ""), limits.address
    if limits.email and mark(email) not in visitor.known:
        yield _key(door, "", who), limits.email


def _key(door: Door, address: str, email: str) -> str:
    return ids.token_hash(f"{door} {address} {email}")


def _counted(session: Session, key: str, limit: Limit, now: datetime) -> tuple[int, datetime]:
    row = insert(TryCounter).values(key=key, tries=1, ends_at=now + limit.window)
    is_over = TryCounter.ends_at <= now
    statement = row.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "tries": case((is_over, 1), else_=TryCounter.tries + 1),
            "ends_at": case((is_over, row.excluded.ends_at), else_=TryCounter.ends_at),
        },
    ).returning(TryCounter.tries, TryCounter.ends_at)
    tries, ends_at = session.execute(statement).one()
    return tries, ends_at
