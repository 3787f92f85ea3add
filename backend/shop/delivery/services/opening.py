"""Whether a bucket of the calendar is open: what a person said of its day or slot, and what the rules say.

There is one place that writes it. Whoever changes a rule settles the days that it touches, in the same
transaction, under the rules lock: nobody places an order meanwhile, and nobody lays out slots.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.capacity import selectors as ledger
from backend.shop.capacity.services import set_open
from backend.shop.delivery import selectors
from backend.shop.delivery.models import SlotInstance, WorkDay
from backend.shop.delivery.rules import VANS, WORKROOM
from backend.shop.delivery.rules.calendar import Calendar
from backend.shop.delivery.rules.windows import refs
from backend.shop.settings import services as settings


@dataclass(frozen=True, slots=True)
class Doors:
    """What stands of some days: those that a person has closed, and the rules."""

    closed: frozenset[date]
    calendar: Calendar

    def is_open(self, day: date, zone_id: int | None) -> bool:
        return day not in self.closed and self.calendar.closed_because(day, zone_id) is None


def doors(session: Session, *, first: date, last: date) -> Doors:
    """The doors of local days `first` to `last`. They hold still only under the rules lock."""
    by_hand = select(WorkDay.date).where(WorkDay.date.between(first, last), ~WorkDay.open)
    calendar = selectors.calendar(session, first=first, last=last)
    return Doors(frozenset(session.scalars(by_hand)), calendar)


def settle(session: Session, *, days: Collection[date]) -> None:
    """Waits for everybody who is placing, and opens or closes what is laid out of these days."""
    session.flush()
    settings.change_rules(session)
    if not days:
        return
    stand = doors(session, first=min(days), last=max(days))
    wanted = _slots(session, stand, days) | _minutes(session, stand, days)
    known = ledger.buckets(session, list(wanted))
    set_open(session, doors={key: wanted[key] for key, bucket in known.items() if bucket.open != wanted[key]})


def _slots(session: Session, stand: Doors, days: Collection[date]) -> dict[int, bool]:
    rows = session.execute(
        select(SlotInstance.bucket_id, SlotInstance.date, SlotInstance.zone_id, SlotInstance.open).where(
            SlotInstance.date.in_(days)
        )
    )
    return {row.bucket_id: row.open and stand.is_open(row.date, row.zone_id) for row in rows}


def _minutes(session: Session, stand: Doors, days: Collection[date]) -> dict[int, bool]:
    """Workroom and vans work for every zone: only what closes the whole shop closes them."""
    by_ref: Mapping[str, Mapping[str, date]] = {VANS: {str(day): day for day in days}, WORKROOM: refs(days)}
    return {
        bucket.id: stand.is_open(known[ref], None)
        for kind, known in by_ref.items()
        for ref, bucket in ledger.by_refs(session, kind, known).items()
    }
