"""Lays the templates of slots out into days: wall time becomes instants, and places become buckets."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.shop.capacity.services import NewBucket, open_buckets
from backend.shop.delivery.models import SlotInstance, SlotTemplate, Zone
from backend.shop.delivery.rules import instant
from backend.shop.delivery.services import opening
from backend.shop.delivery.services.opening import Doors
from backend.shop.settings import services as settings

_PLACES = "slot_stops"


def lay_out(session: Session, *, today: date, days: int, time_zone: str) -> int:
    """Makes the slots of `today` and the days after it, `days` in all, and answers how many were new.

    What exists stays as it is, booked or not, so it may run again and beside itself. What is new on a closed
    day is closed.
    """
    until = today + timedelta(days=days - 1)
    settings.hold_rules(session)  # whoever changes a rule beside this waits, and finds the new slots
    known = session.execute(
        select(SlotInstance.template_id, SlotInstance.date).where(SlotInstance.date.between(today, until))
    )
    laid_out = {(row.template_id, row.date) for row in known}
    span = [today + timedelta(days=ahead) for ahead in range(days)]
    wanted = [
        (template, day)
        for template in _active(session)
        for day in span
        if opening.is_of(template, day) and (template.id, day) not in laid_out
    ]
    if not wanted:
        return 0
    stand = opening.doors(session, first=today, last=until)
    return _make(session, [row for template, day in wanted for row in _row(template, day, stand, time_zone)])


def _active(session: Session) -> Sequence[SlotTemplate]:
    """The templates that are not retired, nor is their zone, as they are under the rules lock."""
    return session.scalars(
        select(SlotTemplate)
        .outerjoin(Zone, Zone.id == SlotTemplate.zone_id)
        .where(SlotTemplate.active, func.coalesce(Zone.active, True))
        .order_by(SlotTemplate.id)
        .execution_options(populate_existing=True)
    ).all()


def _make(session: Session, new: Sequence[tuple[dict[str, Any], NewBucket]]) -> int:
    if not new:
        return 0
    buckets = open_buckets(session, kind=_PLACES, buckets=[bucket for _, bucket in new])
    rows = [row | {"bucket_id": buckets[bucket.ref]} for row, bucket in new]
    statement = insert(SlotInstance).on_conflict_do_nothing(index_elements=["template_id", "date"])
    return len(session.scalars(statement.returning(SlotInstance.id), rows).all())


def _row(
    template: SlotTemplate, day: date, stand: Doors, time_zone: str
) -> Iterator[tuple[dict[str, Any], NewBucket]]:
    """The template's slot on the day with its places; on a night that skips its hours there is none."""
    starts_at = instant(day, template.starts, time_zone)
    ends_at = instant(day, template.ends, time_zone)
    if starts_at >= ends_at:
        return
    offered, cutoff_at = stand.is_offered(template, day), stand.cutoff_at(template, day, starts_at)
    row = {
        "template_id": template.id,
        "zone_id": template.zone_id,
        "method": template.method,
        "date": day,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "cutoff_at": cutoff_at,
        "whole_day": template.whole_day,
        "extra_fee": template.extra_fee,
        "offered": offered,
    }
    yield (
        row,
        NewBucket(
            ref=f"{template.id}:{day.isoformat()}",
            capacity=stand.places(template, day),
            usable_from=day,
            usable_to=day,
            cutoff_at=cutoff_at,
            open=offered and stand.is_open(day, template.zone_id),
        ),
    )
