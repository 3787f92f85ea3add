"""What the rules say of the calendar's buckets: open or closed, until when, with how many places.

There is one place that writes it. Whoever changes a rule settles the days that it touches, in the same
transaction, under the rules lock: nobody places an order meanwhile, and nobody lays out slots.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from backend.shop.capacity import selectors as ledger
from backend.shop.capacity.selectors import BucketFacts
from backend.shop.capacity.services import Terms, set_terms
from backend.shop.delivery import selectors
from backend.shop.delivery.models import SlotInstance, SlotTemplate, WorkDay, Zone
from backend.shop.delivery.rules import VANS, WORKROOM
from backend.shop.delivery.rules.calendar import Calendar
from backend.shop.delivery.rules.cutoff import LOOK_BACK, CutoffKind, CutoffRule, cutoff_at
from backend.shop.delivery.rules.windows import refs
from backend.shop.settings import selectors as facts
from backend.shop.settings import services as settings

_Laid = Sequence[tuple[SlotInstance, SlotTemplate]]


@dataclass(frozen=True, slots=True)
class Doors:
    """What stands of some days: those that a person has closed, retired zones, and the rules."""

    closed: frozenset[date]
    calendar: Calendar
    time_zone: str
    retired: frozenset[int | None] = frozenset()

    def is_open(self, day: date, zone_id: int | None) -> bool:
        return day not in self.closed and self.calendar.closed_because(day, zone_id) is None

    def is_offered(self, template: SlotTemplate, day: date) -> bool:
        """Whether the template has a slot on the day for anybody who asks now."""
        if not template.active or template.zone_id in self.retired:
            return False
        return is_of(template, day) and not (template.only_on is None and self.calendar.has_own_slots(day))

    def cutoff_at(self, template: SlotTemplate, day: date, starts_at: datetime) -> datetime:
        own = cutoff_at(
            rule_of(template),
            day=day,
            starts_at=starts_at,
            time_zone=self.time_zone,
            works=lambda other: self.is_open(other, None),
        )
        return self.calendar.last_order(day, own)

    def places(self, template: SlotTemplate, day: date) -> int:
        """As many as the template says; of a weekly one what the day's share leaves."""
        if template.only_on is not None:
            return template.capacity
        return self.calendar.places(day, template.capacity)


def is_of(template: SlotTemplate, day: date) -> bool:
    """Whether it is one of the template's days, whatever else is said of it."""
    return template.only_on == day or (template.only_on is None and day.isoweekday() in template.weekdays)


def rule_of(template: SlotTemplate) -> CutoffRule:
    kind = CutoffKind(template.cutoff_kind)
    return CutoffRule(kind, template.cutoff_days, template.cutoff_time, template.cutoff_minutes)


def doors(session: Session, *, first: date, last: date) -> Doors:
    """The doors of local days `first` to `last`, and of those before that a cut-off may be on.

    They hold still only under the rules lock.
    """
    first -= LOOK_BACK
    by_hand = select(WorkDay.date).where(WorkDay.date.between(first, last), ~WorkDay.open)
    return Doors(
        frozenset(session.scalars(by_hand)),
        selectors.calendar(session, first=first, last=last),
        facts.shop(session).time_zone,
        frozenset(session.scalars(select(Zone.id).where(~Zone.active))),
    )


def settle(session: Session, *, days: Collection[date], resize: bool = False) -> None:
    """Waits for everybody who is placing, and makes true what the rules say of these days.

    Cut-offs on a working day before follow, too, when one of the days closes or opens. Only with `resize` the
    places are counted anew.
    """
    session.flush()
    settings.change_rules(session)
    if not days:
        return
    last = max(days) + LOOK_BACK
    stand = doors(session, first=min(days), last=last)
    slots = [(slot, template) for slot, template in session.execute(_touched(days, last))]
    _write(session, stand, slots)
    wanted = Terms(
        doors=_minutes(session, stand, days) | {slot.bucket_id: _is_open(stand, slot) for slot, _ in slots},
        cutoffs={slot.bucket_id: slot.cutoff_at for slot, _ in slots},
        sizes={slot.bucket_id: _places(stand, slot, of) for slot, of in slots} if resize else {},
    )
    known = ledger.buckets(session, wanted.doors)
    set_terms(session, terms=_changed(wanted, known))


def _touched(days: Collection[date], last: date) -> Select[SlotInstance, SlotTemplate]:
    """The slots of the days, and those later ones whose cut-off counts working days."""
    working = SlotTemplate.cutoff_kind == CutoffKind.WORKING_DAYS_BEFORE
    later = and_(SlotInstance.date.between(min(days), last), working)
    return (
        select(SlotInstance, SlotTemplate)
        .join(SlotTemplate, SlotTemplate.id == SlotInstance.template_id)
        .where(or_(SlotInstance.date.in_(days), later))
        .order_by(SlotInstance.id)
        .with_for_update(of=SlotInstance, key_share=True)
        .execution_options(populate_existing=True)
    )


def _write(session: Session, stand: Doors, slots: _Laid) -> None:
    for slot, template in slots:
        slot.offered = stand.is_offered(template, slot.date)
        slot.cutoff_at = stand.cutoff_at(template, slot.date, slot.starts_at)
    session.flush()


def _is_open(stand: Doors, slot: SlotInstance) -> bool:
    return slot.open and slot.offered and stand.is_open(slot.date, slot.zone_id)


def _places(stand: Doors, slot: SlotInstance, template: SlotTemplate) -> int:
    return stand.places(template, slot.date) if slot.places is None else slot.places


def _minutes(session: Session, stand: Doors, days: Collection[date]) -> dict[int, bool]:
    """Workroom and vans work for every zone: only what closes the whole shop closes them."""
    by_ref: Mapping[str, Mapping[str, date]] = {VANS: {str(day): day for day in days}, WORKROOM: refs(days)}
    return {
        bucket.id: stand.is_open(known[ref], None)
        for kind, known in by_ref.items()
        for ref, bucket in ledger.by_refs(session, kind, known).items()
    }


def _changed(wanted: Terms, known: Mapping[int, BucketFacts]) -> Terms:
    """Only what is not so yet: a bucket that stays as it is need not be locked."""
    return Terms(
        doors={key: opened for key, opened in wanted.doors.items() if known[key].open != opened},
        cutoffs={key: at for key, at in wanted.cutoffs.items() if known[key].cutoff_at != at},
        sizes={key: size for key, size in wanted.sizes.items() if known[key].capacity != size},
    )
