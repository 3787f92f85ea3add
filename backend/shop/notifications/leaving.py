"""What letters say of people: their addresses. That a letter was sent, and when, stays."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_, select, update
from sqlalchemy.orm import Session

from backend.shop.notifications import suppression
from backend.shop.notifications.models import Letter


def erase_person(
    session: Session, *, order_ids: Collection[UUID] = (), emails: Collection[str] = ()
) -> list[int]:
    """Letters of these orders, and those to these addresses that tell of no order, forget whom they went to.

    What still waited is not sent, and none can be sent again. Answers their ids.
    """
    suppression.erase_person(session, emails=emails)
    this = update(Letter).where(_about(order_ids, emails))
    erased = this.values(
        recipient="",
        last_error=None,
        task=None,
        arguments=None,
        claimed_until=None,
        state=case((Letter.state == "queued", "dead"), else_=Letter.state),
    )
    return list(session.scalars(erased.returning(Letter.id)))


def export_person(
    session: Session, *, order_ids: Collection[UUID], emails: Collection[str]
) -> list[dict[str, Any]]:
    """Which letters went to her and when; those to the shop about her orders are the shop's."""
    mine = select(Letter).where(_about(order_ids, emails), func.lower(Letter.recipient).in_(emails))
    rows = session.scalars(mine.order_by(Letter.id))
    return [
        {"kind": each.kind, "to": each.recipient, "state": each.state, "sent_at": each.sent_at}
        for each in rows
    ]


def no_letters_to(session: Session, *, emails: Collection[str]) -> list[dict[str, Any]]:
    """Which of her addresses get no letters of what, and why."""
    return suppression.export_person(session, emails=emails)


def _about(order_ids: Collection[UUID], emails: Collection[str]) -> ColumnElement[bool]:
    alone = and_(Letter.order_id.is_(None), func.lower(Letter.recipient).in_(emails))
    return or_(Letter.order_id.in_(order_ids), alone)
