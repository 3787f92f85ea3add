"""Addresses that get no letters of some topics, or of none: letters about an order or an account still go.

They are looked up by hash, which is all that is left of somebody who is forgotten: she stays unwritten.
"""

import hashlib
from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.shop.accounts.preferences import Topic
from backend.shop.accounts.rules import folded
from backend.shop.audit import services as audit
from backend.shop.kit.paging import Page
from backend.shop.notifications.errors import SuppressionNotFound
from backend.shop.notifications.models import Suppression

LONGEST_DETAIL = 300
_PREFIX = "suppression:"


class Why(StrEnum):
    BOUNCED = "bounced"
    UNSUBSCRIBED = "unsubscribed"
    COMPLAINED = "complained"


def hashed(address: str) -> str:
    return hashlib.sha256(f"{_PREFIX}{folded(address)}".encode()).hexdigest()


def is_suppressed(session: Session, address: str, *, topic: Topic) -> bool:
    return hashed(address) in all_hashes(session, topic=topic, among=[hashed(address)])


def all_hashes(session: Session, *, topic: Topic, among: Collection[str] | None = None) -> set[str]:
    """The hashes of those who get no letters of the topic."""
    query = select(Suppression.address_hash).where(Suppression.topic.in_(("", topic)))
    if among is not None:
        query = query.where(Suppression.address_hash.in_(among))
    return set(session.scalars(query))


def suppress(  # one keyword for each fact
    session: Session, address: str, *, why: Why, at: datetime, topic: str = "", detail: str = ""
) -> None:
    """Of everything that nobody ordered, where no topic is named. What is known already stays as it is."""
    values = {
        "address": folded(address),
        "address_hash": hashed(address),
        "topic": topic,
        "why": why,
        "detail": detail[:LONGEST_DETAIL],
        "at": at,
    }
    session.execute(insert(Suppression).values(values).on_conflict_do_nothing())


def take_back(session: Session, address: str, *, topic: Topic) -> None:
    """She wants letters of the topic again, which she had ended herself."""
    mine = (Suppression.address_hash == hashed(address), Suppression.topic == topic)
    for row in session.scalars(select(Suppression).where(*mine, Suppression.why == Why.UNSUBSCRIBED)):
        session.delete(row)
    session.flush()


def lift(session: Session, *, suppression_id: int, who: str, at: datetime) -> None:
    """Letters go there again. Raises SuppressionNotFound."""
    row = session.get(Suppression, suppression_id, with_for_update=True)
    if row is None:
        raise SuppressionNotFound
    change = {"why": row.why, "topic": row.topic}
    subject = f"suppression:{row.id}"
    audit.record(
        session, actor=who, action="suppression.lifted", subject=subject, reason="", change=change, at=at
    )
    session.delete(row)
    session.flush()


def page_of(session: Session, *, q: str, page: Page) -> tuple[list[Suppression], int]:
    """The newest first; those of forgotten people have no address any more and are not listed."""
    found = select(Suppression).where(Suppression.address.contains(folded(q), autoescape=True))
    total = session.scalars(select(func.count()).select_from(found.subquery())).one()
    rows = session.scalars(found.order_by(Suppression.id.desc()).offset(page.offset).limit(page.size))
    return list(rows), total


def erase_person(session: Session, *, emails: Collection[str]) -> None:
    """Nothing but the hashes of these addresses stays."""
    hashes = [hashed(each) for each in emails]
    this = update(Suppression).where(Suppression.address_hash.in_(hashes))
    session.execute(this.values(address=None, detail=""))


def export_person(session: Session, *, emails: Collection[str]) -> list[dict[str, Any]]:
    """What we send no letters of to which of her addresses, why, and since when."""
    hashes = [hashed(each) for each in emails]
    query = select(Suppression).where(Suppression.address_hash.in_(hashes)).order_by(Suppression.id)
    return [
        {"address": each.address, "topic": each.topic, "why": each.why, "at": each.at}
        for each in session.scalars(query)
    ]
