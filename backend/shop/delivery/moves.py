"""Which laid-out slots are, or would be, at other hours than their template says."""

from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.capacity import selectors as ledger
from backend.shop.delivery.models import SlotInstance, SlotTemplate
from backend.shop.delivery.rules import instant
from backend.shop.settings import selectors as settings


def moved(session: Session, template_id: int, *, today: date) -> list[int]:
    """The slots ahead of a template that are not as it says: its hours or its days have changed since."""
    template = session.get(SlotTemplate, template_id, populate_existing=True)
    if template is None:
        return []
    rows = session.scalars(
        select(SlotInstance).where(SlotInstance.template_id == template_id, SlotInstance.date >= today)
    )
    zone = settings.shop(session).time_zone
    return [
        row.id
        for row in rows
        if not row.offered
        or row.starts_at != instant(row.date, template.starts, zone)
        or row.ends_at != instant(row.date, template.ends, zone)
    ]


def to_be_moved(session: Session, template_id: int, *, hours: tuple[time, time], now: datetime) -> list[int]:
    """The slots of a template that would get other hours, were it to say these: nobody has booked them."""
    template = session.get(SlotTemplate, template_id, populate_existing=True)
    if template is None or (template.starts, template.ends) == hours:
        return []
    rows = session.scalars(
        select(SlotInstance).where(SlotInstance.template_id == template_id, SlotInstance.starts_at > now)
    ).all()
    buckets = ledger.buckets(session, [row.bucket_id for row in rows])
    return [row.id for row in rows if buckets[row.bucket_id].reserved == 0]
