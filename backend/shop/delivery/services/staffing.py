"""How much there is of a day or a slot, by hand: less than is promised only where it is a fact."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.audit import services as audit
from backend.shop.audit.services import Deed
from backend.shop.capacity import selectors as ledger
from backend.shop.capacity.services import Fact, set_capacity
from backend.shop.delivery.errors import DayOver, SlotGone
from backend.shop.delivery.models import SlotInstance
from backend.shop.delivery.rules import VANS, WORKROOM, Staff
from backend.shop.delivery.rules.windows import refs
from backend.shop.delivery.selectors import staff_of
from backend.shop.delivery.services import days
from backend.shop.kit.clock import local_day
from backend.shop.kit.errors import VersionConflict
from backend.shop.settings.selectors import shop


@dataclass(frozen=True, slots=True)
class StaffChange:
    """What is to be another; None stays as it is."""

    florists: int | None = None
    florist_minutes: int | None = None
    vans: int | None = None
    van_minutes: int | None = None


def change_staff(
    session: Session, *, day: date, version: int, change: StaffChange, deed: Deed, is_fact: bool
) -> None:
    """Says who works on a day; the day's minutes follow. A fact may leave less than is promised.

    Raises BelowReserved, VersionConflict, DayOver and DayNotFound.
    """
    row = days.lock(session, day, at=deed.at)
    if row.version != version:
        raise VersionConflict("Somebody else has just changed this day.")
    before = staff_of(row)
    wanted = {name: value for name, value in asdict(change).items() if value is not None}
    after = Staff(**(asdict(before) | wanted))
    for name, value in wanted.items():
        setattr(row, name, value)
    row.version += 1
    _record(session, f"work_day:{day}", "day.staffed", (asdict(before), asdict(after)), deed)
    session.flush()
    _resize(session, day, before=before, after=after, fact=_fact(deed) if is_fact else None)


def change_places(
    session: Session, *, slot_id: int, version: int, capacity: int, deed: Deed, is_fact: bool
) -> date:
    """Says how many deliveries a slot takes, and answers its day. Raises as `change_staff`, and SlotGone."""
    slot = lock_slot(session, slot_id)
    check_not_over(session, slot.date, deed)
    if slot.version != version:
        raise VersionConflict("Somebody else has just changed this time.")
    before = ledger.buckets(session, [slot.bucket_id])[slot.bucket_id].capacity
    slot.version, slot.places = slot.version + 1, capacity
    change = ({"capacity": before}, {"capacity": capacity})
    _record(session, f"slot_instance:{slot.id}", "slot.resized", change, deed)
    session.flush()
    set_capacity(session, bucket_id=slot.bucket_id, capacity=capacity, fact=_fact(deed) if is_fact else None)
    return slot.date


def lock_slot(session: Session, slot_id: int) -> SlotInstance:
    """A slot under its lock. Raises SlotGone."""
    slot = session.scalar(
        select(SlotInstance)
        .where(SlotInstance.id == slot_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if slot is None:
        raise SlotGone
    return slot


def check_not_over(session: Session, day: date, deed: Deed) -> None:
    if day < local_day(deed.at, shop(session).time_zone):
        raise DayOver("This day is over: it cannot be changed any more.")


def _resize(session: Session, day: date, *, before: Staff, after: Staff, fact: Fact | None) -> None:
    had = _minutes(day, before)
    for (kind, ref), minutes in _minutes(day, after).items():
        if minutes != had[kind, ref]:
            bucket = ledger.by_refs(session, kind, [ref])[ref]
            set_capacity(session, bucket_id=bucket.id, capacity=minutes, fact=fact)


def _minutes(day: date, staff: Staff) -> dict[tuple[str, str], int]:
    """What the day's buckets hold, in the order in which the ledger locks them."""
    halves = {(WORKROOM, ref): minutes for ref, minutes in zip(refs([day]), staff.making, strict=True)}
    return {(VANS, str(day)): staff.driving} | halves


def _fact(deed: Deed) -> Fact:
    return Fact(person=deed.who, reason=deed.why, at=deed.at)


def _record(
    session: Session, subject: str, action: str, change: tuple[dict[str, int], dict[str, int]], deed: Deed
) -> None:
    before, after = change
    moved = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    audit.record(
        session,
        actor=deed.who,
        action=action,
        subject=subject,
        reason=deed.why,
        change=moved,
        at=deed.at,
    )
