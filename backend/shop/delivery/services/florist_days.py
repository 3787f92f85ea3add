"""The florists' own days, such as Mother's Day: the shop prepares for them; no holiday calendar has them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.audit import services as audit
from backend.shop.audit.services import Deed
from backend.shop.delivery.errors import FloristDayNotFound
from backend.shop.delivery.models import FloristDay


def keep_florist_day(session: Session, *, name: str, rule: str, deed: Deed) -> None:
    """Says when it is, for the first time or another one; `rule` is a yearly one of RFC 5545."""
    row = _row(session, name)
    before = row.rule if row else None
    if row is None:
        session.add(FloristDay(name=name, rule=rule))
    else:
        row.rule = rule
    _record(session, name, (before, rule), deed)


def drop_florist_day(session: Session, *, name: str, deed: Deed) -> None:
    """Raises FloristDayNotFound."""
    row = _row(session, name)
    if row is None:
        raise FloristDayNotFound
    session.delete(row)
    _record(session, name, (row.rule, None), deed)


def _row(session: Session, name: str) -> FloristDay | None:
    return session.scalar(select(FloristDay).where(FloristDay.name == name).with_for_update())


def _record(session: Session, name: str, change: tuple[str | None, str | None], deed: Deed) -> None:
    audit.record(
        session,
        actor=deed.who,
        action="florist_day.set",
        subject=f"florist_day:{name}",
        reason=deed.why,
        change={"rule": list(change)},
        at=deed.at,
    )
    session.flush()
