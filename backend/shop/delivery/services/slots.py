"""Lays the templates of slots out into days: wall time becomes instants, and places become buckets."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.shop.capacity.services import NewBucket, open_buckets
from backend.shop.delivery.models import SlotInstance, SlotTemplate
from backend.shop.delivery.rules import instant
from backend.shop.delivery.services import opening
from backend.shop.settings import services as settings

_PLACES = "slot_stops"


def lay_out(session: Session, *, today: date, days: int, time_zone: str) -> int:
    """Makes the slots of `today` and the days after it, `days` in all, and answers how many were new.

    What exists stays as it is, booked or not, so it may run again and beside itself. What is new on a closed
    day is closed.
    """
    until = today + timedelta(days=days - 1)
    active = select(SlotTemplate).where(SlotTemplate.active).order_by(SlotTemplate.id)
    known = session.execute(
        select(SlotInstance.template_id, SlotInstance.date).where(SlotInstance.date.between(today, until))
    )
    laid_out = {(row.template_id, row.date) for row in known}
    new = [
        (template, row)
        for template in session.scalars(active)
        for row in _rows(template, today=today, until=until, time_zone=time_zone)
        if (template.id, row["date"]) not in laid_out
    ]
    if not new:
        return 0
    settings.hold_rules(session)  # whoever closes a day beside this waits, and finds the new slots
    doors = opening.doors(session, first=today, last=until)
    wanted = [
        _bucket(row, capacity=template.capacity, open=doors.is_open(row["date"], row["zone_id"]))
        for template, row in new
    ]
    buckets = open_buckets(session, kind=_PLACES, buckets=wanted)
    rows = [row | {"bucket_id": buckets[_ref(row)]} for _, row in new]
    statement = insert(SlotInstance).on_conflict_do_nothing(index_elements=["template_id", "date"])
    return len(session.scalars(statement.returning(SlotInstance.id), rows).all())


def _rows(template: SlotTemplate, *, today: date, until: date, time_zone: str) -> Iterator[dict[str, Any]]:
    """The template's slots; on a night that skips all of its hours there is none."""
    for ahead in range((until - today).days + 1):
        day = today + timedelta(days=ahead)
        starts_at = instant(day, template.starts, time_zone)
        ends_at = instant(day, template.ends, time_zone)
        if day.isoweekday() in template.weekdays and starts_at < ends_at:
            cutoff_day = day - timedelta(days=template.cutoff_days)
            yield {
                "template_id": template.id,
                "zone_id": template.zone_id,
                "method": template.method,
                "date": day,
                "starts_at": starts_at,
                "ends_at": ends_at,
                "cutoff_at": instant(cutoff_day, template.cutoff_time, time_zone),
                "whole_day": template.whole_day,
                "extra_fee": template.extra_fee,
            }


def _ref(row: dict[str, Any]) -> str:
    return f"{row['template_id']}:{row['date'].isoformat()}"


def _bucket(row: dict[str, Any], *, capacity: int, open: bool) -> NewBucket:  # noqa: A002  # as the ledger says
    return NewBucket(
        ref=_ref(row),
        capacity=capacity,
        usable_from=row["date"],
        usable_to=row["date"],
        cutoff_at=row["cutoff_at"],
        open=open,
    )
