"""Closing and opening days and slots. Whoever is placing an order goes first; nobody places one after it.

What is booked stays booked.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.audit import services as audit
from backend.shop.audit.services import Deed
from backend.shop.delivery.errors import SlotGone
from backend.shop.delivery.models import SlotInstance
from backend.shop.delivery.services import days, opening, staffing
from backend.shop.settings import services as settings


def close_day(session: Session, *, day: date, deed: Deed) -> None:
    """Closes a whole day: its slots, its workroom and its vans. A closed one stays as it is."""
    row = days.lock_or_lay_out(session, day, at=deed.at)
    if row.open:
        row.open, row.closed_because = False, deed.why
        row.version += 1
        _turn(session, day, opened=False, subject=f"work_day:{day}", deed=deed)


def open_day(session: Session, *, day: date, deed: Deed) -> None:
    """Opens a closed day again, but not the slots that have been closed one by one."""
    row = days.lock_or_lay_out(session, day, at=deed.at)
    if not row.open:
        row.open, row.closed_because = True, ""
        row.version += 1
        _turn(session, day, opened=True, subject=f"work_day:{day}", deed=deed)


def close_slot(session: Session, *, slot_id: int, deed: Deed) -> date:
    """Closes one slot, and answers its day. Raises SlotGone and DayOver."""
    return _turn_slot(session, slot_id, opened=False, deed=deed)


def open_slot(session: Session, *, slot_id: int, deed: Deed) -> date:
    """Opens one slot, and answers its day; on a closed day it waits for the day. Raises as `close_slot`."""
    return _turn_slot(session, slot_id, opened=True, deed=deed)


def _turn_slot(session: Session, slot_id: int, *, opened: bool, deed: Deed) -> date:
    day = _day_of(session, slot_id)
    days.lock_or_lay_out(session, day, at=deed.at)
    settings.lock_rules(session)  # rules before slots, as whoever changes a template locks them
    slot = staffing.lock_slot(session, slot_id)
    if slot.open != opened:
        slot.open = opened
        slot.version += 1
        _turn(session, day, opened=opened, subject=f"slot_instance:{slot_id}", deed=deed)
    return day


def _day_of(session: Session, slot_id: int) -> date:
    day = session.scalar(select(SlotInstance.date).where(SlotInstance.id == slot_id))
    if day is None:
        raise SlotGone
    return day


def _turn(session: Session, day: date, *, opened: bool, subject: str, deed: Deed) -> None:
    audit.record(
        session,
        actor=deed.who,
        action="calendar.opened" if opened else "calendar.closed",
        subject=subject,
        reason=deed.why,
        change={"open": [not opened, opened]},
        at=deed.at,
    )
    opening.settle(session, days={day})
